import { z, type OpenAPIHono } from '@hono/zod-openapi'
import { listReceipts, type ReceiptView } from '../../../db/assignment-units.ts'
import { listAssignments, viewAssignment, type CountedAssignment } from '../../../db/assignment-view.ts'
import { BUREAU_POSTS, SCHOOL_POSTS } from '../../../machines/vocabulary.ts'
import { NEEDS } from '../../core/assignment/assignment.ts'
import type { GiveAssignment } from '../../core/decide/give-assignment.ts'
import { isRefusal } from '../../core/refusal.ts'
import type { Deps } from '../deps.ts'
import { actorOf, type Env } from '../session.ts'
import { chasingList } from './chasing-list.ts'
import { Code, FreeText, Instant, KeyHeader, Kind, Level, OptionalKeyHeader, PageQuery, PlaybookName } from './parts.ts'
import { body, describe, json, refused, resource } from './route.ts'

const Terms = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('document') }),
  z.object({ kind: z.literal('finding'), measures: z.array(z.string().min(1).max(20)).max(50) }),
  z.object({
    kind: z.literal('help'),
    need: z.enum(NEEDS),
    quantity: z.number().int().nullable().default(null),
    continues: z.number().int().nullable().default(null),
  }),
  z.object({ kind: z.literal('handover'), post: z.enum([...SCHOOL_POSTS, ...BUREAU_POSTS]) }),
])

const Scope = z
  .object({
    region: Code.optional(),
    units: z.array(Code).max(5_000).optional(),
    kinds: z.array(Kind).max(20).optional(),
    boarding: z.boolean().optional(),
    except: z.array(Code).max(5_000).optional(),
  })
  .openapi('AssignmentScope', {
    description:
      'Everything is ANDed. A document names `region` or `units`, a finding or a handover one unit; help goes to the bureau above.',
  })

const NewAssignment = z
  .object({
    terms: Terms,
    playbook: PlaybookName.nullable().default(null),
    scope: Scope.default({}),
    due: z.union([z.strictObject({ hours: z.number() }), z.strictObject({ date: z.string().max(10) })]),
    title: z.string().max(400),
    text: FreeText,
    document: FreeText,
    from: FreeText,
    to: FreeText,
    dryRun: z.boolean().default(false),
  })
  .openapi('NewAssignment', { description: 'Something given to units to do: to sign for, to correct, to answer, to hand over.' })

const Preview = z.object({ matched: z.number() }).openapi('AssignmentPreview')
const Accepted = z.object({ id: z.number(), status: z.string() }).openapi('AcceptedAssignment')
const Text = z.string().nullable().meta({ description: 'Empty if there never was one, null once erased.' })

const Assignment = z
  .object({
    id: z.number(),
    unit: Code,
    unitName: z.string(),
    level: Level,
    terms: Terms,
    scope: Scope,
    title: Text,
    text: Text,
    document: Text,
    from: Text,
    to: Text,
    givenBy: z.string(),
    givenAt: Instant,
    dueAt: Instant,
    status: z.enum(['spreading', 'in_force', 'withdrawing', 'withdrawn']),
    expected: z.number(),
    withdrawnBy: z.number().nullable(),
    counts: z.object({ received: z.number(), done: z.number(), open: z.number(), overdue: z.number(), ended: z.number() }),
  })
  .openapi('Assignment')

const UnitState = z
  .object({
    unit: Code,
    name: z.string(),
    playbook: z.string(),
    state: z.enum(['open', 'partly', 'done', 'overdue', 'ended']),
    late: z.boolean(),
    dueAt: Instant,
    signed: z.object({ seq: z.number(), by: z.string(), name: z.string(), post: z.string(), at: Instant }).nullable(),
  })
  .openapi('AssignmentUnit')

const IdParam = z.object({ id: z.coerce.number().int().min(1) })

const postAssignment = describe({
  method: 'post',
  path: '/assignments',
  summary: 'Give something to units to do, or see how many it would go to',
  request: { headers: OptionalKeyHeader, body: body(NewAssignment) },
  responses: { 200: json(Preview, 'With `dryRun`: how many units.'), 202: json(Accepted, 'Given; it reaches unit after unit.') },
})

const getAssignments = describe({
  method: 'get',
  path: '/assignments',
  summary: 'What your unit gave or received, the newest first',
  request: { query: z.object({ ...PageQuery, direction: z.enum(['given', 'received']).optional() }) },
  responses: { 200: json(z.object({ items: z.array(Assignment), next: z.string().nullable() }), 'One page of them.') },
})

const getAssignment = describe({
  method: 'get',
  path: '/assignments/{id}',
  summary: 'One assignment and how far it is',
  request: { params: IdParam },
  responses: { 200: json(Assignment, 'What it says, and how many units have done it.') },
})

const getUnits = describe({
  method: 'get',
  path: '/assignments/{id}/units',
  summary: 'Which units have it, those that have not acted first; as text/csv the whole list for chasing',
  request: {
    params: IdParam,
    query: z.object({
      ...PageQuery,
      state: z.enum(['open', 'done', 'overdue', 'ended']).optional(),
      format: z.enum(['json', 'csv']).optional().openapi({ description: 'Instead of the Accept header, for links.' }),
    }),
  },
  responses: {
    200: {
      description: 'One page of them, or all of them as CSV.',
      content: {
        'application/json': { schema: z.object({ items: z.array(UnitState), next: z.string().nullable() }) },
        'text/csv': { schema: z.string() },
      },
    },
  },
})

const postWithdrawal = describe({
  method: 'post',
  path: '/assignments/{id}/withdrawal',
  summary: 'Withdraw an assignment; what was done stays on record',
  request: { params: IdParam, headers: KeyHeader, body: body(z.object({ reason: FreeText })) },
  responses: { 202: json(Accepted, 'It goes from unit after unit that has not done it.') },
})

export function assignments({ connections: { reports }, engine, timeZone }: Deps): OpenAPIHono<Env> {
  return resource()
    .openapi(postAssignment, async (c) => {
      const { dryRun, scope, terms, playbook, due, ...texts } = c.req.valid('json')
      // Parsed from JSON, which knows no undefined: what is absent is no key at all.
      const command: GiveAssignment = { actor: actorOf(c), terms, playbook, scope: scope as GiveAssignment['scope'], due, texts }
      if (dryRun) {
        const preview = await engine.previewAssignment(command)
        return isRefusal(preview) ? refused(c, preview) : c.json({ matched: preview.matched }, 200)
      }
      const key = c.req.valid('header')['idempotency-key']
      if (key === undefined) return refused(c, { refusal: 'key_required' })
      const answer = await engine.giveAssignment(command, key)
      if (isRefusal(answer)) return refused(c, answer)
      c.header('location', `/api/v1/assignments/${answer.id}`)
      return c.json(answer, 202)
    })
    .openapi(getAssignments, async (c) => {
      const { limit, cursor, direction } = c.req.valid('query')
      const page = { limit, cursor: cursor ?? null }
      const { items, next } = await listAssignments(reports, actorOf(c), direction ?? null, page, engine.clock.now())
      return c.json({ items: items.map(itemOf), next }, 200)
    })
    .openapi(getAssignment, async (c) => {
      const found = await viewAssignment(reports, actorOf(c), c.req.valid('param').id, engine.clock.now())
      return found === null ? refused(c, { refusal: 'not_found' }) : c.json(itemOf(found), 200)
    })
    .openapi(getUnits, async (c) => {
      const { limit, cursor, state, format } = c.req.valid('query')
      const { id } = c.req.valid('param')
      const now = engine.clock.now()
      if ((await viewAssignment(reports, actorOf(c), id, now)) === null) return refused(c, { refusal: 'not_found' })
      if (format === 'csv' || (format === undefined && c.req.header('accept')?.startsWith('text/csv') === true))
        return chasingList(c, { reports, timeZone }, id, state, now)
      const { items, next } = await listReceipts(reports, actorOf(c), id, { state, now }, { limit, cursor: cursor ?? null })
      return c.json({ items: items.map(unitOf), next }, 200)
    })
    .openapi(postWithdrawal, async (c) => {
      const command = { actor: actorOf(c), assignment: c.req.valid('param').id, ...c.req.valid('json') }
      const answer = await engine.withdrawAssignment(command, c.req.valid('header')['idempotency-key'])
      return isRefusal(answer) ? refused(c, answer) : c.json(answer, 202)
    })
}

function itemOf({ unit, words, givenBy, terms, scope, ...rest }: CountedAssignment): z.infer<typeof Assignment> {
  const { giver: _giver, ...texts } = words
  return {
    ...rest,
    ...texts,
    // Stored from what passed these very schemas.
    terms: terms as z.infer<typeof Terms>,
    scope: scope as z.infer<typeof Scope>,
    // Written from these lists (db/schema.ts).
    level: rest.level as z.infer<typeof Level>,
    status: rest.status as z.infer<typeof Assignment>['status'],
    unit: unit.code,
    unitName: unit.name,
    givenBy: givenBy.username ?? givenBy.id,
  }
}

function unitOf({ unit, signed, ...rest }: ReceiptView): z.infer<typeof UnitState> {
  return {
    ...rest,
    unit: unit.code,
    name: unit.name,
    signed: signed && { ...signed, by: signed.by.username ?? signed.by.id, name: signed.by.name ?? '' },
  }
}
