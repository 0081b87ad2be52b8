import type { Expression, ExpressionBuilder, SqlBool } from 'kysely'
import { expressionBuilder, sql } from 'kysely'
import type { Kind } from '../machines/vocabulary.ts'
import type { EntryBody } from '../src/core/entry.ts'
import { overlaysNamedIn } from '../src/core/overlay/named.ts'
import type { Overlay } from '../src/core/overlay/overlay.ts'
import type { Unit } from '../src/core/unit.ts'
import type { ActorView } from './actor-view.ts'
import { describeActor } from './actor-view.ts'
import type { Database } from './connect.ts'
import { contains } from './like.ts'
import { concerns } from './orders.ts'
import type { Tables } from './schema.ts'
import { loadGiverPaths } from './assignments.ts'
import { loadOverlays } from './overlays.ts'
import { prepared } from './prepared.ts'
import type { Subtree, Viewer } from './scope.ts'
import { findPlace, subtreeAt, withinSubtree } from './scope.ts'
import { readableTexts, searchableTexts, textsOf } from './texts.ts'

/** An entry (记录) with the names of its unit and actor and the texts kept apart from it. */
export interface EntryView {
  readonly seq: number
  readonly unit: { readonly code: string; readonly name: string; readonly kind: Kind } | null
  readonly playbook: string | null
  readonly mode: string | null
  readonly type: string
  readonly actor: ActorView
  readonly post: string | null
  readonly standsInFor: string | null
  readonly at: string
  readonly body: EntryBody
  /** Null where a text was erased. */
  readonly texts: Readonly<Record<string, string | null>>
  /** What the local additions say whose steps or fields it names. */
  readonly overlays: readonly Overlay[]
}

/** Everything is ANDed. `from` and `to` (exclusive) are instants, `after` and `before` (exclusive) seqs. */
export interface EntryFilter {
  readonly unit?: string | undefined
  /** Code of a unit: entries of it and all below it. */
  readonly region?: string | undefined
  /** Id of a person. */
  readonly actor?: string | undefined
  readonly type?: string | undefined
  /** An event that was sent or ordered. */
  readonly event?: string | undefined
  /** Words in a text of the entry, or in the name or code of its unit. */
  readonly q?: string | undefined
  readonly from?: string | undefined
  readonly to?: string | undefined
  readonly after?: number | undefined
  readonly before?: number | undefined
  readonly descending?: boolean | undefined
  readonly limit: number
}

/** Entries of the viewer's units and of the orders that concern them, by seq. */
export async function listEntries(db: Database, viewer: Viewer, filter: EntryFilter): Promise<readonly EntryView[]> {
  const top = filter.region === undefined ? viewer : await findPlace(db, viewer, filter.region)
  const unit = filter.unit === undefined ? undefined : await findPlace(db, viewer, filter.unit)
  if (top === null || unit === null) return []
  const few = unit === undefined ? await fewUnits(db, top.path) : null
  const rows = await narrowed(entriesSeenFrom(db, subtreeAt(top.path)), viewer, filter)
    .$if(unit !== undefined, (qb) => qb.where('journal.unit_id', '=', unit?.id ?? null))
    .$if(few !== null, (qb) =>
      qb.where((eb) => eb.or([eb('journal.unit_id', 'is', null), ...(few ?? []).map((id) => eb('journal.unit_id', '=', id))])),
    )
    .orderBy('journal.seq', filter.descending === true ? 'desc' : 'asc')
    .limit(filter.limit)
    .execute()
  return viewsOf(db, viewer, rows)
}

/** One entry; null if the viewer may not see it. */
export async function findEntry(db: Database, viewer: Viewer, seq: number): Promise<EntryView | null> {
  const rows = await entryOfSeq(db, { seq, ...subtreeAt(viewer.path) })
  return (await viewsOf(db, viewer, rows))[0] ?? null
}

const entryOfSeq = prepared((db, { seq, ...top }: Subtree & { readonly seq: number }) =>
  entriesSeenFrom(db, top).where('journal.seq', '=', seq),
)

/** The newest entries of one unit, the newest first; none if the viewer may not see it. */
export async function latestEntries(db: Database, viewer: Viewer, { id }: Pick<Unit, 'id'>, limit: number): Promise<readonly EntryView[]> {
  return viewsOf(db, viewer, await newestOfUnit(db, { id, limit, ...subtreeAt(viewer.path) }))
}

const newestOfUnit = prepared((db, { id, limit, ...top }: Subtree & { readonly id: number; readonly limit: number }) =>
  entries(db).where('journal.unit_id', '=', id).where(withinSubtree('unit.path', top)).orderBy('journal.seq', 'desc').limit(limit),
)

/** The entries of the same unit just before and after; an entry without a unit has none. */
export async function neighbours(
  db: Database,
  viewer: Viewer,
  entry: Pick<EntryView, 'seq' | 'unit'>,
): Promise<{ readonly previous: EntryView | null; readonly next: EntryView | null }> {
  if (entry.unit === null) return { previous: null, next: null }
  const unit = entry.unit.code
  const [before, after] = await Promise.all([
    listEntries(db, viewer, { unit, before: entry.seq, descending: true, limit: 1 }),
    listEntries(db, viewer, { unit, after: entry.seq, limit: 1 }),
  ])
  return { previous: before[0] ?? null, next: after[0] ?? null }
}

/** A subtree this small is read unit by unit; a larger one along the journal, where its entries soon turn up. */
const FEW = 20

async function fewUnits(db: Database, path: string): Promise<readonly number[] | null> {
  const units = await db
    .selectFrom('unit')
    .select('unit.id')
    .where(withinSubtree('unit.path', path))
    .limit(FEW + 1)
    .execute()
  return units.length > FEW ? null : units.map(({ id }) => id)
}

function entriesSeenFrom(db: Database, top: Subtree) {
  const seen = (eb: ExpressionBuilder<Tables, 'journal'>) => eb.and([eb('journal.unit_id', 'is', null), isOfOrder(top)])
  return entries(db).where((eb) => eb.or([withinSubtree('unit.path', top), seen(eb)]))
}

function entries(db: Database) {
  return db
    .selectFrom('journal')
    .leftJoin('unit', 'unit.id', 'journal.unit_id')
    .leftJoin('person', 'person.id', 'journal.actor')
    .select(['journal.seq', 'journal.playbook', 'journal.mode', 'journal.type', 'journal.actor', 'journal.post', 'journal.stands_in_for'])
    .select([
      'journal.at',
      'journal.body',
      'unit.code',
      'unit.name',
      'unit.kind',
      'unit.path',
      'person.name as actor_name',
      'person.username',
    ])
}

type EntryQuery = ReturnType<typeof entriesSeenFrom>
type EntryRow = Awaited<ReturnType<EntryQuery['execute']>>[number]

/** The entry issues, settles or cancels an order that concerns people at that top. */
function isOfOrder(top: Subtree): Expression<SqlBool> {
  const eb = expressionBuilder<Tables, 'journal'>()
  // Canonical JSON sorts its keys: in what ends an order, `order` is not the last.
  const names = sql<SqlBool>`${sql.ref('journal.body')} like '%"order":' || ${sql.ref('orders.id')} || ',%'`
  return eb.exists(
    eb
      .selectFrom('orders')
      .innerJoin('unit as issuer', 'issuer.code', 'orders.unit')
      .select('orders.id')
      .where((order) =>
        order.or([
          order('orders.id', '=', order.ref('journal.seq')),
          order.and([order('journal.type', 'in', ['order.settled', 'order.cancelled']), names]),
        ]),
      )
      .where(concerns(top)),
  )
}

function narrowed(query: EntryQuery, viewer: Viewer, filter: EntryFilter): EntryQuery {
  const { actor, type, event, q, from, to, after, before } = filter
  return query
    .$if(actor !== undefined, (qb) => qb.where('journal.actor', '=', actor ?? ''))
    .$if(type !== undefined, (qb) => qb.where('journal.type', '=', type ?? ''))
    .$if(event !== undefined, (qb) => qb.where(contains('journal.body', `"event":${JSON.stringify(event)}`)))
    .$if(from !== undefined, (qb) => qb.where('journal.at', '>=', from ?? ''))
    .$if(to !== undefined, (qb) => qb.where('journal.at', '<', to ?? ''))
    .$if(after !== undefined, (qb) => qb.where('journal.seq', '>', after ?? 0))
    .$if(before !== undefined, (qb) => qb.where('journal.seq', '<', before ?? 0))
    .$if(q !== undefined, (qb) => qb.where(mentions(viewer, q ?? '')))
}

function mentions(viewer: Viewer, words: string): Expression<SqlBool> {
  const eb = expressionBuilder<Tables, 'journal'>()
  const texts = eb.selectFrom('private_text').select('private_text.seq').whereRef('private_text.seq', '=', 'journal.seq')
  const inText = eb.exists(texts.where(contains('private_text.text', words)).where(searchableTexts(viewer)))
  return eb.or([contains('unit.name', words), contains('unit.code', words), inText])
}

async function viewsOf(db: Database, viewer: Viewer, rows: readonly EntryRow[]): Promise<readonly EntryView[]> {
  // Appended as an EntryBody; the hashes of its texts ride along.
  const written = rows.map((row) => ({ row, body: JSON.parse(row.body) as EntryBody, local: overlaysNamedIn(row.body) }))
  const [texts, overlays, givers] = await Promise.all([
    textsOf(
      db,
      rows.map(({ seq }) => seq),
    ),
    loadOverlays(
      db,
      written.flatMap(({ local }) => local),
    ),
    loadGiverPaths(
      db,
      written.map(({ body }) => taskOf(body)),
    ),
  ])
  return written.map(({ row, body, local }) => ({
    seq: row.seq,
    // Units hold only kinds that were checked when they were recorded.
    unit: row.code === null || row.name === null ? null : { code: row.code, name: row.name, kind: row.kind as Kind },
    playbook: row.playbook,
    mode: row.mode,
    type: row.type,
    actor: describeActor(row.actor, row.actor_name, row.username),
    post: row.post,
    standsInFor: row.stands_in_for,
    at: row.at,
    body,
    texts: readableTexts(viewer, row.path, texts.get(row.seq) ?? {}, givers.get(taskOf(body))),
    overlays: local.length === 0 ? [] : overlays.filter(({ seq }) => local.includes(seq)),
  }))
}

function taskOf(body: EntryBody): string {
  return body.type === 'task.signed' ? body.task : ''
}
