import { z, type OpenAPIHono } from '@hono/zod-openapi'
import type { WaitingAt } from '../../engine/waiting.ts'
import type { Deps } from '../deps.ts'
import { actorOf, languageOf, type Env, type Language } from '../session.ts'
import { Code, Instant, PageQuery } from './parts.ts'
import { describe, json, resource } from './route.ts'

const WaitingItem = z
  .object({
    unit: z.object({ code: Code, name: z.string() }),
    playbook: z.string(),
    mode: z.string(),
    what: z.enum(['sign', 'confirm', 'send']).meta({ description: 'A first signature, a second one, or an event to send.' }),
    title: z.string(),
    task: z.string().nullable(),
    visit: z.number().nullable(),
    occurrence: z.string().nullable(),
    event: z.string().nullable(),
    since: Instant,
    dueAt: Instant.nullable(),
    overdue: z.boolean(),
  })
  .openapi('Waiting')

const getWaiting = describe({
  method: 'get',
  path: '/waiting',
  summary: 'What waits for you, at all units in your charge',
  request: { query: z.object(PageQuery) },
  responses: {
    200: json(
      z.object({
        items: z.array(WaitingItem),
        next: z.string().nullable(),
        more: z.number().meta({ description: 'Units beyond this page at which something may wait.' }),
      }),
      'Looked for at `limit` units in order of the tree; the overdue first, then by deadline.',
    ),
  },
})

export function waiting({ engine }: Deps): OpenAPIHono<Env> {
  return resource().openapi(getWaiting, async (c) => {
    const { limit, cursor } = c.req.valid('query')
    const { items, next, more } = await engine.waitingOf(actorOf(c), { limit, cursor: cursor ?? null })
    return c.json({ items: items.map((one) => itemOf(one, languageOf(c))), next, more }, 200)
  })
}

function itemOf({ unit, title, item, ...rest }: WaitingAt, language: Language): z.infer<typeof WaitingItem> {
  const { code, name } = unit
  const step = { task: item?.task.id ?? null, visit: item?.visit ?? null, occurrence: item?.occurrence.id ?? null }
  return { ...rest, unit: { code, name }, title: title[language], ...step }
}
