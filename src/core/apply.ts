import type { BureauKind, Instant } from '../../machines/vocabulary.ts'
import type { Entry, EntryDraft, EventSent, Outcome } from './entry.ts'
import { withAssignment, withoutAssignment, withoutOldAssignments } from './assignment/in-hand.ts'
import { withConcealment, withoutConcealment } from './concealment/standing.ts'
import { signed, tidied, withdrawn } from './marks.ts'
import { overlaidFrom, withoutOverlay } from './overlay/in-force.ts'
import type { Case, Plan, Response, Seq, Suspension, Visit } from './response.ts'
import { taskKey } from './response.ts'
import { movedOver } from './versions/moved-over.ts'

/**
 * The response after an entry. Pure, and never asks the statechart: the entry carries the state that it led to, so a
 * replay needs no code of that day. Null stands for the response that an opening entry begins.
 */
export function apply(response: Response | null, entry: Entry): Response {
  const { body } = entry
  if (body.type === 'response.opened') return opened(entry, body.outcome, body.version)
  if (response === null) throw new Error(`entry ${entry.seq} (${body.type}) comes before its response was opened`)
  // A refusal is a fact for the journal and changes nothing here.
  if (body.type === 'command.refused') return response
  // `decide` records what fell due before anything else, so all of it is settled up to the entry.
  const after = { ...changed(response, entry), settledTo: entry.at }
  const tidy = withoutOldAssignments(tidied(after, entry), entry.at)
  // Whatever was due by then was recorded first; a clock that was set back does not make it due again.
  const settledTo = entry.at > response.settledTo ? entry.at : response.settledTo
  return { ...tidy, settledTo, revision: response.revision + 1 }
}

/** The response after drafts that will get consecutive seqs. */
export function applyAll(response: Response, drafts: readonly EntryDraft[], firstSeq: Seq): Response {
  return drafts.reduce((state, draft, index) => apply(state, { ...draft, seq: firstSeq + index }), response)
}

function changed(response: Response, entry: Entry): Response {
  const { body } = entry
  switch (body.type) {
    case 'event.sent':
      return marked(moved(response, entry, body), entry, body)
    case 'task.signed':
      return signed(response, entry, body)
    case 'sign_off.withdrawn':
    case 'sign_off.returned':
      return withdrawn(response, taskKey(body.task, body.visit, body.occurrence), body.signOff)
    case 'overlay.applied':
      return overlaidFrom(response, entry.at, body)
    case 'overlay.ended':
      return withoutOverlay(response, body.overlay)
    case 'response.moved':
      return movedOver(response, entry, body)
    case 'assignment.received':
      return withAssignment(response, { seq: body.assignment, since: entry.at, dueAt: body.dueAt })
    case 'assignment.ended':
      return withoutAssignment(response, body.assignment)
    case 'report.concealed':
      return withConcealment(response, entry.seq, body)
    case 'concealment.withdrawn':
      return withoutConcealment(response, body.concealment)
    case 'calendar.applied':
    case 'deadline.passed':
    case 'occurrence.missed':
    case 'command.refused':
      return response
    case 'response.opened':
    case 'order.issued':
    case 'order.settled':
    case 'order.cancelled':
    case 'unit.recorded':
    case 'person.recorded':
    case 'calendar.recorded':
    case 'overlay.published':
    case 'overlay.withdrawn':
    case 'move.planned':
    case 'move.settled':
    case 'assignment.given':
    case 'assignment.withdrawn':
      throw new Error(`entry ${entry.seq} (${body.type}) does not belong to a response under way`)
    default:
      return body satisfies never
  }
}

function opened(entry: Entry, outcome: Outcome, version: number): Response {
  const { unit, playbook, mode, at, seq, actor } = entry
  if (unit === null || playbook === null || mode === null) throw new Error(`entry ${seq} opens a response without its unit`)
  const visit: Visit = { seq, at, awayMs: 0 }
  return {
    unit,
    playbook,
    version,
    mode,
    nodes: outcome.nodes,
    phase: outcome.phase,
    teaching: outcome.teaching,
    since: at,
    revision: 1,
    visits: Object.fromEntries(outcome.nodes.map((node) => [node, visit])),
    suspended: [],
    cases: [],
    lastCaseAt: null,
    provisional: [],
    plan: { version: 0, endorsedBy: [], returnedItems: [], returnedBy: null },
    batch: 0,
    earliestOn: null,
    marks: {},
    settledTo: at,
    cause: { seq, event: '', order: null, by: actor, at },
  }
}

function moved(response: Response, entry: Entry, body: EventSent): Response {
  const { outcome } = body
  if (outcome === null) return response
  const { at, seq, actor } = entry
  const controlMoved = outcome.entered.some((node) => isControl(node))
  const frame = outcome.resumes && controlMoved ? response.suspended.at(-1) : undefined
  const visits = visitsAfter(response, outcome, frame, seq, at)
  return {
    ...response,
    nodes: outcome.nodes,
    phase: outcome.phase,
    teaching: outcome.teaching,
    since: !controlMoved ? response.since : (frame?.since ?? at),
    visits,
    suspended: controlMoved ? suspendedAfter(response, outcome, frame, at) : response.suspended,
    cause: controlMoved ? { seq, event: body.event, order: body.order, by: actor, at } : response.cause,
  }
}

function visitsAfter(
  response: Response,
  outcome: Outcome,
  frame: Suspension | undefined,
  seq: number,
  at: Instant,
): Readonly<Record<string, Visit>> {
  const entered = new Set(outcome.entered)
  const entries = outcome.nodes.map((node): [string, Visit] => {
    const present = response.visits[node]
    if (!entered.has(node) && present !== undefined) return [node, present]
    const earlier = frame?.visits[node]
    if (frame === undefined || earlier === undefined) return [node, { seq, at, awayMs: 0 }]
    return [node, { ...earlier, awayMs: earlier.awayMs + Date.parse(at) - Date.parse(frame.at) }]
  })
  return Object.fromEntries(entries)
}

function suspendedAfter(response: Response, outcome: Outcome, frame: Suspension | undefined, at: Instant): readonly Suspension[] {
  if (frame !== undefined) return response.suspended.slice(0, -1)
  const kept = response.suspended.filter(({ phase }) => outcome.keeps.some((prefix) => isPhase(phase, prefix)))
  if (!outcome.suspends) return kept
  const { phase, teaching, since } = response
  const nodes = response.nodes.filter(isControl)
  const visits = Object.fromEntries(nodes.flatMap((node) => (response.visits[node] === undefined ? [] : [[node, response.visits[node]]])))
  return [...kept, { phase, teaching, nodes, visits, since, at }]
}

function marked(response: Response, entry: Entry, body: EventSent): Response {
  const { at, seq } = entry
  const { plan } = response
  switch (body.mark) {
    case 'caseOpened':
      return { ...response, cases: [...response.cases, { seq, at, confirmedAt: null }], lastCaseAt: at }
    case 'caseRuledOut':
      return { ...response, ...withoutCase(response, body.caseSeq) }
    case 'caseConfirmed':
      return {
        ...response,
        cases: response.cases.map((one) => (one.seq === body.caseSeq ? { ...one, confirmedAt: at } : one)),
        lastCaseAt: at,
      }
    case 'casesClosed':
      // Lifted back into a batch, the school is in that batch still.
      return { ...response, cases: [], batch: body.outcome?.resumes === true ? response.batch : 0 }
    case 'provisional':
      return { ...response, provisional: [...response.provisional, { seq, event: body.event, at }] }
    case 'ratified':
      return ratified(response, entry, body)
    case 'planSubmitted':
      return { ...response, plan: { version: plan.version + 1, endorsedBy: [], returnedItems: [], returnedBy: null } }
    case 'planEndorsed':
      return { ...response, plan: endorsed(response, body, at) }
    case 'planReturned':
      return reopened(response, itemsOf(body), seq)
    case 'planApproved':
      return { ...response, batch: 1 }
    case 'nextBatch':
      return { ...response, batch: response.batch + 1 }
    case 'deferred':
      return { ...response, earliestOn: typeof body.facts['until'] === 'string' ? body.facts['until'] : null }
    case null:
      return response
    default:
      return body.mark satisfies never
  }
}

/** The acts, and what was signed under their seqs, are done with; the journal keeps both. */
function ratified(response: Response, { seq, at, actor }: Entry, { act, event, order }: EventSent): Response {
  const acts = response.provisional.filter((one) => act === undefined || one.seq === act)
  const provisional = response.provisional.filter((one) => !acts.includes(one))
  const ends = acts.map((one) => `#${one.seq}`)
  const marks = Object.fromEntries(Object.entries(response.marks).filter(([key]) => !ends.some((end) => key.endsWith(end))))
  // The act that led to the present phase rests on whoever ratified it from now on.
  const rests = acts.some((one) => one.seq === response.cause.seq)
  return { ...response, provisional, marks, ...(rests && { cause: { seq, event, order, by: actor, at } }) }
}

/** A case that was ruled out no longer counts as the last one; an earlier one still open or confirmed does. */
function withoutCase(response: Response, caseSeq: number | null): { readonly cases: readonly Case[]; readonly lastCaseAt: Instant | null } {
  const cases = response.cases.filter(({ seq }) => seq !== caseSeq)
  const last = cases
    .map(({ at, confirmedAt }) => confirmedAt ?? at)
    .toSorted()
    .at(-1)
  return { cases, lastCaseAt: last ?? null }
}

function itemsOf(body: EventSent): readonly string[] {
  const items = body.facts['items']
  return typeof items === 'object' ? items : []
}

function endorsed({ plan, visits, phase }: Response, { level }: EventSent, at: Instant): Plan {
  const awayMs = visits[`control.${phase}`]?.awayMs ?? 0
  // Only bureaus may endorse, so the level of the sender is a bureau's.
  return { ...plan, endorsedBy: [...new Set([...plan.endorsedBy, level as BureauKind])], turn: { at, awayMs } }
}

/** A returned plan keeps what stands and asks again only for the items named. */
function reopened(response: Response, items: readonly string[], returnedBy: number): Response {
  const plan: Plan = { version: response.plan.version, endorsedBy: [], returnedItems: items, returnedBy }
  const marks = Object.fromEntries(Object.entries(response.marks).filter(([key]) => !items.some((item) => key.startsWith(`${item}@`))))
  return { ...response, plan, marks }
}

/** `phase` is `prefix` or lies below it. */
export function isPhase(phase: string, prefix: string): boolean {
  return phase === prefix || phase.startsWith(`${prefix}.`)
}

function isControl(node: string): boolean {
  return node === 'control' || node.startsWith('control.')
}
