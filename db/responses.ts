import type { Selectable } from 'kysely'
import type { Post } from '../machines/vocabulary.ts'
import type { Response } from '../src/core/response.ts'
import type { Summary } from '../src/core/summary.ts'
import type { Unit } from '../src/core/unit.ts'
import { inChunks } from './append.ts'
import type { Database } from './connect.ts'
import { locksRows } from './dialect.ts'
import { insertRows } from './insert-rows.ts'
import { prepared } from './prepared.ts'
import type { ResponseTable, UnitTable } from './schema.ts'
import { toUnit } from './unit-columns.ts'

/** A response with the unit that it runs at. */
export interface LoadedResponse {
  readonly id: number
  readonly unit: Unit
  readonly response: Response
  readonly nextWakeAt: string | null
}

export interface ResponseKey {
  readonly unit: string
  readonly playbook: string
  readonly mode: string
}

/** Loads the responses of these units in one query a chunk; what does not exist is missing from the answer. */
export async function loadResponses(db: Database, keys: readonly ResponseKey[]): Promise<ReadonlyMap<string, LoadedResponse>> {
  return load(db, LOADED, keys)
}

/** The same, to be changed in this transaction: nobody else changes them, or the units that they run at, before it ends. */
export async function lockResponses(trx: Database, keys: readonly ResponseKey[]): Promise<ReadonlyMap<string, LoadedResponse>> {
  return load(trx, LOCKED, keys)
}

/** Always in order of path: transactions that lock the same rows wait for each other and never in a circle. */
export function locked(trx: Database, query: LoadedQuery): LoadedQuery {
  const ordered = query.orderBy('unit.path').orderBy('response.id')
  return locksRows(trx) ? ordered.forUpdate('response').forShare('unit') : ordered
}

interface Wanted {
  readonly codes: readonly string[]
  readonly playbooks: readonly string[]
}

/** The usual case, that of all units the same playbooks are wanted, has a query that is compiled once. */
const LOADED = {
  ofOne: prepared((db, wanted: Wanted) => narrowed(selectLoaded(db), wanted)),
  ofMany: (db: Database, groups: readonly Wanted[]) => anyOf(selectLoaded(db), groups),
}
const LOCKED: typeof LOADED = {
  ofOne: prepared((trx, wanted: Wanted) => narrowed(locked(trx, selectLoaded(trx)), wanted)),
  ofMany: (trx, groups) => anyOf(locked(trx, selectLoaded(trx)), groups),
}

function narrowed(query: LoadedQuery, { codes, playbooks }: Wanted): LoadedQuery {
  return query.where('unit.code', 'in', codes).where('response.playbook', 'in', playbooks)
}

/** In one query, so that the rows are locked in order of path whatever is wanted of them. */
function anyOf(query: LoadedQuery, groups: readonly Wanted[]): LoadedQuery {
  return query.where((eb) =>
    eb.or(groups.map(({ codes, playbooks }) => eb.and([eb('unit.code', 'in', codes), eb('response.playbook', 'in', playbooks)]))),
  )
}

async function load(db: Database, query: typeof LOADED, keys: readonly ResponseKey[]): Promise<ReadonlyMap<string, LoadedResponse>> {
  const found = new Map<string, LoadedResponse>()
  const playbooks = new Map<string, Set<string>>()
  for (const { unit, playbook } of keys) playbooks.set(unit, (playbooks.get(unit) ?? new Set()).add(playbook))
  const codes = [...playbooks.keys()].toSorted()
  for (const some of inChunks(codes, 1000)) {
    // Units of which the same is wanted together: nothing is read, or locked, that nobody asked for.
    const alike = Map.groupBy(some, (code) => [...(playbooks.get(code) ?? [])].toSorted().join(' '))
    const groups = [...alike].map(([names, units]): Wanted => ({ codes: units, playbooks: names.split(' ') }))
    const [only] = groups
    for (const row of groups.length === 1 && only !== undefined ? await query.ofOne(db, only) : await query.ofMany(db, groups).execute()) {
      const loaded = toLoaded(row)
      found.set(keyOf(loaded.response), loaded)
    }
  }
  return found
}

/** Names a response in maps: unit, playbook, mode. */
export function keyOf({ unit, playbook, mode }: ResponseKey): string {
  return `${unit} ${playbook} ${mode}`
}

export interface DueResponse extends ResponseKey {
  /** Since when something waits to be recorded. */
  readonly since: string
}

/** The responses whose `next_wake_at` has come, the longest waiting first. */
export async function findDue(db: Database, now: string, limit: number): Promise<readonly DueResponse[]> {
  const rows = await db
    .selectFrom('response')
    .innerJoin('unit', 'unit.id', 'response.unit_id')
    .select(['unit.code as unit', 'response.playbook', 'response.mode', 'response.next_wake_at'])
    .where('next_wake_at', '<=', now)
    .orderBy('next_wake_at')
    .orderBy('response.id')
    .limit(limit)
    .execute()
  return rows.map(({ next_wake_at, ...key }) => ({ ...key, since: next_wake_at ?? now }))
}

/** When the clock has something to do next; null if never. */
export async function findNextWake(db: Database): Promise<string | null> {
  const row = await db
    .selectFrom('response')
    .select((eb) => eb.fn.min('next_wake_at').as('at'))
    .executeTakeFirst()
  return row?.at ?? null
}

export interface ResponseToSave {
  readonly id: number
  readonly unitId: number
  readonly response: Response
  readonly summary: Summary
}

/** Writes responses with what boards show of them, new ones and changed ones alike. */
export async function saveResponses(trx: Database, saved: readonly ResponseToSave[]): Promise<void> {
  await insertRows(trx, 'response', saved.map(toRow), (some) =>
    trx
      .insertInto('response')
      .values(some)
      .onConflict((conflict) =>
        conflict.column('id').doUpdateSet((eb) => ({
          version: eb.ref('excluded.version'),
          state: eb.ref('excluded.state'),
          phase: eb.ref('excluded.phase'),
          teaching: eb.ref('excluded.teaching'),
          since: eb.ref('excluded.since'),
          revision: eb.ref('excluded.revision'),
          total: eb.ref('excluded.total'),
          done: eb.ref('excluded.done'),
          overdue: eb.ref('excluded.overdue'),
          awaiting: eb.ref('excluded.awaiting'),
          awaiting_overdue: eb.ref('excluded.awaiting_overdue'),
          visits: eb.ref('excluded.visits'),
          open_cases: eb.ref('excluded.open_cases'),
          provisional: eb.ref('excluded.provisional'),
          next_due_at: eb.ref('excluded.next_due_at'),
          next_wake_at: eb.ref('excluded.next_wake_at'),
          cause_seq: eb.ref('excluded.cause_seq'),
          cause_order: eb.ref('excluded.cause_order'),
        })),
      ),
  )
}

/** The row that a response and its summary make; `replay` compares against it. */
export function toRow({ id, unitId, response, summary }: ResponseToSave): ResponseTable {
  return {
    id,
    unit_id: unitId,
    playbook: response.playbook,
    mode: response.mode,
    version: response.version,
    // Never hashed, and `apply` makes its keys in the same order every time.
    state: JSON.stringify(response),
    phase: response.phase,
    teaching: response.teaching,
    since: response.since,
    revision: response.revision,
    total: summary.total,
    done: summary.done,
    overdue: summary.overdue,
    awaiting: summary.awaiting,
    awaiting_overdue: summary.awaitingOverdue,
    visits: visitsOf(response),
    open_cases: response.cases.filter(({ confirmedAt }) => confirmedAt === null).length,
    provisional: response.provisional.length,
    next_due_at: summary.nextDueAt,
    next_wake_at: summary.nextWakeAt,
    cause_seq: response.cause.seq,
    cause_order: response.cause.order,
  }
}

/** The seqs of all visits that still count, for queries: `,5,118,`. */
function visitsOf({ visits, suspended }: Response): string {
  const kept = [visits, ...suspended.map((frame) => frame.visits)].flatMap((each) => Object.values(each))
  return `,${[...new Set(kept.map(({ seq }) => seq))].join(',')},`
}

/** Posts that somebody holds at these units; `kept` until the transaction ends. */
export async function loadHeldPosts(
  db: Database,
  codes: readonly string[],
  { kept }: { readonly kept: boolean } = { kept: false },
): Promise<ReadonlyMap<string, ReadonlySet<Post>>> {
  const held = new Map<string, Set<Post>>()
  for (const some of inChunks([...new Set(codes)], 1000)) {
    for (const { unit, posts } of await (kept ? keptPosts : heldPosts)(db, { codes: some })) {
      const known = held.get(unit) ?? new Set()
      // Posts are written from a typed list by savePerson.
      for (const post of JSON.parse(posts) as Post[]) known.add(post)
      held.set(unit, known)
    }
  }
  return held
}

const heldPosts = prepared(postsAt)
const keptPosts = prepared((trx, codes: Pick<Wanted, 'codes'>) =>
  postsAt(trx, codes).$if(locksRows(trx), (qb) => qb.orderBy('id').forShare()),
)

// In order only where rows are locked: asked for an order, SQLite would read all people in that order.
function postsAt(db: Database, { codes }: Pick<Wanted, 'codes'>) {
  return db.selectFrom('person').select(['unit', 'posts']).where('active', '=', 1).where('unit', 'in', codes)
}

export function selectLoaded(db: Database) {
  return db
    .selectFrom('response')
    .innerJoin('unit', 'unit.id', 'response.unit_id')
    .selectAll('unit')
    .select(['response.id as response_id', 'response.state', 'response.next_wake_at'])
}

export type LoadedQuery = ReturnType<typeof selectLoaded>

export type LoadedRow = Selectable<UnitTable> & {
  readonly response_id: number
  readonly state: string
  readonly next_wake_at: string | null
}

/** From a row of `selectLoaded`. */
export function toLoaded(row: LoadedRow): LoadedResponse {
  // The state column is written from a Response by `toRow` alone.
  return { id: row.response_id, unit: toUnit(row), response: JSON.parse(row.state) as Response, nextWakeAt: row.next_wake_at }
}
