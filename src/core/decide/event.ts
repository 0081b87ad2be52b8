import type { Evidence } from '../../../machines/form.ts'
import type { Missing } from '../../../machines/gate.ts'
import type { ChartEvent, EventDefinition } from '../../../machines/playbook.ts'
import type { Instant } from '../../../machines/vocabulary.ts'
import { isPhase } from '../apply.ts'
import type { Actor } from '../actor.ts'
import { capacityToSend } from '../authority.ts'
import { activeTasks } from '../checklist.ts'
import type { SendEvent } from '../command.ts'
import type { EntryDraft, EventSent, Outcome } from '../entry.ts'
import { parseEvidence } from '../evidence.ts'
import { closedGates, isUnder } from '../gate.ts'
import type { Sent } from '../gate.ts'
import { plainText } from '../plain-text.ts'
import type { Refusal } from '../refusal.ts'
import { isRefusal, refuse } from '../refusal.ts'
import type { Seq } from '../response.ts'
import { taskKey } from '../response.ts'
import type { Situation } from '../situation.ts'
import type { Step } from '../statechart.ts'
import { step } from '../statechart.ts'
import { conflictsOnEntering } from '../surroundings/conflicts.ts'

/** Decides an event. Judged in this order: sender, facts, phase, gates; the first that fails is the refusal. */
export function decideEvent(command: SendEvent, situation: Situation, now: Instant): readonly EntryDraft[] | Refusal {
  const { playbook, unit } = situation
  const event = Object.hasOwn(playbook.events, command.event) ? playbook.events[command.event] : undefined
  if (event === undefined) return refuse('unknown_event')
  const capacity = capacityToSend(event.senders, command.actor, unit, situation)
  if (capacity === null) return refuse('not_your_role')
  const parsed = parseFacts(event, command, situation)
  if (isRefusal(parsed)) return parsed
  const move = judgeMove(event, situation, parsed.evidence)
  if (isRefusal(move)) return move
  const missing = standingInTheWay(
    event,
    situation,
    { facts: parsed.evidence, caseSeq: move.caseSeq, sender: command.actor.level },
    move,
    now,
  )
  if (missing.length > 0) return refuse('gate_closed', { missing })
  return [
    {
      ...heading(command.actor, situation, now),
      post: capacity.standIn || command.actor.role === 'engine' ? null : capacity.post,
      standsInFor: capacity.standIn ? capacity.post : null,
      body: bodyOf(event, command, situation, parsed.evidence, move),
      // What an order says is kept once, with the order.
      texts: command.order === null ? parsed.texts : {},
    },
  ]
}

/** What a person may do here, for the page: every event that the actor's post may send, open or with what is missing. */
export interface EventOffer {
  readonly event: EventDefinition
  readonly allowed: boolean
  readonly refusal?: Refusal['refusal']
  readonly missing?: readonly Missing[]
}

/** The events that the actor may send to the unit by post, each with whether phase and gates allow it now. */
export function offers(actor: Actor, situation: Situation, now: Instant): readonly EventOffer[] {
  return Object.values(situation.playbook.events)
    .filter((event) => actor.role !== 'engine' && capacityToSend(event.senders, actor, situation.unit, situation) !== null)
    .map((event): EventOffer => {
      const move = judgeMove(event, situation, {})
      if (isRefusal(move)) return { event, allowed: false, refusal: move.refusal }
      // What the person will only state in the event's own form cannot be missing yet.
      const missing = standingInTheWay(event, situation, { facts: {}, caseSeq: move.caseSeq, sender: actor.level }, move, now).filter(
        ({ gate }) => !gate.startsWith('facts.'),
      )
      return missing.length > 0 ? { event, allowed: false, refusal: 'gate_closed', missing } : { event, allowed: true }
    })
}

/** What gates find missing, and what the unit's other responses stand against. */
function standingInTheWay(event: EventDefinition, situation: Situation, sent: Sent, move: Move, now: Instant): readonly Missing[] {
  const entered = move.step.entered.length === 0 ? [] : conflictsOnEntering(event, move.step.phase, situation)
  return [...closedGates(event, situation, sent, now), ...entered]
}

interface Move {
  readonly step: Step
  readonly caseSeq: Seq | null
}

function judgeMove(event: EventDefinition, situation: Situation, facts: Evidence): Move | Refusal {
  const { response, playbook, unit } = situation
  const caseSeq = caseNamed(event, situation, facts)
  const taken = step(playbook, response.nodes, chartEvent(event, situation, facts, caseSeq))
  if (
    event.reaches !== undefined &&
    isPhase(response.phase, event.reaches) &&
    !(event.marks === 'ratified' && response.provisional.length > 0)
  ) {
    return refuse('already_in_phase')
  }
  if (taken === null) return refuse('wrong_phase')
  if (event.kinds !== undefined && !event.kinds.some((kind) => kind === unit.kind)) return refuse('not_for_this_kind')
  return { step: taken, caseSeq }
}

function chartEvent(event: EventDefinition, situation: Situation, facts: Evidence, caseSeq: Seq | null): ChartEvent {
  const { response } = situation
  const open = response.cases.filter(({ confirmedAt }) => confirmedAt === null)
  const closes = event.marks === 'caseRuledOut' || event.marks === 'caseConfirmed'
  const frame = response.suspended.at(-1)
  return {
    type: event.type,
    phase: response.phase,
    openCasesAfter: open.filter(({ seq }) => !(closes && seq === caseSeq)).length + (event.marks === 'caseOpened' ? 1 : 0),
    ...(frame === undefined ? {} : { resume: frame.phase, resumeTeaching: frame.teaching }),
    ...asked('teaching', facts),
    ...asked('level', facts),
    ...asked('risk', facts),
  }
}

/** A fact by which the chart decides where the event leads. */
function asked(name: 'teaching' | 'level' | 'risk', facts: Evidence): Partial<Pick<ChartEvent, typeof name>> {
  const value = facts[name]
  return typeof value === 'string' ? { [name]: value } : {}
}

/** The case that the event names by the seq of its report, or the only one that is open. */
function caseNamed(event: EventDefinition, { response }: Situation, facts: Evidence): Seq | null {
  if (event.marks !== 'caseRuledOut' && event.marks !== 'caseConfirmed') return null
  const open = response.cases.filter(({ confirmedAt }) => confirmedAt === null)
  const named = facts['case']
  if (named !== undefined) return open.find(({ seq }) => seq === named)?.seq ?? null
  return open.length === 1 ? (open[0]?.seq ?? null) : null
}

function parseFacts(
  event: EventDefinition,
  command: SendEvent,
  situation: Situation,
): { readonly evidence: Evidence; readonly texts: Readonly<Record<string, string>> } | Refusal {
  const parsed = parseEvidence({ fields: event.facts, rules: [] }, command.facts, situation.unit)
  if ('errors' in parsed) return refuse('facts_invalid', { errors: parsed.errors })
  const reason = plainText(command.reason)
  const document = plainText(command.document)
  if (reason === null || document === null) {
    const field = reason === null ? 'reason' : 'document'
    return refuse('facts_invalid', {
      errors: [{ field, text: { zh: '含有无法保存的字符，请重新输入', en: 'holds characters that cannot be stored' } }],
    })
  }
  if (event.reason === 'required' && reason === '') return refuse('reason_required')
  const texts = {
    ...Object.fromEntries(Object.entries(parsed.texts).map(([name, text]) => [`facts.${name}`, text])),
    ...(reason === '' ? {} : { reason }),
    ...(document === '' ? {} : { document }),
  }
  return { evidence: parsed.evidence, texts }
}

function bodyOf(event: EventDefinition, command: SendEvent, situation: Situation, facts: Evidence, move: Move): EventSent {
  const { response } = situation
  const { step: taken } = move
  return {
    type: 'event.sent',
    v: 1,
    event: event.type,
    facts,
    order: command.order,
    from: response.phase,
    outcome: taken.entered.length === 0 ? null : outcomeOf(event, response.phase, taken),
    mark: event.marks ?? null,
    caseSeq: move.caseSeq,
    level: command.actor.level,
    leftOpen: leftOpen(situation, taken, suspends(event, response.phase)),
  }
}

function outcomeOf(event: EventDefinition, from: string, taken: Step): Outcome {
  return {
    phase: taken.phase,
    teaching: taken.teaching,
    nodes: taken.nodes,
    entered: taken.entered,
    suspends: suspends(event, from),
    keeps: event.suspends ?? [],
    resumes: event.resumes === true,
  }
}

function suspends(event: EventDefinition, phase: string): boolean {
  return event.suspends?.some((prefix) => isPhase(phase, prefix)) === true
}

/** Mandatory steps left unsigned in the nodes that end or wait: that is allowed, and recorded. Not what goes on meanwhile. */
function leftOpen(situation: Situation, taken: Step, waits: boolean): readonly string[] {
  const { response } = situation
  const ended = response.nodes.filter((node) => !taken.nodes.includes(node) || taken.entered.includes(node))
  if (ended.length === 0) return []
  return activeTasks(
    situation,
    (task, node) =>
      task.mandatory && task.timing.kind === 'once' && ended.some((top) => isUnder(node, top)) && !(waits && task.whileSuspended === true),
  )
    .filter(({ task, visit }) => response.marks[taskKey(task.id, visit.seq, null)]?.complete !== true)
    .map(({ task }) => task.id)
}

/** The parts of an entry that are the same whatever it says. */
export function heading(actor: Actor, situation: Situation, now: Instant): Pick<EntryDraft, 'at' | 'unit' | 'playbook' | 'mode' | 'actor'> {
  const { unit, playbook, mode } = situation.response
  return { at: now, unit, playbook, mode, actor: actor.person }
}
