import { loadCalendar, readCalendarSeq } from '../../db/calendar.ts'
import type { Database } from '../../db/connect.ts'
import { weekdayCalendar } from '../core/calendar/calendar.ts'
import type { CalendarRow } from '../core/calendar/row.ts'
import type { Calendars } from '../core/calendar/calendars.ts'
import { calendarsFrom } from '../core/calendar/calendars.ts'
import type { Seq } from '../core/response.ts'

/** The school calendars as this process has them in mind. */
export interface KeptCalendars extends Calendars {
  /** All rows, to say what is still missing. */
  readonly rows: () => readonly CalendarRow[]
  /**
   * Makes sure that they stand as after that entry. Whoever holds the counter knows which that is, so that whatever is
   * written goes by the calendar that was recorded before it, by this process or another.
   */
  readonly asOf: (db: Database, seq: Seq) => Promise<void>
  /** For those who only read: takes up what was recorded lately. */
  readonly refresh: () => Promise<void>
}

interface Kept {
  readonly seq: Seq
  readonly rows: readonly CalendarRow[]
  readonly calendars: Calendars
}

export async function keepCalendars(reader: Database, timeZone: string): Promise<KeptCalendars> {
  const usual = weekdayCalendar(timeZone)
  let kept: Kept = { seq: 0, rows: [], calendars: calendarsFrom(usual, []) }
  const asOf = async (db: Database, seq: Seq): Promise<void> => {
    if (seq <= kept.seq) return
    const rows = await loadCalendar(db)
    // Whoever began to read earlier may end later.
    if (seq > kept.seq) kept = { seq, rows, calendars: calendarsFrom(usual, rows) }
  }
  const refresh = async (): Promise<void> => asOf(reader, await readCalendarSeq(reader))
  await refresh()
  return { of: (unit) => kept.calendars.of(unit), rows: () => kept.rows, asOf, refresh }
}
