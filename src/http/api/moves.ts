import { z, type OpenAPIHono } from '@hono/zod-openapi'
import { listMoves, refusalsOfMove, viewMove, type MoveView } from '../../../db/move-view.ts'
import type { Missing } from '../../../machines/gate.ts'
import type { Scope as ScopeOf } from '../../core/entry.ts'
import { isRefusal } from '../../core/refusal.ts'
import type { MovePreview } from '../../engine/preview-move.ts'
import type { Deps } from '../deps.ts'
import { actorOf, languageOf, type Env, type Language } from '../session.ts'
import { Scope } from './orders.ts'
import { Code, FreeText, Instant, MissingItem, Mode, OptionalKeyHeader } from './parts.ts'
import { body, describe, json, refused, resource } from './route.ts'
import { Version } from './versions.ts'

const NameParam = z.object({ name: z.string().min(1).max(40) })
const MoveParam = NameParam.extend({ id: z.coerce.number().int().min(1) })

const NewMove = z
  .object({
    mode: Mode,
    from: Version,
    to: Version,
    scope: Scope,
    reason: FreeText,
    document: FreeText,
    dryRun: z.boolean().default(false),
  })
  .openapi('NewMove')

const RefusedUnit = z.object({ unit: Code, name: z.string(), refusal: z.string(), missing: z.array(MissingItem) })
const Tallied = z.object({ task: z.string(), responses: z.number() })
const Preview = z
  .object({
    matched: z.number(),
    phases: z.array(z.object({ from: z.string(), to: z.string(), responses: z.number() })),
    carried: z.array(Tallied),
    lost: z.array(Tallied),
    asked: z.array(Tallied.extend({ firstDueAt: Instant.nullable(), lastDueAt: Instant.nullable() })),
    refusedTotal: z.number(),
    refused: z.array(RefusedUnit),
    reversible: z.boolean(),
  })
  .openapi('MovePreview')
const Accepted = z.object({ id: z.number(), status: z.string() }).openapi('AcceptedMove')
const Move = z
  .object({
    id: z.number(),
    status: z.enum(['running', 'settled']),
    playbook: z.string(),
    from: z.number(),
    to: z.number(),
    scope: Scope,
    counts: z.object({ expected: z.number(), moved: z.number(), refused: z.number() }),
    reason: z.string(),
    document: z.string(),
    plannedBy: z.string(),
    plannedAt: Instant,
    settledAt: Instant.nullable(),
  })
  .openapi('Move')

const MOST_REFUSED = 500
const MOST_MOVES = 200

const postMove = describe({
  method: 'post',
  path: '/playbooks/{name}/moves',
  summary: 'Move responses to another version, or see what that would do',
  request: { params: NameParam, headers: OptionalKeyHeader, body: body(NewMove) },
  responses: {
    200: json(Preview, 'With `dryRun`: what it would do.'),
    202: json(Accepted, 'Planned; it reaches response after response.'),
  },
})

const getMoves = describe({
  method: 'get',
  path: '/playbooks/{name}/moves',
  summary: 'Moves planned in your charge, the newest first',
  request: { params: NameParam },
  responses: { 200: json(z.object({ items: z.array(Move) }), 'At most 200.') },
})

const getMove = describe({
  method: 'get',
  path: '/playbooks/{name}/moves/{id}',
  summary: 'One move with how far it has come, and who was refused',
  request: { params: MoveParam },
  responses: { 200: json(Move.extend({ refused: z.array(RefusedUnit) }), 'At most 500 of those refused.') },
})

/** Moving responses from one version of their playbook to another. */
export function moves({ connections: { reports }, engine }: Deps): OpenAPIHono<Env> {
  return resource()
    .openapi(postMove, async (c) => {
      const { dryRun, scope, ...rest } = c.req.valid('json')
      // Parsed from JSON, which knows no undefined: what is absent is no key at all.
      const plan = { actor: actorOf(c), playbook: c.req.valid('param').name, ...rest, scope: scope as ScopeOf }
      if (dryRun) {
        const preview = await engine.previewMove(plan)
        return isRefusal(preview) ? refused(c, preview) : c.json(previewItem(preview, languageOf(c)), 200)
      }
      const key = c.req.valid('header')['idempotency-key']
      if (key === undefined) return refused(c, { refusal: 'key_required' })
      const answer = await engine.planMove(plan, key)
      if (isRefusal(answer)) return refused(c, answer)
      c.header('location', `/api/v1/playbooks/${plan.playbook}/moves/${answer.id}`)
      return c.json(answer, 202)
    })
    .openapi(getMoves, async (c) => {
      const found = await listMoves(reports, actorOf(c), c.req.valid('param').name, MOST_MOVES)
      return c.json({ items: found.map(moveItem) }, 200)
    })
    .openapi(getMove, async (c) => {
      const { name, id } = c.req.valid('param')
      const found = await viewMove(reports, actorOf(c), name, id)
      if (found === null) return refused(c, { refusal: 'not_found' })
      const units = await refusalsOfMove(reports, actorOf(c), id, MOST_REFUSED)
      return c.json({ ...moveItem(found), refused: units.map((unit) => refusedItem(unit, languageOf(c))) }, 200)
    })
}

function previewItem({ matched, phases, carried, lost, asked, refusedTotal, reversible, ...rest }: MovePreview, language: Language) {
  const tallied = ({ task, units }: { readonly task: string; readonly units: number }) => ({ task, responses: units })
  return {
    matched,
    phases: phases.map(({ from, to, units }) => ({ from, to, responses: units })),
    carried: carried.map(tallied),
    lost: lost.map(tallied),
    asked: asked.map(({ first, last, ...one }) => ({ ...tallied(one), firstDueAt: first, lastDueAt: last })),
    refusedTotal,
    refused: rest.refused.map((unit) => refusedItem(unit, language)),
    reversible,
  }
}

function refusedItem(
  { missing, ...unit }: { readonly unit: string; readonly name: string; readonly refusal: string; readonly missing: readonly Missing[] },
  language: Language,
) {
  return {
    ...unit,
    missing: missing.map(({ gate, text, task }) => ({ gate, text: text[language], ...(task === undefined ? {} : { task }) })),
  }
}

function moveItem({ unit: _unit, plannedBy, status, scope, counts, ...rest }: MoveView): z.infer<typeof Move> {
  return {
    ...rest,
    // The column holds nothing else (db/schema.ts), and the scope passed this very schema.
    status: status as z.infer<typeof Move>['status'],
    scope: scope as z.infer<typeof Scope>,
    counts: { ...counts },
    plannedBy: plannedBy.username ?? plannedBy.id,
  }
}
