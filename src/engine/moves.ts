import { toCanonicalJson } from '../../db/append.ts'
import type { Database } from '../../db/connect.ts'
import { insertMove } from '../../db/moves.ts'
import type { Target } from '../../db/order-progress.ts'
import { countMatching } from '../../db/order-progress.ts'
import { loadUnitPlaces } from '../../db/unit-rows.ts'
import { findPlaybook } from '../../machines/registry.ts'
import type { Actor } from '../core/actor.ts'
import { ENGINE } from '../core/actor.ts'
import type { MoveResponse, PlanMove } from '../core/command.ts'
import type { EntryDraft } from '../core/entry.ts'
import { plainText } from '../core/plain-text.ts'
import type { Refusal } from '../core/refusal.ts'
import { isRefusal, refuse } from '../core/refusal.ts'
import { mappingFrom } from '../core/versions/steps.ts'
import type { MovePlanned } from '../core/versions/entry-bodies.ts'
import { answeredOnce } from './answered-once.ts'
import type { Work } from './batcher.ts'
import type { OrderAnswer } from './engine.ts'
import { scopeTarget } from './orders.ts'

/** A move that has been judged: whoever plans it may, the versions belong together, and its scope lies below the command. */
export interface JudgedMove {
  readonly target: Target
  readonly texts: Readonly<Record<string, string>>
}

/** Accepts a planned move: one entry and one row. The runner then carries it out, unit by unit. */
export function planWork(plan: PlanMove, key: string): Work<OrderAnswer | Refusal> {
  const { actor, ...asked } = plan
  return answeredOnce(actor, key, { ...asked, moves: true }, async (trx, open) => {
    const judged = await judgeMove(trx, plan)
    if (isRefusal(judged)) return judged
    const expected = await countMatching(trx, judged.target)
    const place = (await loadUnitPlaces(trx, [actor.unit])).get(actor.unit)
    if (place === undefined) return refuse('unknown_unit')
    const ledger = await open()
    const id = ledger.append([draftOf(plan, judged, ledger.now)], place)
    await insertMove(trx, {
      id,
      playbook: plan.playbook,
      mode: plan.mode,
      from_version: plan.from,
      to_version: plan.to,
      scope: toCanonicalJson(plan.scope),
      planned_by: actor.person,
      planned_at: ledger.now,
      unit: actor.unit,
      status: 'running',
      cursor: '',
      expected,
      moved: 0,
      refused: 0,
      settled_at: null,
    })
    return { id, status: 'running' }
  })
}

/** Judges a move as a whole, before any unit is looked at: who plans it, the versions, the scope, the reason. */
export async function judgeMove(db: Database, plan: PlanMove): Promise<JudgedMove | Refusal> {
  const { actor, playbook, mode, from, to, scope } = plan
  if (!mayMove(actor)) return refuse('not_your_role')
  const newer = findPlaybook(playbook, to)
  if (findPlaybook(playbook) === undefined) return refuse('unknown_playbook')
  if (newer === undefined || findPlaybook(playbook, from) === undefined || mappingFrom(newer, from) === undefined)
    return refuse('unknown_version')
  const target = await scopeTarget(db, { actor, playbook, mode, scope })
  if (isRefusal(target)) return target
  const [reason, document] = [plainText(plan.reason), plainText(plan.document)]
  if (reason === null || document === null) {
    const field = reason === null ? 'reason' : 'document'
    return refuse('facts_invalid', {
      errors: [{ field, text: { zh: '含有无法保存的字符，请重新输入', en: 'holds characters that cannot be stored' } }],
    })
  }
  if (reason === '') return refuse('reason_required')
  return { target: { ...target, version: from }, texts: { reason, ...(document === '' ? {} : { document }) } }
}

/** The commander of a bureau, for what lies below. */
export function mayMove(actor: Pick<Actor, 'role' | 'path'>): boolean {
  return actor.role === 'commander' && actor.path !== ''
}

/** What the move asks of one unit. */
export function moveCommand(
  { playbook, mode, from, to }: Pick<PlanMove, 'playbook' | 'mode' | 'from' | 'to'>,
  unit: string,
  move: number,
): MoveResponse {
  return { kind: 'move', actor: ENGINE, unit, playbook, mode, move, from, to }
}

function draftOf(plan: PlanMove, { texts }: JudgedMove, now: string): EntryDraft<MovePlanned> {
  const { actor, playbook, mode, from, to, scope } = plan
  return {
    at: now,
    unit: actor.unit,
    playbook,
    mode,
    actor: actor.person,
    post: actor.posts[0] ?? null,
    standsInFor: null,
    body: { type: 'move.planned', v: 1, playbook, mode, from, to, scope },
    texts,
  }
}
