import { z, type OpenAPIHono } from '@hono/zod-openapi'
import { concealmentsAt, type ConcealmentView } from '../../../db/concealments.ts'
import { findUnit } from '../../../db/units.ts'
import { isRefusal } from '../../core/refusal.ts'
import type { Deps } from '../deps.ts'
import { actorOf, type Env } from '../session.ts'
import { Code, CodeParam, FreeText, Instant, KeyHeader, Mode, PlaybookName } from './parts.ts'
import { body, describe, json, refused, resource } from './route.ts'

const Report = {
  task: z.string().min(1).max(80).openapi({ example: 'N-02' }),
  date: z.iso.date().meta({ description: 'Local date of the report.' }),
  caseSeq: z.number().int().nullable().default(null).meta({ description: 'Seq of the entry that reported the case, for U-02.' }),
}

export const Concealment = z
  .object({
    seq: z.number().meta({ description: 'The entry that states it; its texts hold the grounds.' }),
    code: Code,
    name: z.string(),
    playbook: z.string(),
    task: z.string(),
    date: z.string(),
    caseSeq: z.number().nullable(),
    office: z.object({ code: Code, name: z.string() }).meta({ description: 'The unit whose office stated it.' }),
    by: z.string(),
    post: z.string(),
    at: Instant,
    withdrawnBy: z.number().nullable().meta({ description: 'The entry that took it back.' }),
  })
  .openapi('Concealment')

const Stated = z.object({ seq: z.number(), revision: z.number() }).openapi('ConcealmentStated')

const getConcealments = describe({
  method: 'get',
  path: '/units/{code}/concealments',
  summary: 'Reports of a school that were stated to be concealed, those withdrawn too, newest first',
  request: { params: CodeParam },
  responses: { 200: json(z.object({ items: z.array(Concealment) }), 'Statements.') },
})

const postConcealment = describe({
  method: 'post',
  path: '/units/{code}/concealments',
  summary: 'State that a report was concealed; for inspectors and commanders above the school',
  request: {
    params: CodeParam,
    headers: KeyHeader,
    body: body(
      z
        .object({ playbook: PlaybookName.default('epidemic'), mode: Mode, ...Report, grounds: FreeText, document: FreeText })
        .openapi('NewConcealment'),
    ),
  },
  responses: { 201: json(Stated, 'The entry.') },
})

const postWithdrawal = describe({
  method: 'post',
  path: '/units/{code}/concealments/{seq}/withdrawal',
  summary: 'Withdraw such a statement; both stay on record',
  request: {
    params: CodeParam.extend({ seq: z.coerce.number().int().min(1) }),
    headers: KeyHeader,
    body: body(z.object({ reason: FreeText, playbook: PlaybookName.default('epidemic'), mode: Mode })),
  },
  responses: { 201: json(Stated, 'The entry.') },
})

export function concealments({ engine, connections: { reports } }: Deps): OpenAPIHono<Env> {
  return resource()
    .openapi(getConcealments, async (c) => {
      const { code } = c.req.valid('param')
      if ((await findUnit(reports, actorOf(c), code)) === null) return refused(c, { refusal: 'unknown_unit' })
      return c.json({ items: (await concealmentsAt(reports, actorOf(c), code)).map(concealmentItem) }, 200)
    })
    .openapi(postConcealment, async (c) => {
      const command = { kind: 'concealment', actor: actorOf(c), unit: c.req.valid('param').code, ...c.req.valid('json') } as const
      const answer = await engine.execute(command, c.req.valid('header')['idempotency-key'])
      return isRefusal(answer) ? refused(c, answer) : c.json({ seq: answer.seq, revision: answer.revision }, 201)
    })
    .openapi(postWithdrawal, async (c) => {
      const { code, seq } = c.req.valid('param')
      const command = { kind: 'concealmentWithdrawal', actor: actorOf(c), unit: code, concealment: seq, ...c.req.valid('json') } as const
      const answer = await engine.execute(command, c.req.valid('header')['idempotency-key'])
      return isRefusal(answer) ? refused(c, answer) : c.json({ seq: answer.seq, revision: answer.revision }, 201)
    })
}

export function concealmentItem({ by, path: _path, ...rest }: ConcealmentView): z.infer<typeof Concealment> {
  return { ...rest, by: by.username ?? by.id }
}
