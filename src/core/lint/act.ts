import type { Missing } from '../../../machines/gate.ts'
import type { Playbook } from '../../../machines/playbook.ts'
import type { Instant } from '../../../machines/vocabulary.ts'
import type { Actor } from '../actor.ts'
import { ENGINE } from '../actor.ts'
import { apply } from '../apply.ts'
import { capacityToConfirm, capacityToSend, capacityToSign } from '../authority.ts'
import { weekdayCalendar } from '../calendar/calendar.ts'
import { checklist } from '../checklist.ts'
import type { ChecklistItem } from '../checklist.ts'
import type { Command, RawEvidence } from '../command.ts'
import { decide } from '../decide/index.ts'
import type { Refusal } from '../refusal.ts'
import { isRefusal } from '../refusal.ts'
import type { Response } from '../response.ts'
import type { Situation } from '../situation.ts'
import { initialStep } from '../statechart.ts'
import type { Area } from '../surroundings/area.ts'
import { areaOf } from '../surroundings/area.ts'
import type { Sample } from './sample.ts'

/** A sample's response at some moment. */
export interface Standing {
  readonly playbook: Playbook
  readonly sample: Sample
  readonly response: Response
  /** All else that a decision looks at: in the linter's walk the usual calendar, and nothing added. */
  readonly around: Around
  readonly now: Instant
  /** The seq that the next entry gets. */
  readonly seq: number
  /** What is declared for the area: the worst, until something has to wait for it to be lifted. */
  readonly area: Area
  /** Events in the entries of the last command: the one that was sent, or what the engine sent after a signature. */
  readonly sent: readonly string[]
  /** Who may send which event: the first of the sample's people, or else the engine; of every level one, where gates tell them apart. */
  readonly senders: ReadonlyMap<string, readonly Actor[]>
}

export type Around = Omit<Situation, 'unit' | 'playbook' | 'response' | 'heldPosts'>

export const CALENDAR = weekdayCalendar('Asia/Shanghai')
/** A Monday in term, 10 in the morning. */
export const BEGINNING: Instant = '2026-03-02T02:00:00.000Z'

/** A response just opened. */
export function begin(playbook: Playbook, sample: Sample): Standing {
  const { entered, ...position } = initialStep(playbook)
  const { unit } = sample
  const outcome = { ...position, entered, suspends: false, keeps: [], resumes: false }
  const response = apply(null, {
    seq: 1,
    at: BEGINNING,
    unit: unit.code,
    playbook: playbook.name,
    mode: 'actual',
    actor: ENGINE.person,
    post: null,
    standsInFor: null,
    body: { type: 'response.opened', v: 1, version: playbook.version, outcome },
  })
  const now = BEGINNING
  const standing = {
    playbook,
    sample,
    response,
    around: USUAL,
    now,
    seq: 2,
    area: HIGH_RISK,
    sent: [],
    senders: new Map<string, readonly Actor[]>(),
  }
  return { ...standing, senders: sendersOf(standing) }
}

const HIGH_RISK: Area = areaOf(
  { code: 'school', kind: 'primary', path: 'county/school/' },
  new Map([['county', { name: 'county', level: null, risk: { value: 'high', seq: 1, at: BEGINNING } }]]),
)
const NOTHING_DECLARED: Area = { level: null, risk: null }

/** The same once nothing is declared any more for the area. */
export function calmed(standing: Standing): Standing {
  return { ...standing, area: NOTHING_DECLARED }
}

function sendersOf(standing: Standing): Standing['senders'] {
  const { playbook, sample } = standing
  const situation = situationOf(standing)
  const found = Object.values(playbook.events).flatMap(({ type, senders, gates }) => {
    const able = [...sample.people, ENGINE].filter((one) => capacityToSend(senders, one, sample.unit, situation) !== null)
    const told = gates.some(({ readsReview }) => readsReview === true) ? able.filter(isFirstOfLevel) : able.slice(0, 1)
    return told.length === 0 ? [] : [[type, told] as const]
  })
  return new Map(found)
}

function isFirstOfLevel({ level }: Actor, index: number, all: readonly Actor[]): boolean {
  return all.findIndex((one) => one.level === level) === index
}

// Nothing is recorded as fallen due: that changes no phase, and would only cost time.
const USUAL: Around = { calendar: CALENDAR, overlays: [], assignments: [], nextWakeAt: null }

/** What a decision about the standing looks at. */
export function situationOf({ playbook, sample, response, around, area }: Standing): Situation {
  return { ...around, unit: sample.unit, playbook, response, heldPosts: sample.heldPosts, area }
}

/** The event sent by the first person who may, whom the gates let pass; else the refusal that is nearest to it. Null if nobody may. */
export function send(standing: Standing, event: string, facts: RawEvidence): Standing | Refusal | null {
  let nearest: Refusal | null = null
  for (const actor of standing.senders.get(event) ?? []) {
    const sent = run(standing, { kind: 'event', actor, ...base(standing), event, facts, reason: '按指令办理', document: '', order: null })
    if (!isRefusal(sent) || sent.missing === undefined) return sent
    if (nearest === null || isNearer(sent.missing, nearest.missing ?? [])) nearest = sent
  }
  return nearest
}

/** Lacks that no step makes good weigh most: whoever is not the one to send it can sign what he likes. */
function isNearer(missing: readonly Missing[], than: readonly Missing[]): boolean {
  const [hopeless, others] = [missing, than].map((some) => some.filter(({ task }) => task === undefined).length)
  return hopeless === others ? missing.length < than.length : (hopeless ?? 0) < (others ?? 0)
}

/** The items of the task that are open now. */
export function openItems(standing: Standing, task: string): readonly ChecklistItem[] {
  return checklist(situationOf(standing), standing.now).filter(
    ({ task: { id }, state }) => id === task && (state === 'open' || state === 'partly' || state === 'overdue'),
  )
}

/** The item signed with that evidence by whoever may, twice if two must; null if it cannot be. */
export function sign(standing: Standing, item: ChecklistItem, evidence: RawEvidence): Standing | null {
  const situation = situationOf(standing)
  const { people } = standing.sample
  const signer = people.find((actor) => capacityToSign(item.task.signers, actor, situation) !== null)
  if (signer === undefined) return null
  const first = signedBy(standing, item, evidence, signer)
  const { secondSigners } = item.task
  if (first === null || secondSigners === undefined) return first
  const signature = Object.values(first.response.marks).flatMap(({ signatures }) => signatures.filter(({ seq }) => seq === standing.seq))[0]
  if (signature === undefined) return null
  const second = people.find((actor) => capacityToConfirm(secondSigners, signature, actor, situation) !== null)
  return second === undefined ? null : signedBy(first, item, {}, second)
}

function signedBy(standing: Standing, item: ChecklistItem, evidence: RawEvidence, actor: Sample['people'][number]): Standing | null {
  const signed = run(standing, {
    kind: 'signOff',
    actor,
    ...base(standing),
    task: item.task.id,
    visit: item.visit,
    occurrence: item.occurrence.id,
    statement: 'done',
    evidence,
    note: '',
    signedAt: null,
  })
  return isRefusal(signed) ? null : signed
}

/** The local date. */
export function dateOf(at: Instant): string {
  return CALENDAR.dateOf(at)
}

/** So many minutes later. */
export function later(standing: Standing, minutes: number): Standing {
  return { ...standing, now: new Date(Date.parse(standing.now) + minutes * 60_000).toISOString() }
}

function base({ playbook, sample }: Standing): { readonly unit: string; readonly playbook: string; readonly mode: string } {
  return { unit: sample.unit.code, playbook: playbook.name, mode: 'actual' }
}

function run(standing: Standing, command: Command): Standing | Refusal {
  const decision = decide(command, situationOf(standing), standing.now, standing.seq)
  if (isRefusal(decision)) return decision
  const sent = decision.drafts.flatMap(({ body }) => (body.type === 'event.sent' ? [body.event] : []))
  return { ...standing, response: decision.response, seq: standing.seq + decision.drafts.length, sent }
}
