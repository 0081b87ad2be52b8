import { weekdayCalendar } from '../core/calendar/calendar.ts'
import type { CalendarRow } from '../core/calendar/row.ts'
import { layered } from '../core/calendar/row.ts'
import type { Calendars } from '../core/calendar/calendars.ts'
import { calendarsFrom } from '../core/calendar/calendars.ts'
import type { Seq } from '../core/response.ts'

/** The school calendar through time, as the journal tells it. */
export interface CalendarHistory {
  readonly take: (seq: Seq, rows: readonly CalendarRow[]) => void
  /** The calendars by which an entry with that seq was written: those recorded before it. */
  readonly asOf: (seq: Seq) => Calendars
  /** The rows in the end, and the entry that changed them last; 0 if none did. */
  readonly last: () => { readonly seq: Seq; readonly rows: readonly CalendarRow[] }
}

interface Change {
  readonly seq: Seq
  readonly rows: readonly CalendarRow[]
  readonly calendars: Calendars
}

export function calendarHistory(timeZone: string): CalendarHistory {
  const usual = weekdayCalendar(timeZone)
  const none: Change = { seq: 0, rows: [], calendars: calendarsFrom(usual, []) }
  const changes: Change[] = [none]
  const last = (): Change => changes.at(-1) ?? none
  return {
    take: (seq, said) => {
      const { rows } = layered(last().rows, said)
      changes.push({ seq, rows, calendars: calendarsFrom(usual, rows) })
    },
    asOf: (seq) => changes.findLast((change) => change.seq < seq)?.calendars ?? none.calendars,
    last,
  }
}
