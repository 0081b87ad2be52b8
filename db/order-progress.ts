import type { Selectable } from 'kysely'
import type { Scope } from '../src/core/entry.ts'
import type { Database } from './connect.ts'
import { locksRows } from './dialect.ts'
import { insertRows } from './insert-rows.ts'
import { isPhaseBelow } from './like.ts'
import type { LoadedQuery, LoadedResponse } from './responses.ts'
import { locked, selectLoaded, toLoaded } from './responses.ts'
import type { OrderOutcomeTable, OrdersTable } from './schema.ts'

/** What of a playbook's units an order is for. */
export interface Target {
  /** One, or any of several; no unit has two of several. */
  readonly playbook: string | readonly string[]
  readonly mode: string
  /** Only responses that follow this version. */
  readonly version?: number
  readonly scope: Scope
  /** Path of `scope.region`; everything below it matches. */
  readonly regionPath: string | null
}

/** The next units of an order. */
export interface Matched {
  readonly units: readonly LoadedResponse[]
  /** Path after which the next ones come; null if these were the last. */
  readonly cursor: string | null
}

/** The next units of the order in path order, after `cursor`. */
export async function matchUnits(db: Database, target: Target, cursor: string, limit: number): Promise<Matched> {
  const rows = await following(selectLoaded(db), target, cursor, limit).execute()
  return { units: rows.map(toLoaded), cursor: rows.length < limit ? null : (rows.at(-1)?.path ?? null) }
}

/**
 * The same, to be changed in this transaction. Where others write meanwhile, a unit may cease to match while its row is
 * waited for; so how far the chunk reaches is settled first, by those that matched when it was asked.
 */
export async function lockMatchingUnits(
  trx: Database,
  target: Target,
  cursor: string,
  limit: number,
  beside: readonly string[] = [],
): Promise<Matched> {
  if (!locksRows(trx)) return matchUnits(trx, target, cursor, limit)
  const paths = await following(selectLoaded(trx), target, cursor, limit).clearSelect().select('unit.path').execute()
  const last = paths.at(-1)?.path
  if (last === undefined) return { units: [], cursor: null }
  if (beside.length > 0) await lockBeside(trx, target, paths, beside)
  const rows = await locked(trx, matching(selectLoaded(trx), target, cursor))
    .where('unit.path', '<=', last)
    .execute()
  return { units: rows.map(toLoaded), cursor: paths.length < limit ? null : last }
}

/** The units' responses to these playbooks too, all in the one order in which everybody locks them. */
async function lockBeside(
  trx: Database,
  { playbook, mode }: Target,
  units: readonly { readonly path: string }[],
  beside: readonly string[],
): Promise<void> {
  await locked(trx, selectLoaded(trx))
    .where(
      'unit.path',
      'in',
      units.map(({ path }) => path),
    )
    .where('response.playbook', 'in', [playbook, beside].flat(2))
    .where('response.mode', '=', mode)
    .clearSelect()
    .select('response.id')
    .execute()
}

function following(query: LoadedQuery, target: Target, cursor: string, limit: number): LoadedQuery {
  return matching(query, target, cursor).orderBy('unit.path').limit(limit)
}

export async function countMatching(db: Database, target: Target): Promise<number> {
  const row = await matching(selectLoaded(db), target)
    .clearSelect()
    .select((eb) => eb.fn.countAll<number | string>().as('count'))
    .executeTakeFirstOrThrow()
  return Number(row.count)
}

/** How many of the units stand in which phase. */
export async function countByPhase(db: Database, target: Target): Promise<readonly { readonly phase: string; readonly schools: number }[]> {
  const rows = await matching(selectLoaded(db), target)
    .clearSelect()
    .select((eb) => ['response.phase', eb.fn.countAll<number | string>().as('schools')])
    .groupBy('response.phase')
    .execute()
  return rows.map(({ phase, schools }) => ({ phase, schools: Number(schools) }))
}

/** Filters are ANDed; an empty scope never gets here. */
function matching(query: LoadedQuery, { playbook, mode, version, scope, regionPath }: Target, cursor = ''): LoadedQuery {
  const ofPlaybook =
    typeof playbook === 'string' ? query.where('response.playbook', '=', playbook) : query.where('response.playbook', 'in', playbook)
  let narrowed = ofPlaybook.where('response.mode', '=', mode)
  // One lower bound only: of two, SQLite begins at either, and could look through all that was decided for each chunk.
  if (regionPath !== null && cursor < regionPath) narrowed = narrowed.where('unit.path', '>=', regionPath)
  else narrowed = narrowed.where('unit.path', '>', cursor)
  if (regionPath !== null) narrowed = narrowed.where('unit.path', '<', `${regionPath.slice(0, -1)}0`)
  if (version !== undefined) narrowed = narrowed.where('response.version', '=', version)
  if (scope.units !== undefined) narrowed = narrowed.where('unit.code', 'in', scope.units)
  if (scope.kinds !== undefined) narrowed = narrowed.where('unit.kind', 'in', scope.kinds)
  if (scope.except !== undefined && scope.except.length > 0) narrowed = narrowed.where('unit.code', 'not in', scope.except)
  if (scope.boarding !== undefined) narrowed = narrowed.where('unit.boarders', scope.boarding ? '>' : '=', 0)
  const { phases } = scope
  if (phases === undefined) return narrowed
  return narrowed.where((eb) => eb.or(phases.map((phase) => isPhaseBelow('response.phase', phase))))
}

export async function insertOrder(trx: Database, order: OrdersTable): Promise<void> {
  await trx.insertInto('orders').values(order).execute()
}

export type RunningOrder = Selectable<OrdersTable>

/** The running order accepted first; null if none runs. */
export async function findRunningOrder(db: Database): Promise<RunningOrder | null> {
  return (await running(db).executeTakeFirst()) ?? null
}

/** The same, to be carried on in this transaction. */
export async function lockRunningOrder(trx: Database): Promise<RunningOrder | null> {
  return (
    (await running(trx)
      .$if(locksRows(trx), (qb) => qb.forUpdate())
      .executeTakeFirst()) ?? null
  )
}

/** An order whatever its state, kept as it is until the transaction ends; null if there is none. */
export async function lockOrder(trx: Database, id: number): Promise<Selectable<OrdersTable> | null> {
  const order = trx.selectFrom('orders').selectAll().where('id', '=', id)
  return (await order.$if(locksRows(trx), (qb) => qb.forUpdate()).executeTakeFirst()) ?? null
}

function running(db: Database) {
  return db.selectFrom('orders').selectAll().where('status', '=', 'running').orderBy('id').limit(1)
}

export async function saveOutcomes(trx: Database, outcomes: readonly OrderOutcomeTable[]): Promise<void> {
  await insertRows(trx, 'order_outcome', outcomes, (some) => trx.insertInto('order_outcome').values(some))
}

/** Moves the cursor and the counts; `settledAt` ends the order. */
export async function saveProgress(
  trx: Database,
  id: number,
  progress: Pick<OrdersTable, 'cursor' | 'changed' | 'unchanged' | 'refused' | 'status' | 'settled_at'>,
): Promise<void> {
  await trx.updateTable('orders').set(progress).where('id', '=', id).execute()
}

/** Ends an order before it has begun. */
export async function cancelOrder(trx: Database, id: number, at: string): Promise<void> {
  await trx.updateTable('orders').set({ status: 'cancelled', settled_at: at }).where('id', '=', id).execute()
}
