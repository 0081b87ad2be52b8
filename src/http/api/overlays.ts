import { z, type OpenAPIHono } from '@hono/zod-openapi'
import { listOverlays, viewOverlay, type OverlayView } from '../../../db/overlay-view.ts'
import { TASK_GROUPS } from '../../../machines/task.ts'
import { SCHOOL_KINDS, SCHOOL_POSTS } from '../../../machines/vocabulary.ts'
import type { OverlayTerms } from '../../core/overlay/overlay.ts'
import { isRefusal } from '../../core/refusal.ts'
import type { Deps } from '../deps.ts'
import { actorOf, type Env } from '../session.ts'
import { Code, FreeText, Instant, KeyHeader, OptionalKeyHeader, PlaybookName } from './parts.ts'
import { body, describe, json, refused, resource } from './route.ts'

const Words = z.string().max(400)
const Minutes = z.number().int().max(525_600)
const Field = z.object({ label: Words, type: z.enum(['count', 'date', 'text']) })
const Step = z.object({
  title: Words,
  how: Words,
  why: Words,
  group: z.enum(TASK_GROUPS),
  signers: z.array(z.enum(SCHOOL_POSTS)).max(20),
  timing: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('once'), withinMinutes: Minutes }),
    z.object({ kind: z.literal('daily'), due: z.string().max(5), days: z.enum(['all', 'school']) }),
  ]),
  fields: z.array(Field).max(50).default([]),
  boarding: z.boolean().optional(),
})
const TaskId = z.string().min(1).max(80)
const Addition = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('step'), node: z.string().max(200), step: Step }),
  z.object({ kind: z.literal('tighten'), task: TaskId, withinMinutes: Minutes }),
  z.object({ kind: z.literal('require'), task: TaskId }),
  z.object({ kind: z.literal('field'), task: TaskId, field: Field }),
])

const Terms = z.object({
  playbook: PlaybookName,
  title: Words,
  kinds: z.array(z.enum(SCHOOL_KINDS)).max(20).optional(),
  reviewOn: z.string().max(10),
  expiresOn: z.string().max(10),
  additions: z.array(Addition).max(100),
})

const NewOverlay = Terms.extend({ reason: FreeText, document: FreeText, dryRun: z.boolean().default(false) }).openapi('NewOverlay', {
  description: 'Adds to a playbook or tightens it, for the schools below the unit of whoever publishes it (R-03).',
})
const Preview = z
  .object({ matched: z.number(), additions: z.array(z.object({ now: z.number() })) })
  .openapi('OverlayPreview', { description: 'Schools that it is for; for each addition, those that have the step now.' })
const Accepted = z.object({ id: z.number(), status: z.string() }).openapi('AcceptedOverlay')
const Overlay = Terms.extend({
  id: z.number(),
  unit: Code,
  unitName: z.string(),
  reason: z.string(),
  document: z.string(),
  issuedBy: z.string(),
  publishedAt: Instant,
  expiresAt: Instant,
  status: z.enum(['spreading', 'in_force', 'expired', 'withdrawing', 'withdrawn']),
  withdrawnBy: z.number().nullable(),
}).openapi('Overlay')

const IdParam = z.object({ id: z.coerce.number().int().min(1) })
const MOST = 500

const postOverlay = describe({
  method: 'post',
  path: '/overlays',
  summary: 'Publish a local addition, or see whom it would concern',
  request: { headers: OptionalKeyHeader, body: body(NewOverlay) },
  responses: {
    200: json(Preview, 'With `dryRun`: whom it would concern.'),
    202: json(Accepted, 'Published; it reaches school after school.'),
  },
})

const getOverlays = describe({
  method: 'get',
  path: '/overlays',
  summary: 'Local additions issued in your charge or holding for you, the newest first',
  responses: { 200: json(z.object({ items: z.array(Overlay) }), 'At most 500.') },
})

const getOverlay = describe({
  method: 'get',
  path: '/overlays/{id}',
  summary: 'One local addition',
  request: { params: IdParam },
  responses: { 200: json(Overlay, 'What it says and where it stands.') },
})

const postWithdrawal = describe({
  method: 'post',
  path: '/overlays/{id}/withdrawal',
  summary: 'Withdraw a local addition; what was signed under it stays on record',
  request: { params: IdParam, headers: KeyHeader, body: body(z.object({ reason: FreeText })) },
  responses: { 202: json(Accepted, 'It goes from school after school.') },
})

export function overlays({ connections: { reports }, engine }: Deps): OpenAPIHono<Env> {
  return resource()
    .openapi(postOverlay, async (c) => {
      const { dryRun, reason, document, ...terms } = c.req.valid('json')
      // Parsed from JSON, which knows no undefined: what is absent is no key at all.
      const command = { actor: actorOf(c), terms: terms as OverlayTerms, reason, document }
      if (dryRun) {
        const preview = await engine.previewOverlay(command)
        if (isRefusal(preview)) return refused(c, preview)
        return c.json({ matched: preview.matched, additions: preview.additions.map(({ now }) => ({ now })) }, 200)
      }
      const key = c.req.valid('header')['idempotency-key']
      if (key === undefined) return refused(c, { refusal: 'key_required' })
      const answer = await engine.publishOverlay(command, key)
      if (isRefusal(answer)) return refused(c, answer)
      c.header('location', `/api/v1/overlays/${answer.id}`)
      return c.json(answer, 202)
    })
    .openapi(getOverlays, async (c) => {
      const found = await listOverlays(reports, actorOf(c), MOST)
      return c.json({ items: found.map((one) => itemOf(one, engine.clock.now())) }, 200)
    })
    .openapi(getOverlay, async (c) => {
      const found = await viewOverlay(reports, actorOf(c), c.req.valid('param').id)
      return found === null ? refused(c, { refusal: 'not_found' }) : c.json(itemOf(found, engine.clock.now()), 200)
    })
    .openapi(postWithdrawal, async (c) => {
      const command = { actor: actorOf(c), overlay: c.req.valid('param').id, ...c.req.valid('json') }
      const answer = await engine.withdrawOverlay(command, c.req.valid('header')['idempotency-key'])
      return isRefusal(answer) ? refused(c, answer) : c.json(answer, 202)
    })
}

function itemOf({ unit, terms, issuedBy, ...rest }: OverlayView, now: string): z.infer<typeof Overlay> {
  return {
    // Stored from terms that passed this very schema.
    ...(terms as z.infer<typeof Terms>),
    ...rest,
    // Written from this list; one whose time is over has ended by itself.
    status: (rest.status === 'in_force' && rest.expiresAt <= now ? 'expired' : rest.status) as z.infer<typeof Overlay>['status'],
    unit: unit.code,
    unitName: unit.name,
    issuedBy: issuedBy.username ?? issuedBy.id,
  }
}
