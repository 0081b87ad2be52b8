import type { CalendarRow } from './row.ts'
import type { Seq } from '../response.ts'

/** The calendar of a region as somebody stated it; what it says of its days takes the place of what was said before. */
export interface CalendarRecorded {
  readonly type: 'calendar.recorded'
  readonly v: 1
  readonly rows: readonly CalendarRow[]
}

/** From here on the school's rounds are counted by a changed calendar; what it changes in the past is not held against anybody. */
export interface CalendarApplied {
  readonly type: 'calendar.applied'
  readonly v: 1
  /** Seq of the entry that changed it. */
  readonly calendar: Seq
}
