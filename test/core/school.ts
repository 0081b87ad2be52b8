import type { Playbook } from '../../machines/playbook.ts'
import { findPlaybook } from '../../machines/registry.ts'
import type { Instant } from '../../machines/vocabulary.ts'
import type { Actor } from '../../src/core/actor.ts'
import { ENGINE } from '../../src/core/actor.ts'
import { apply } from '../../src/core/apply.ts'
import { weekdayCalendar } from '../../src/core/calendar/calendar.ts'
import type { Assignment, InHand } from '../../src/core/assignment/assignment.ts'
import type { ChecklistItem } from '../../src/core/checklist.ts'
import { checklist } from '../../src/core/checklist.ts'
import type { Command, RawEvidence, StateConcealment } from '../../src/core/command.ts'
import { decide } from '../../src/core/decide/index.ts'
import type { Entry } from '../../src/core/entry.ts'
import type { InForce } from '../../src/core/overlay/overlaid.ts'
import type { Overlay } from '../../src/core/overlay/overlay.ts'
import type { Refusal } from '../../src/core/refusal.ts'
import { isRefusal } from '../../src/core/refusal.ts'
import type { Response, Statement } from '../../src/core/response.ts'
import type { Situation } from '../../src/core/situation.ts'
import { initialStep } from '../../src/core/statechart.ts'
import type { Summary } from '../../src/core/summary.ts'
import { summaryOf } from '../../src/core/summary.ts'
import type { Unit } from '../../src/core/unit.ts'
import { filledIn, heldPosts, LIANPING, NIGHT, taskOf, TIME_ZONE } from '../world.ts'

/** `accepted`, or the code of the refusal. */
export type Judgement = 'accepted' | Refusal['refusal']

/** One school's response, driven by the pure core alone: commands go in, entries come out, time is set by hand. */
export interface School {
  readonly response: Response
  readonly now: Instant
  /** Everything recorded so far. */
  readonly entries: readonly Entry[]
  readonly lastRefusal: Refusal | null
  readonly situation: Situation
  /** Moves the wall clock, back too; nothing is recorded by that alone. */
  readonly goTo: (at: Instant) => void
  /** What the clock records when it looks now. */
  readonly wake: () => readonly Entry[]
  readonly send: (actor: Actor, event: string, facts?: RawEvidence, more?: { reason?: string; order?: number | null }) => Judgement
  /** Signs the occurrence that the checklist shows, with a form filled in right unless told otherwise. */
  readonly sign: (actor: Actor, task: string, more?: Signing) => Judgement
  /** The overlay comes into force here, or is withdrawn from here. */
  readonly overlay: (overlay: Overlay, change?: 'applied' | 'withdrawn') => Judgement
  /** Moves the response to another version of its playbook. */
  readonly move: (to: number) => Judgement
  /** The assignment arrives here, or is withdrawn from here. */
  readonly assign: (assignment: Assignment, change?: 'received' | 'withdrawn') => Judgement
  /** The second signer sends back what the first signed. */
  readonly sendBack: (actor: Actor, signOff: number, reason?: string) => Judgement
  readonly withdraw: (actor: Actor, signOff: number, reason?: string) => Judgement
  /** States that a report was concealed: that of the day, unless told otherwise. */
  readonly conceal: (actor: Actor, report?: Partial<StateConcealment>) => Judgement
  /** Takes such a statement back. */
  readonly unconceal: (actor: Actor, concealment: number, reason?: string) => Judgement
  readonly checklist: () => readonly ChecklistItem[]
  readonly item: (task: string, occurrence?: string | null) => ChecklistItem | undefined
  readonly summary: () => Summary
}

export interface Signing {
  readonly evidence?: RawEvidence
  readonly occurrence?: string | null
  readonly visit?: number
  readonly statement?: Statement
  readonly note?: string
  readonly signedAt?: Instant
}

const calendar = weekdayCalendar(TIME_ZONE)

/** Opens the response of a school, or of a bureau in its own playbook, and hands it over to the test. */
export function openSchool(
  options: { unit?: Unit; at?: Instant; people?: readonly Actor[]; playbook?: string; version?: number; area?: Situation['area'] } = {},
): School {
  const unit = options.unit ?? LIANPING
  const playbook = playbookNamed(options.playbook ?? 'epidemic', options.version)
  const held = options.people === undefined ? heldPosts() : heldPosts(options.people)
  let now = options.at ?? NIGHT
  let lastRefusal: Refusal | null = null
  const entries: Entry[] = []
  const first = opening(unit, playbook, now)
  let response = apply(null, first)
  entries.push(first)

  const published = new Map<number, Overlay>()
  const inForce = (): InForce =>
    (response.overlays ?? []).flatMap(({ seq, since, awayMs }) => {
      const overlay = published.get(seq)
      return overlay === undefined ? [] : [{ overlay, since, awayMs }]
    })
  const given = new Map<number, Assignment>()
  const inHand = (): readonly InHand[] => [...given.values()].map((assignment) => ({ assignment, words: null }))
  const situation = (): Situation => ({
    unit,
    playbook: playbookNamed(response.playbook, response.version),
    response,
    heldPosts: held,
    calendar,
    overlays: inForce(),
    assignments: inHand(),
    area: options.area ?? { level: null, risk: null },
  })
  const run = (command: Command): Judgement => {
    const seq = entries.length + 1
    const decision = decide(command, situation(), now, seq)
    if (isRefusal(decision)) {
      lastRefusal = decision
      return decision.refusal
    }
    // What is stored is JSON, so the test sees what a restarted server would see.
    const recorded = decision.drafts.map((draft, index): Entry =>
      JSON.parse(JSON.stringify({ ...draft, texts: undefined, seq: seq + index })),
    )
    response = recorded.reduce<Response>(apply, response)
    entries.push(...recorded)
    return 'accepted'
  }
  const item = (task: string, occurrence?: string | null): ChecklistItem | undefined =>
    checklist(situation(), now).findLast(
      (one) => one.task.id === task && (occurrence === undefined ? one.state !== 'missed' : one.occurrence.id === occurrence),
    )
  const base = { unit: unit.code, playbook: playbook.name, mode: 'actual' }
  return {
    get response() {
      return response
    },
    get now() {
      return now
    },
    get entries() {
      return entries
    },
    get lastRefusal() {
      return lastRefusal
    },
    get situation() {
      return situation()
    },
    goTo: (at) => {
      now = at
    },
    wake: () => {
      const before = entries.length
      run({ kind: 'wake', actor: ENGINE, ...base })
      return entries.slice(before)
    },
    send: (actor, event, facts = {}, { reason = '依据指挥部通知', order = null } = {}) =>
      run({ kind: 'event', actor, ...base, event, facts, reason, document: '', order }),
    sign: (actor, task, { evidence, occurrence, visit, statement = 'done', note = '', signedAt } = {}) => {
      const shown = item(task, occurrence)
      return run({
        kind: 'signOff',
        actor,
        ...base,
        task,
        visit: visit ?? shown?.visit ?? 0,
        occurrence: occurrence === undefined ? (shown?.occurrence.id ?? null) : occurrence,
        statement,
        evidence: evidence ?? (statement === 'done' ? filledIn(shown?.task ?? taskOf(task), unit) : {}),
        note,
        signedAt: signedAt ?? null,
      })
    },
    overlay: (overlay, change = 'applied') => {
      published.set(overlay.seq, overlay)
      return run({ kind: 'overlay', actor: ENGINE, ...base, overlay: overlay.seq, expiresAt: overlay.expiresAt, change })
    },
    move: (to) => run({ kind: 'move', actor: ENGINE, ...base, move: 900, from: response.version, to }),
    assign: (assignment, change = 'received') => {
      given.set(assignment.seq, assignment)
      return run({ kind: 'assignment', actor: ENGINE, ...base, assignment, change })
    },
    sendBack: (actor, signOff, reason = '未整改到位') => run({ kind: 'return', actor, ...base, signOff, reason }),
    withdraw: (actor, signOff, reason = '填错了') => run({ kind: 'withdrawal', actor, ...base, signOff, reason }),
    conceal: (actor, report = {}) => {
      const of = { task: 'N-02', date: '2026-03-06', caseSeq: null, grounds: '核查发现未报发热学生 2 人', document: '' }
      return run({ kind: 'concealment', actor, ...base, ...of, ...report })
    },
    unconceal: (actor, concealment, reason = '复核后更正') => run({ kind: 'concealmentWithdrawal', actor, ...base, concealment, reason }),
    checklist: () => checklist(situation(), now),
    item,
    summary: () => summaryOf(situation(), now),
  }
}

function playbookNamed(name: string, version?: number): Playbook {
  const found = findPlaybook(name, version)
  if (found === undefined) throw new Error(`the playbook ${name} is not registered`)
  return found
}

function opening(unit: Unit, playbook: Playbook, at: Instant): Entry {
  const { entered, ...position } = initialStep(playbook)
  return {
    seq: 1,
    at,
    unit: unit.code,
    playbook: playbook.name,
    mode: 'actual',
    actor: ENGINE.person,
    post: null,
    standsInFor: null,
    body: {
      type: 'response.opened',
      v: 1,
      version: playbook.version,
      outcome: { ...position, entered, suspends: false, keeps: [], resumes: false },
    },
  }
}
