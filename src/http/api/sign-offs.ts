import { z, type OpenAPIHono } from '@hono/zod-openapi'
import type { Answer } from '../../engine/engine.ts'
import { isRefusal } from '../../core/refusal.ts'
import type { Deps } from '../deps.ts'
import { actorOf, type Env } from '../session.ts'
import { CodeParam, Facts, FreeText, Instant, KeyHeader, Mode, PlaybookName } from './parts.ts'
import { body, describe, json, refused, resource } from './route.ts'

const NewSignOff = z
  .object({
    playbook: PlaybookName,
    mode: Mode,
    task: z.string().min(1).max(80),
    visit: z.number().int(),
    occurrence: z.string().max(80).nullable().default(null),
    statement: z.enum(['done', 'not_applicable']),
    evidence: Facts,
    note: FreeText,
    signedAt: Instant.transform((at) => new Date(at).toISOString())
      .nullable()
      .default(null),
  })
  .openapi('NewSignOff')

const Signed = z.object({ seq: z.number(), task: z.string(), state: z.string(), phase: z.string(), revision: z.number() }).openapi('Signed')

const postSignOff = describe({
  method: 'post',
  path: '/units/{code}/sign-offs',
  summary: 'Sign one occurrence of a task, with evidence',
  request: { params: CodeParam, headers: KeyHeader, body: body(NewSignOff) },
  responses: { 201: json(Signed, 'The entry, and how the task stands now.') },
})

const postWithdrawal = describe({
  method: 'post',
  path: '/units/{code}/sign-offs/{seq}/withdrawal',
  summary: 'Withdraw a sign-off; both stay on record',
  request: {
    params: CodeParam.extend({ seq: z.coerce.number().int().min(1) }),
    headers: KeyHeader,
    body: body(z.object({ reason: FreeText, playbook: PlaybookName.default('epidemic'), mode: Mode })),
  },
  responses: { 201: json(Signed, 'The entry, and how the task stands now.') },
})

const postReturn = describe({
  method: 'post',
  path: '/units/{code}/sign-offs/{seq}/return',
  summary: 'Send a first signature back instead of confirming it; both stay on record',
  request: {
    params: CodeParam.extend({ seq: z.coerce.number().int().min(1) }),
    headers: KeyHeader,
    body: body(z.object({ reason: FreeText, playbook: PlaybookName.default('epidemic'), mode: Mode })),
  },
  responses: { 201: json(Signed, 'The entry, and how the task stands now.') },
})

export function signOffs({ engine }: Deps): OpenAPIHono<Env> {
  return resource()
    .openapi(postSignOff, async (c) => {
      const command = { kind: 'signOff', actor: actorOf(c), unit: c.req.valid('param').code, ...c.req.valid('json') } as const
      const answer = await engine.execute(command, c.req.valid('header')['idempotency-key'])
      return isRefusal(answer) ? refused(c, answer) : c.json(signed(answer), 201)
    })
    .openapi(postWithdrawal, async (c) => {
      const { code, seq } = c.req.valid('param')
      const command = { kind: 'withdrawal', actor: actorOf(c), unit: code, signOff: seq, ...c.req.valid('json') } as const
      const answer = await engine.execute(command, c.req.valid('header')['idempotency-key'])
      return isRefusal(answer) ? refused(c, answer) : c.json(signed(answer), 201)
    })
    .openapi(postReturn, async (c) => {
      const { code, seq } = c.req.valid('param')
      const command = { kind: 'return', actor: actorOf(c), unit: code, signOff: seq, ...c.req.valid('json') } as const
      const answer = await engine.execute(command, c.req.valid('header')['idempotency-key'])
      return isRefusal(answer) ? refused(c, answer) : c.json(signed(answer), 201)
    })
}

function signed({ seq, task, phase, revision }: Answer): z.infer<typeof Signed> {
  return { seq, task: task?.id ?? '', state: task?.state ?? '', phase, revision }
}
