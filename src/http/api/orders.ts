import { z, type OpenAPIHono } from '@hono/zod-openapi'
import { findCancellation, findOrder, listOutcomes, type CancellationView, type OrderView } from '../../../db/orders.ts'
import type { IssueOrder } from '../../core/command.ts'
import { isRefusal } from '../../core/refusal.ts'
import type { DryRun } from '../../engine/engine.ts'
import type { Deps } from '../deps.ts'
import { actorOf, languageOf, type Env, type Language } from '../session.ts'
import { Code, Facts, FreeText, Instant, KeyHeader, Kind, MissingItem, Mode, OptionalKeyHeader, PageQuery, PlaybookName } from './parts.ts'
import { body, describe, json, refused, resource } from './route.ts'

export const Scope = z
  .object({
    region: Code.optional(),
    units: z.array(Code).max(5_000).optional(),
    kinds: z.array(Kind).max(20).optional(),
    boarding: z.boolean().optional(),
    phases: z.array(z.string().min(1).max(80)).max(40).optional(),
    except: z.array(Code).max(5_000).optional(),
  })
  .openapi('Scope', { description: 'Everything is ANDed; `region` or `units` must be there.' })

const NewOrder = z
  .object({
    playbook: PlaybookName,
    mode: Mode,
    event: z.string().min(1).max(80),
    facts: Facts,
    scope: Scope,
    reason: FreeText,
    document: FreeText,
    dryRun: z.boolean().default(false),
  })
  .openapi('NewOrder')

const Preview = z
  .object({
    matched: z.number(),
    accepted: z.number(),
    unchanged: z.number(),
    refusedTotal: z.number(),
    refused: z.array(z.object({ unit: Code, name: z.string(), refusal: z.string(), missing: z.array(MissingItem) })),
  })
  .openapi('Preview')

const Accepted = z.object({ id: z.number(), status: z.string() }).openapi('AcceptedOrder')

const Order = z
  .object({
    id: z.number(),
    status: z.string(),
    begun: z.boolean().meta({ description: 'Whether units have been decided; until then a running order can be cancelled.' }),
    playbook: z.string(),
    mode: z.string(),
    event: z.string(),
    facts: z.record(z.string(), z.unknown()),
    scope: Scope,
    counts: z.object({ matched: z.number(), changed: z.number(), unchanged: z.number(), refused: z.number(), pending: z.number() }),
    reason: z.string(),
    document: z.string(),
    issuedBy: z.string(),
    issuedByName: z.string(),
    unit: Code,
    issuedAt: Instant,
    settledAt: Instant.nullable(),
    cancellation: z.object({ seq: z.number(), by: z.string(), byName: z.string(), at: Instant, reason: z.string().nullable() }).nullable(),
  })
  .openapi('Order')

const Outcome = z
  .object({
    unit: Code,
    name: z.string(),
    result: z.string(),
    refusal: z.string().optional(),
    missing: z.array(z.string()),
    seq: z.number(),
  })
  .openapi('Outcome')

const Cancelled = z.object({ id: z.number(), status: z.string(), seq: z.number() }).openapi('CancelledOrder')

const IdParam = z.object({ id: z.coerce.number().int().min(1) })

const postOrder = describe({
  method: 'post',
  path: '/orders',
  summary: 'Order an event for many units, or see what it would do',
  request: { headers: OptionalKeyHeader, body: body(NewOrder) },
  responses: { 200: json(Preview, 'With `dryRun`: what would happen.'), 202: json(Accepted, 'Accepted; it is carried out unit by unit.') },
})

const getOrder = describe({
  method: 'get',
  path: '/orders/{id}',
  summary: 'One order and how far it is',
  request: { params: IdParam },
  responses: { 200: json(Order, 'The order.') },
})

const getOutcomes = describe({
  method: 'get',
  path: '/orders/{id}/outcomes',
  summary: 'What became of an order at each unit',
  request: { params: IdParam, query: z.object({ ...PageQuery, result: z.enum(['changed', 'unchanged', 'refused']).optional() }) },
  responses: { 200: json(z.object({ items: z.array(Outcome), next: z.string().nullable() }), 'One page of them.') },
})

const postCancellation = describe({
  method: 'post',
  path: '/orders/{id}/cancellation',
  summary: 'Cancel an order that has moved no unit yet',
  request: { params: IdParam, headers: KeyHeader, body: body(z.object({ reason: FreeText })) },
  responses: { 201: json(Cancelled, 'The order, and the entry that records it.') },
})

export function orders({ connections: { reports }, engine }: Deps): OpenAPIHono<Env> {
  return resource()
    .openapi(postOrder, async (c) => {
      const { dryRun, scope, ...asked } = c.req.valid('json')
      // Parsed from JSON, which knows no undefined: what is absent is no key at all.
      const order: IssueOrder = { ...asked, actor: actorOf(c), scope: scope as IssueOrder['scope'] }
      if (dryRun) {
        const preview = await engine.dryRun(order)
        return isRefusal(preview) ? refused(c, preview) : c.json(previewOf(preview, languageOf(c)), 200)
      }
      const key = c.req.valid('header')['idempotency-key']
      if (key === undefined) return refused(c, { refusal: 'key_required' })
      const answer = await engine.issueOrder(order, key)
      if (isRefusal(answer)) return refused(c, answer)
      c.header('location', `/api/v1/orders/${answer.id}`)
      return c.json({ id: answer.id, status: answer.status }, 202)
    })
    .openapi(getOrder, async (c) => {
      const order = await findOrder(reports, actorOf(c), c.req.valid('param').id)
      if (order === null) return refused(c, { refusal: 'not_found' })
      return c.json(orderItem(order, await findCancellation(reports, order)), 200)
    })
    .openapi(getOutcomes, async (c) => {
      const { limit, cursor, result } = c.req.valid('query')
      const { id } = c.req.valid('param')
      if ((await findOrder(reports, actorOf(c), id)) === null) return refused(c, { refusal: 'not_found' })
      const { items, next } = await listOutcomes(reports, actorOf(c), id, { result }, { limit, cursor: cursor ?? null })
      const outcomes = items.map(({ unit, refusal, missing, ...rest }) => ({
        ...rest,
        unit: unit.code,
        name: unit.name,
        ...(refusal !== null && { refusal }),
        missing: missing.map((text) => text[languageOf(c)]),
      }))
      return c.json({ items: outcomes, next }, 200)
    })
    .openapi(postCancellation, async (c) => {
      const command = { actor: actorOf(c), order: c.req.valid('param').id, reason: c.req.valid('json').reason }
      const answer = await engine.cancelOrder(command, c.req.valid('header')['idempotency-key'])
      return isRefusal(answer) ? refused(c, answer) : c.json(answer, 201)
    })
}

function previewOf({ refused: units, ...counts }: DryRun, language: Language): z.infer<typeof Preview> {
  const say = (missing: DryRun['refused'][number]['missing']) => missing.map(({ text, ...rest }) => ({ ...rest, text: text[language] }))
  return { ...counts, refused: units.map(({ missing, ...unit }) => ({ ...unit, missing: say(missing) })) }
}

/** The issuer by account name; the name on screens beside it. */
function orderItem({ issuedBy, unit, scope, ...order }: OrderView, cancelled: CancellationView | null): z.infer<typeof Order> {
  return {
    ...order,
    // Stored from a scope that passed this very schema.
    scope: scope as z.infer<typeof Scope>,
    unit: unit.code,
    issuedBy: issuedBy.username ?? issuedBy.id,
    issuedByName: issuedBy.name ?? '',
    cancellation: cancelled && { ...cancelled, by: cancelled.by.username ?? cancelled.by.id, byName: cancelled.by.name ?? '' },
  }
}
