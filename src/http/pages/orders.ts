import { Hono } from 'hono'
import type { Context } from 'hono'
import { z } from 'zod'
import { readCounter } from '../../../db/append.ts'
import { findCancellation, findOrder, listOrders, listOutcomes } from '../../../db/orders.ts'
import { findUnit } from '../../../db/units.ts'
import { describeScope } from '../../../views/describe-entry.ts'
import { OrderPage, OrdersPage } from '../../../views/order.tsx'
import type { Sending } from '../../../views/task-form.tsx'
import { mayCancel } from '../../core/authority.ts'
import { isRefusal } from '../../core/refusal.ts'
import { STATUS } from '../refusals.ts'
import { actorOf } from '../session.ts'
import type { Env } from '../session.ts'
import { idleSince } from './board-figures.ts'
import { onward, pageOf } from './page.ts'
import type { Shown } from './page.ts'
import { fresh, keyOf, one, refusedForm, typedIn } from './typed.ts'
import { notFound } from './wrong.ts'

const SHOWN_ORDERS = 100
const SHOWN_OUTCOMES = 100

const Query = z.object({ result: z.enum(['', 'changed', 'unchanged', 'refused']).catch(''), cursor: z.string().nullable().default(null) })

/** `/orders` and `/orders/:id`: what was ordered, how far it has come, and the result at every school. */
export function orderPages(shown: Shown): Hono<Env> {
  const db = shown.deps.connections.reports
  return new Hono<Env>()
    .get('/orders', async (c) => c.html(OrdersPage({ page: pageOf(c, shown), orders: await listOrders(db, actorOf(c), SHOWN_ORDERS) })))
    .get('/orders/:id{[0-9]{1,15}}', async (c) => show(c, shown, Number(c.req.param('id')), fresh()))
    .post('/orders/:id{[0-9]{1,15}}/cancellation', async (c) => cancel(c, shown, Number(c.req.param('id'))))
}

async function cancel(c: Context<Env>, shown: Shown, id: number): Promise<Response> {
  const typed = await typedIn(c)
  const answer = await shown.deps.engine.cancelOrder({ actor: actorOf(c), order: id, reason: one(typed, 'reason') }, keyOf(typed))
  if (!isRefusal(answer)) return onward(c, `/orders/${id}`)
  if (answer.refusal === 'unknown_order') return notFound(c, shown)
  c.status(STATUS[answer.refusal])
  return show(c, shown, id, refusedForm(typed, answer))
}

async function show(c: Context<Env>, shown: Shown, id: number, cancelling: Sending): Promise<Response> {
  const db = shown.deps.connections.reports
  const actor = actorOf(c)
  const asOf = await readCounter(db)
  const found = await findOrder(db, actor, id)
  if (found === null) return notFound(c, shown)
  const order = { ...found, cancellation: await findCancellation(db, found) }
  const page = pageOf(c, shown)
  const { result, cursor } = Query.parse(c.req.query())
  const filter = result === '' ? {} : { result }
  const [outcomes, idle, region] = await Promise.all([
    listOutcomes(db, actor, id, filter, { limit: SHOWN_OUTCOMES, cursor }),
    order.status === 'settled' ? idleSince(shown, actor, actor.unit, id, page.now) : null,
    order.scope.region === undefined ? null : findUnit(db, actor, order.scope.region),
  ])
  const scope = describeScope(page, order.scope, order.playbook, region?.name)
  return c.html(
    OrderPage({
      page,
      asOf,
      order,
      scope,
      region: actor.unit,
      idle,
      result,
      outcomes: outcomes.items,
      next: outcomes.next,
      mayCancel: order.status === 'running' && !order.begun && mayCancel(actor, order.unit.path),
      cancelling,
    }),
  )
}
