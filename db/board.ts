import type { Database } from './connect.ts'
import type { Viewer } from './scope.ts'
import { findPlace, withinSubtree } from './scope.ts'
import type { Tally, Top } from './tally.ts'
import { talliesOf } from './tally.ts'

/** One line of the board (指挥调度台): a bureau or school directly below the region, with all schools under it. */
export interface BoardRow extends Tally {
  readonly unit: Top
}

/**
 * One row for each unit directly below the region, in order of path; none if the viewer may not see the region.
 * `date` is the local date of the daily reports that are counted as missing.
 */
export async function boardOf(
  db: Database,
  viewer: Viewer,
  region: string,
  { date }: { readonly date: string },
): Promise<readonly BoardRow[]> {
  const place = await findPlace(db, viewer, region)
  if (place === null) return []
  const tallies = await talliesOf(db, { column: 'parent', code: place.code }, date)
  return tallies.map(({ unit, tally }) => ({ unit, ...tally }))
}

/** The rows in which least is done come first (哪个最慢); those with nothing to do are left out. */
export function slowest(rows: readonly BoardRow[]): readonly BoardRow[] {
  return rows.filter(({ total }) => total > 0).toSorted((a, b) => a.done / a.total - b.done / b.total)
}

/** A school that an order moved and that has signed nothing of its new phase. */
export interface IdleSchool {
  readonly code: string
  readonly name: string
  readonly parentName: string | null
  readonly phase: string
  /** When the order moved it. */
  readonly since: string
  /** Whole minutes since then. */
  readonly minutes: number
  readonly overdue: number
}

/**
 * The schools of a region that an order moved and in which no step of the new phase has been signed yet (哪些没动), in
 * order of path. Schools that have moved on since, or were led back into a phase under way, are not among them.
 */
export async function notActed(
  db: Database,
  viewer: Viewer,
  region: string,
  orderId: number,
  { now, limit }: { readonly now: string; readonly limit: number },
): Promise<{ readonly total: number; readonly items: readonly IdleSchool[] }> {
  const place = await findPlace(db, viewer, region)
  if (place === null) return { total: 0, items: [] }
  const idle = idleSchools(db, place.path, orderId)
  const [rows, { count }] = await Promise.all([
    idle
      .leftJoin('unit as above', 'above.code', 'unit.parent')
      .select(['unit.code', 'unit.name', 'above.name as parentName', 'response.phase', 'response.since', 'response.overdue'])
      .orderBy('unit.path')
      .limit(limit)
      .execute(),
    idle.select(({ fn }) => fn.countAll<number | string>().as('count')).executeTakeFirstOrThrow(),
  ])
  const minutesSince = (since: string): number => Math.floor((Date.parse(now) - Date.parse(since)) / 60_000)
  return { total: Number(count), items: rows.map((row) => ({ ...row, minutes: minutesSince(row.since) })) }
}

function idleSchools(db: Database, path: string, orderId: number) {
  return db
    .selectFrom('order_outcome')
    .innerJoin('unit', 'unit.id', 'order_outcome.unit_id')
    .innerJoin('journal', 'journal.seq', 'order_outcome.seq')
    .innerJoin('response', (join) =>
      join
        .onRef('response.unit_id', '=', 'unit.id')
        .onRef('response.playbook', '=', 'journal.playbook')
        .onRef('response.mode', '=', 'journal.mode')
        // Still in the phase that the order led to, and in a visit that it opened.
        .onRef('response.cause_seq', '=', 'journal.seq')
        .onRef('response.since', '=', 'journal.at'),
    )
    .where('order_outcome.order_id', '=', orderId)
    .where('order_outcome.result', '=', 'changed')
    .where(withinSubtree('unit.path', path))
    .where((eb) => eb('unit.id', 'not in', actedUnits(db, orderId)))
}

/** Read from the order on, because a school's whole history is longer than the night since. */
function actedUnits(db: Database, orderId: number) {
  return (
    db
      .selectFrom('sign_off')
      // A visit is named by the seq of the entry that opened it.
      .innerJoin('order_outcome as moved', (join) =>
        join.onRef('moved.unit_id', '=', 'sign_off.unit_id').onRef('moved.seq', '=', 'sign_off.visit'),
      )
      .select('sign_off.unit_id')
      .where('moved.order_id', '=', orderId)
      .where('sign_off.seq', '>', orderId)
      .where('sign_off.withdrawn_by', 'is', null)
  )
}
