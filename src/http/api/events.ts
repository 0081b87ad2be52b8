import { z, type OpenAPIHono } from '@hono/zod-openapi'
import { isRefusal } from '../../core/refusal.ts'
import type { Deps } from '../deps.ts'
import { actorOf, type Env } from '../session.ts'
import { CodeParam, Facts, FreeText, KeyHeader, Mode, PlaybookName } from './parts.ts'
import { body, describe, json, refused, resource } from './route.ts'

const SentEvent = z
  .object({ playbook: PlaybookName, mode: Mode, event: z.string().min(1).max(80), facts: Facts, reason: FreeText, document: FreeText })
  .openapi('SentEvent')

const Moved = z.object({ seq: z.number(), phase: z.string(), teaching: z.string(), revision: z.number() }).openapi('Moved')

const postEvent = describe({
  method: 'post',
  path: '/units/{code}/events',
  summary: 'Send an event to one unit',
  request: { params: CodeParam, headers: KeyHeader, body: body(SentEvent) },
  responses: { 201: json(Moved, 'The entry, and where the unit stands now.') },
})

export function events({ engine }: Deps): OpenAPIHono<Env> {
  return resource().openapi(postEvent, async (c) => {
    const { code } = c.req.valid('param')
    const command = { kind: 'event', actor: actorOf(c), unit: code, order: null, ...c.req.valid('json') } as const
    const answer = await engine.execute(command, c.req.valid('header')['idempotency-key'])
    if (isRefusal(answer)) return refused(c, answer)
    const { seq, phase, teaching, revision } = answer
    return c.json({ seq, phase, teaching, revision }, 201)
  })
}
