import type { Selectable } from 'kysely'
import type { CalendarRow } from '../src/core/calendar/row.ts'
import type { Seq } from '../src/core/response.ts'
import { inChunks } from './append.ts'
import type { Database } from './connect.ts'
import { insertRows } from './insert-rows.ts'
import { locksRows } from './dialect.ts'
import type { LoadedResponse } from './responses.ts'
import { locked, selectLoaded, toLoaded } from './responses.ts'
import type { CalendarChangeTable, CalendarTable, ResponseTable } from './schema.ts'
import { withinSubtree } from './scope.ts'

/** The whole school calendar: some hundred rows a year at most. */
export async function loadCalendar(db: Database): Promise<readonly CalendarRow[]> {
  const rows = await db.selectFrom('calendar').selectAll().orderBy('region').orderBy('kind').orderBy('what').orderBy('first_day').execute()
  return rows.map(toCalendarRow)
}

function toCalendarRow({ region, kind, what, first_day: from, last_day: to, name }: Selectable<CalendarTable>): CalendarRow {
  // Written from CalendarRows alone.
  return { region, kind: kind as CalendarRow['kind'], from, to, what: what as CalendarRow['what'], name }
}

function toStoredRow({ region, kind, from, to, what, name }: CalendarRow): CalendarTable {
  return { region, kind, what, first_day: from, last_day: to, name }
}

/** Puts these rows in the place of all others. From the next transaction on, everybody goes by the calendar of that entry. */
export async function saveCalendar(trx: Database, rows: readonly CalendarRow[], seq: Seq): Promise<void> {
  await trx.deleteFrom('calendar').execute()
  await insertRows(trx, 'calendar', rows.map(toStoredRow), (some) => trx.insertInto('calendar').values(some))
  await trx.updateTable('counter').set({ calendar: seq }).where('id', '=', 1).execute()
}

/** The entry of the calendar's last change; 0 if it was never recorded. */
export async function readCalendarSeq(db: Database): Promise<Seq> {
  const { calendar } = await db.selectFrom('counter').select('calendar').where('id', '=', 1).executeTakeFirstOrThrow()
  return calendar
}

export type CalendarChange = Selectable<CalendarChangeTable>

/** Changes that the schools below have yet to be told. */
export async function insertChanges(trx: Database, changes: readonly CalendarChange[]): Promise<void> {
  for (const some of inChunks(changes, 500)) await trx.insertInto('calendar_change').values(some).execute()
}

/** The change recorded first of those that have not reached every school; null if all have. */
export async function findCalendarChange(db: Database): Promise<CalendarChange | null> {
  return (await firstChange(db).executeTakeFirst()) ?? null
}

/** The same, to be carried on in this transaction. */
export async function lockCalendarChange(trx: Database): Promise<CalendarChange | null> {
  const change = firstChange(trx).$if(locksRows(trx), (qb) => qb.forUpdate())
  return (await change.executeTakeFirst()) ?? null
}

function firstChange(db: Database) {
  return db.selectFrom('calendar_change').selectAll().orderBy('seq').limit(1)
}

/** How far a change has come; null: everywhere. */
export async function saveChangeProgress(trx: Database, { seq }: CalendarChange, cursor: string | null): Promise<void> {
  if (cursor === null) await trx.deleteFrom('calendar_change').where('seq', '=', seq).execute()
  else await trx.updateTable('calendar_change').set({ cursor }).where('seq', '=', seq).execute()
}

/** A response with what boards show of it. */
export interface ShownResponse extends LoadedResponse {
  readonly shown: Pick<ResponseTable, 'total' | 'done' | 'overdue' | 'awaiting' | 'awaiting_overdue' | 'next_due_at' | 'next_wake_at'>
}

/** The responses, in every playbook, of the next units that the change concerns, in order of path; to be changed in this transaction. */
export async function lockConcerned(
  trx: Database,
  { path, cursor }: CalendarChange,
  limit: number,
): Promise<{ readonly responses: readonly ShownResponse[]; readonly cursor: string | null }> {
  const units = await trx
    .selectFrom('unit')
    .select('path')
    .where(withinSubtree('unit.path', path))
    .where('path', '>', cursor)
    .orderBy('path')
    .limit(limit)
    .execute()
  const last = units.at(-1)?.path
  if (last === undefined) return { responses: [], cursor: null }
  const query = selectLoaded(trx).where(withinSubtree('unit.path', path)).where('unit.path', '>', cursor).where('unit.path', '<=', last)
  const rows = await locked(trx, query)
    .select([
      'response.total',
      'response.done',
      'response.overdue',
      'response.awaiting',
      'response.awaiting_overdue',
      'response.next_due_at',
    ])
    .execute()
  return { responses: rows.map((row) => ({ ...toLoaded(row), shown: row })), cursor: units.length < limit ? null : last }
}
