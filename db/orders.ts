import type { Expression, ExpressionBuilder, SqlBool } from 'kysely'
import { expressionBuilder } from 'kysely'
import type { Evidence } from '../machines/form.ts'
import type { Missing } from '../machines/gate.ts'
import type { Scope } from '../src/core/entry.ts'
import type { ActorView } from './actor-view.ts'
import { describeActor } from './actor-view.ts'
import type { Database } from './connect.ts'
import { contains } from './like.ts'
import type { Page, Paged } from './page.ts'
import { cut, startOf } from './page.ts'
import { prepared } from './prepared.ts'
import type { OrderOutcomeTable, OrdersTable, Tables } from './schema.ts'
import type { Subtree, Viewer } from './scope.ts'
import { subtreeAt, withinSubtree } from './scope.ts'

/** An order (指令) as its page shows it. */
export interface OrderView {
  readonly id: number
  readonly playbook: string
  readonly mode: string
  readonly event: string
  readonly facts: Evidence
  readonly scope: Scope
  readonly reason: string
  /** Number of the document; empty while it is to follow (文号待补). */
  readonly document: string
  readonly issuedBy: ActorView
  readonly issuedAt: string
  /** The unit that issued it. */
  readonly unit: { readonly code: string; readonly name: string; readonly path: string }
  readonly status: string
  /** Whether units have been decided. */
  readonly begun: boolean
  readonly counts: OrderCounts
  /** When it came to its end, settled or cancelled. */
  readonly settledAt: string | null
}

/** Who took an order back, when and why. */
export interface CancellationView {
  readonly seq: number
  readonly by: ActorView
  readonly at: string
  /** Null where it was erased. */
  readonly reason: string | null
}

/** `matched` is an estimate until the order has settled. */
interface OrderCounts {
  readonly matched: number
  readonly changed: number
  readonly unchanged: number
  readonly refused: number
  readonly pending: number
}

/** What became of an order at one unit. */
export interface OutcomeView {
  readonly unit: { readonly code: string; readonly name: string }
  /** `changed`, `unchanged` or `refused`. */
  readonly result: string
  readonly refusal: string | null
  readonly missing: readonly Missing['text'][]
  readonly seq: number
}

/** One order; null if the viewer neither stands with or above its issuer nor has a unit that it decided. */
export async function findOrder(db: Database, viewer: Viewer, id: number): Promise<OrderView | null> {
  const [row] = await orderOfId(db, { id, ...subtreeAt(viewer.path) })
  return row === undefined ? null : viewOf(row)
}

const orderOfId = prepared((db, { id, ...top }: Subtree & { readonly id: number }) => ordersWithin(db, top).where('orders.id', '=', id))

/** How an order that the viewer may see was cancelled; null if it was not. */
export async function findCancellation(db: Database, { id, status }: Pick<OrderView, 'id' | 'status'>): Promise<CancellationView | null> {
  if (status !== 'cancelled') return null
  const row = await db
    .selectFrom('journal')
    .leftJoin('person', 'person.id', 'journal.actor')
    .leftJoin('private_text as reason', (join) => join.onRef('reason.seq', '=', 'journal.seq').on('reason.field', '=', 'reason'))
    .select(['journal.seq', 'journal.actor', 'journal.at', 'person.name', 'person.username', 'reason.text'])
    .where('journal.unit_id', 'is', null)
    .where('journal.seq', '>', id)
    .where('journal.type', '=', 'order.cancelled')
    .where(contains('journal.body', `"order":${id},`))
    .executeTakeFirst()
  return row === undefined ? null : { seq: row.seq, by: describeActor(row.actor, row.name, row.username), at: row.at, reason: row.text }
}

/** The newest orders that concern the viewer. */
export async function listOrders(db: Database, viewer: Viewer, limit: number): Promise<readonly OrderView[]> {
  const rows = await ordersSeenBy(db, viewer).orderBy('orders.id', 'desc').limit(limit).execute()
  return rows.map(viewOf)
}

/** What became of an order at the viewer's units, in order of path. */
export async function listOutcomes(
  db: Database,
  viewer: Viewer,
  id: number,
  filter: { readonly result?: string | undefined },
  page: Page,
): Promise<Paged<OutcomeView>> {
  const { result } = filter
  const rows = await db
    .selectFrom('order_outcome')
    .innerJoin('unit', 'unit.id', 'order_outcome.unit_id')
    .select([
      'unit.code',
      'unit.name',
      'unit.path',
      'order_outcome.result',
      'order_outcome.refusal',
      'order_outcome.missing',
      'order_outcome.seq',
    ])
    .where('order_outcome.order_id', '=', id)
    .where(withinSubtree('unit.path', viewer.path))
    .where('unit.path', '>', startOf(page))
    .$if(result !== undefined, (qb) => qb.where('order_outcome.result', '=', result ?? ''))
    .orderBy('unit.path')
    .limit(page.limit + 1)
    .execute()
  const { items, next } = cut(rows, page, ({ path }) => path)
  return { items: items.map(outcomeOf), next }
}

/**
 * Does the order concern people at the top of that subtree? They or those below them issued it, or it decided one of their units.
 * For queries that have `orders` and, as `issuer`, the unit that issued it.
 */
export function concerns(top: Subtree): Expression<SqlBool> {
  const eb = expressionBuilder<Tables, 'orders'>()
  return eb.or([withinSubtree('issuer.path', top), eb.exists(outcomesBelow(eb, top))])
}

// A cross join, because SQLite then begins with the viewer's units: an order may have half a million outcomes.
function outcomesBelow(eb: ExpressionBuilder<Tables, 'orders'>, top: Subtree): Expression<unknown> {
  return eb
    .selectFrom('unit')
    .crossJoin('order_outcome')
    .select('order_outcome.seq')
    .where(withinSubtree('unit.path', top))
    .whereRef('order_outcome.unit_id', '=', 'unit.id')
    .whereRef('order_outcome.order_id', '=', 'orders.id')
}

interface OrderRow extends OrdersTable {
  readonly unit_name: string
  readonly unit_path: string
  readonly issuer_name: string | null
  readonly issuer_username: string | null
  readonly reason: string | null
  readonly document: string | null
}

function ordersSeenBy(db: Database, viewer: Viewer) {
  return ordersWithin(db, subtreeAt(viewer.path))
}

function ordersWithin(db: Database, top: Subtree) {
  return db
    .selectFrom('orders')
    .innerJoin('unit as issuer', 'issuer.code', 'orders.unit')
    .leftJoin('person', 'person.id', 'orders.issued_by')
    .leftJoin('private_text as reason', (join) => join.onRef('reason.seq', '=', 'orders.id').on('reason.field', '=', 'reason'))
    .leftJoin('private_text as document', (join) => join.onRef('document.seq', '=', 'orders.id').on('document.field', '=', 'document'))
    .select(['orders.id', 'orders.playbook', 'orders.mode', 'orders.event', 'orders.facts', 'orders.scope'])
    .select([
      'orders.issued_by',
      'orders.issued_at',
      'orders.unit',
      'orders.status',
      'orders.cursor',
      'orders.expected',
      'orders.changed',
      'orders.unchanged',
    ])
    .select([
      'orders.refused',
      'orders.settled_at',
      'issuer.name as unit_name',
      'issuer.path as unit_path',
      'person.name as issuer_name',
      'person.username as issuer_username',
      'reason.text as reason',
      'document.text as document',
    ])
    .where(concerns(top))
}

function viewOf(row: OrderRow): OrderView {
  const { id, playbook, mode, event, reason, document, status } = row
  return {
    id,
    playbook,
    mode,
    event,
    // Both were written from these types.
    facts: JSON.parse(row.facts) as Evidence,
    scope: JSON.parse(row.scope) as Scope,
    reason: reason ?? '',
    document: document ?? '',
    issuedBy: describeActor(row.issued_by, row.issuer_name, row.issuer_username),
    issuedAt: row.issued_at,
    unit: { code: row.unit, name: row.unit_name, path: row.unit_path },
    status,
    begun: status === 'settled' || row.cursor !== '',
    counts: countsOf(row),
    settledAt: row.settled_at,
  }
}

function countsOf({ expected, changed, unchanged, refused, settled_at }: OrderRow): OrderCounts {
  const decided = changed + unchanged + refused
  const matched = settled_at === null ? Math.max(expected, decided) : decided
  return { matched, changed, unchanged, refused, pending: matched - decided }
}

function outcomeOf(row: Omit<OrderOutcomeTable, 'order_id' | 'unit_id'> & { code: string; name: string }): OutcomeView {
  const { code, name, result, refusal, seq } = row
  // Written as the texts of a closed gate.
  return { unit: { code, name }, result, refusal, missing: JSON.parse(row.missing) as OutcomeView['missing'], seq }
}
