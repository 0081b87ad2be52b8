import { toCanonicalJson } from '../../db/append.ts'
import type { Database } from '../../db/connect.ts'
import { countMatching, insertOrder } from '../../db/order-progress.ts'
import type { Target } from '../../db/order-progress.ts'
import { loadUnitPlaces } from '../../db/unit-rows.ts'
import { findPlaybook } from '../../machines/registry.ts'
import type { EventDefinition, Playbook } from '../../machines/playbook.ts'
import type { Actor } from '../core/actor.ts'
import type { IssueOrder, SendEvent } from '../core/command.ts'
import type { EntryDraft, OrderIssued } from '../core/entry.ts'
import { parseEvidence } from '../core/evidence.ts'
import { plainText } from '../core/plain-text.ts'
import type { Refusal } from '../core/refusal.ts'
import { isRefusal, refuse } from '../core/refusal.ts'
import { isWithin } from '../core/unit.ts'
import { answeredOnce } from './answered-once.ts'
import type { Work } from './batcher.ts'
import type { OrderAnswer } from './engine.ts'

/** An order that has been judged: whoever issues it may, what it says is whole, and its scope lies below the issuer. */
export interface JudgedOrder {
  readonly target: Target
  readonly event: EventDefinition
  readonly playbook: Playbook
}

/** Accepts an order: one entry and one row. The runner then carries it out, unit by unit. */
export function issueWork(order: IssueOrder, key: string): Work<OrderAnswer | Refusal> {
  const { actor, ...asked } = order
  return answeredOnce(actor, key, asked, async (trx, open) => {
    const judged = await judgeOrder(trx, order)
    if (isRefusal(judged)) return judged
    const expected = await countMatching(trx, judged.target)
    const ledger = await open()
    const id = ledger.nextSeq()
    const draft = draftOf(order, judged, id, ledger.now)
    ledger.append([draft], null)
    await insertOrder(trx, {
      id,
      playbook: order.playbook,
      mode: order.mode,
      event: order.event,
      facts: toCanonicalJson(draft.body.facts),
      scope: toCanonicalJson(order.scope),
      issued_by: order.actor.person,
      issued_at: ledger.now,
      unit: order.actor.unit,
      status: 'running',
      cursor: '',
      expected,
      changed: 0,
      unchanged: 0,
      refused: 0,
      settled_at: null,
    })
    return { id, status: 'running' }
  })
}

/** Judges an order as a whole, before any unit is looked at. */
export async function judgeOrder(db: Database, order: IssueOrder): Promise<JudgedOrder | Refusal> {
  const { actor, scope } = order
  const playbook = findPlaybook(order.playbook)
  if (playbook === undefined) return refuse('unknown_playbook')
  const event = Object.hasOwn(playbook.events, order.event) ? playbook.events[order.event] : undefined
  if (event === undefined || !event.order) return refuse('unknown_event')
  if (!mayOrder(actor, event)) return refuse('not_your_role')
  const target = await scopeTarget(db, order)
  if (isRefusal(target)) return target
  const parsed = parseEvidence({ fields: event.facts, rules: [] }, order.facts, { boarders: 0, day: 0, staff: 0 })
  if ('errors' in parsed) return refuse('facts_invalid', { errors: parsed.errors })
  const reason = plainText(order.reason)
  if (reason === null || plainText(order.document) === null) {
    const field = reason === null ? 'reason' : 'document'
    return refuse('facts_invalid', {
      errors: [{ field, text: { zh: '含有无法保存的字符，请重新输入', en: 'holds characters that cannot be stored' } }],
    })
  }
  // An order moves many schools at once; nobody gives one without saying why.
  if (reason === '') return refuse('reason_required')
  if (scope.kinds !== undefined && !scope.kinds.every((kind) => playbook.kinds.some((known) => known === kind))) {
    return refuse('facts_invalid', {
      errors: [{ field: 'scope.kinds', text: { zh: '所选单位类别不适用本预案', en: 'names a kind that the playbook does not list' } }],
    })
  }
  return { target, event, playbook }
}

/** The event that the order sends to one unit. */
export function commandFor(order: Omit<IssueOrder, 'scope'>, unit: string, id: number): SendEvent {
  const { actor, playbook, mode, event, facts, reason, document } = order
  return { kind: 'event', actor, unit, playbook, mode, event, facts, reason, document, order: id }
}

function mayOrder(actor: Actor, event: EventDefinition): boolean {
  return (
    actor.role === 'commander' &&
    event.senders.some((sender) => sender.by === 'bureau' && sender.levels.some((level) => level === actor.level))
  )
}

/** The responses of a scope. A unit outside the issuer's subtree refuses the whole, like one that does not exist. */
export async function scopeTarget(
  db: Database,
  { playbook, mode, scope, actor }: Pick<IssueOrder, 'playbook' | 'mode' | 'scope' | 'actor'>,
): Promise<Target | Refusal> {
  const named = [...(scope.region === undefined ? [] : [scope.region]), ...(scope.units ?? []), ...(scope.except ?? [])]
  if (scope.region === undefined && (scope.units === undefined || scope.units.length === 0)) {
    return refuse('facts_invalid', { errors: [{ field: 'scope', text: { zh: '请指定区域或单位', en: 'must name a region or units' } }] })
  }
  const places = await loadUnitPlaces(db, named)
  const reachable = named.every((code) => isWithin(places.get(code)?.path ?? '', actor.path))
  if (!reachable || actor.path === '') return refuse('unknown_unit')
  return { playbook, mode, scope, regionPath: scope.region === undefined ? null : (places.get(scope.region)?.path ?? null) }
}

function draftOf(order: IssueOrder, { target, event }: JudgedOrder, id: number, now: string): EntryDraft<OrderIssued> {
  const parsed = parseEvidence({ fields: event.facts, rules: [] }, order.facts, { boarders: 0, day: 0, staff: 0 })
  const facts = 'errors' in parsed ? { evidence: {}, texts: {} } : parsed
  const reason = plainText(order.reason) ?? ''
  const document = plainText(order.document) ?? ''
  return {
    at: now,
    unit: null,
    playbook: order.playbook,
    mode: order.mode,
    actor: order.actor.person,
    post: order.actor.posts[0] ?? null,
    standsInFor: null,
    body: {
      type: 'order.issued',
      v: 1,
      order: id,
      playbook: order.playbook,
      mode: order.mode,
      event: order.event,
      facts: facts.evidence,
      scope: target.scope,
    },
    texts: {
      ...Object.fromEntries(Object.entries(facts.texts).map(([name, text]) => [`facts.${name}`, text])),
      ...(reason === '' ? {} : { reason }),
      ...(document === '' ? {} : { document }),
    },
  }
}
