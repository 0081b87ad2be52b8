import type { EventMark, Playbook } from '../../machines/playbook.ts'
import type { Instant, Text } from '../../machines/vocabulary.ts'
import type { Actor } from './actor.ts'
import type { ChecklistItem } from './checklist.ts'
import { checklist } from './checklist.ts'
import { offers } from './decide/event.ts'
import { nextCapacity } from './next-signature.ts'
import type { Situation } from './situation.ts'
import { allNodes, eventsAt } from './statechart.ts'
import { waitsSince } from './turn.ts'

/** One thing that waits for a person (待办): a signature, a second one, or an event that is theirs to send. */
export interface Waiting {
  readonly what: 'sign' | 'confirm' | 'send'
  readonly title: Text
  /** The step to sign; null for an event. */
  readonly item: ChecklistItem | null
  /** The event to send; null for a step. */
  readonly event: string | null
  readonly since: Instant
  /** Null where nothing is said of when. */
  readonly dueAt: Instant | null
  readonly overdue: boolean
}

/** Everything in the situation that the actor could do now and that somebody waits for. Pure. */
export function waitingFor(actor: Actor, situation: Situation, now: Instant): readonly Waiting[] {
  const steps = checklist(situation, now).filter((item) => isAsked(item) && nextCapacity(actor, item, situation) !== null)
  return [...steps.map(step), ...decisions(actor, situation, now)]
}

/** What is overdue comes first, then what is due next; what has no deadline comes last, the longest waiting before others. */
export function byUrgency(left: Waiting, right: Waiting): number {
  return (
    Number(right.overdue) - Number(left.overdue) ||
    (left.dueAt ?? '9').localeCompare(right.dueAt ?? '9') ||
    left.since.localeCompare(right.since)
  )
}

/** Phases in which a response waits for what a bureau decides, apart from its checklist. */
export function phasesDecided(playbook: Playbook): readonly string[] {
  const decided = Object.values(playbook.events).filter(({ marks }) => marks !== undefined && DECISIONS.includes(marks))
  return allNodes(playbook)
    .filter((node) => node.startsWith('control.') && eventsAt(playbook, node).some((type) => decided.some((event) => event.type === type)))
    .map((node) => node.slice('control.'.length))
}

/** May there be an event that waits for the actor? Only then are the surroundings looked at. */
export function mayDecide({ unit: own }: Actor, { playbook, response, unit }: Pick<Situation, 'playbook' | 'response' | 'unit'>): boolean {
  return own === unit.code || phasesDecided(playbook).includes(response.phase)
}

/** A plan that lies with the bureau is a decision to take; ratifying is a step (R-02-ratify). */
const DECISIONS: readonly EventMark[] = ['planEndorsed', 'planApproved']

/** What is only stated if there is something to state waits for nobody. */
function isAsked({ task, mark }: ChecklistItem): boolean {
  return task.mandatory || mark !== null
}

function step(item: ChecklistItem): Waiting {
  const { task, occurrence, state, mark } = item
  const overdue = state === 'overdue'
  const what = mark === null ? 'sign' : 'confirm'
  return { what, title: task.title, item, event: null, since: waitsSince(item), dueAt: occurrence.dueAt, overdue }
}

/** At their own unit the usual next step counts too. */
function decisions(actor: Actor, situation: Situation, now: Instant): readonly Waiting[] {
  if (!mayDecide(actor, situation)) return []
  const isOwn = actor.unit === situation.unit.code
  const { response } = situation
  return offers(actor, situation, now)
    .filter(({ event, allowed }) => allowed && (isOwn ? event.tone === 'main' && !event.order : isDecision(event.marks)))
    .map(({ event }): Waiting => {
      const { type, title } = event
      return { what: 'send', title, item: null, event: type, since: response.since, dueAt: null, overdue: false }
    })
}

function isDecision(mark: EventMark | undefined): boolean {
  return mark !== undefined && DECISIONS.includes(mark)
}
