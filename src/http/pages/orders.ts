import { Hono } from 'hono'
import type { Context } from 'hono'
import { z } from 'zod'
import { readCounter } from '../../../db/append.ts'
import { findOrder, listOrders, listOutcomes } from '../../../db/orders.ts'
import { findUnit } from '../../../db/units.ts'
import { describeScope } from '../../../views/describe-entry.ts'
import { OrderPage, OrdersPage } from '../../../views/order.tsx'
import { actorOf } from '../session.ts'
import type { Env } from '../session.ts'
import { idleSince } from './board.ts'
import { pageOf } from './page.ts'
import type { Shown } from './page.ts'
import { notFound } from './wrong.ts'

const SHOWN_ORDERS = 100
const SHOWN_OUTCOMES = 100

const Query = z.object({ result: z.enum(['', 'changed', 'unchanged', 'refused']).catch(''), cursor: z.string().nullable().default(null) })

/** `/orders` and `/orders/:id`: what was ordered, how far it has come, and the result at every school. */
export function orderPages(shown: Shown): Hono<Env> {
  const db = shown.deps.connections.reports
  return new Hono<Env>()
    .get('/orders', async (c) => c.html(OrdersPage({ page: pageOf(c, shown), orders: await listOrders(db, actorOf(c), SHOWN_ORDERS) })))
    .get('/orders/:id{[0-9]{1,15}}', async (c) => show(c, shown, Number(c.req.param('id'))))
}

async function show(c: Context<Env>, shown: Shown, id: number): Promise<Response> {
  const db = shown.deps.connections.reports
  const actor = actorOf(c)
  const asOf = await readCounter(db)
  const order = await findOrder(db, actor, id)
  if (order === null) return notFound(c, shown)
  const page = pageOf(c, shown)
  const { result, cursor } = Query.parse(c.req.query())
  const filter = result === '' ? {} : { result }
  const [outcomes, idle, region] = await Promise.all([
    listOutcomes(db, actor, id, filter, { limit: SHOWN_OUTCOMES, cursor }),
    order.settledAt === null ? null : idleSince(shown, actor, actor.unit, id, page.now),
    order.scope.region === undefined ? null : findUnit(db, actor, order.scope.region),
  ])
  const scope = describeScope(page, order.scope, order.playbook, region?.name)
  return c.html(OrderPage({ page, asOf, order, scope, region: actor.unit, idle, result, outcomes: outcomes.items, next: outcomes.next }))
}
