import type { Level } from '../../machines/vocabulary.ts'
import type { Evidence } from '../../machines/form.ts'
import type { GateFacts, Missing } from '../../machines/gate.ts'
import type { EventDefinition } from '../../machines/playbook.ts'
import type { Instant } from '../../machines/vocabulary.ts'
import { wholeDays } from './calendar/calendar.ts'
import { activeTasks, itemsBetween } from './checklist.ts'
import type { ChecklistItem } from './checklist.ts'
import type { Seq } from './response.ts'
import { reviewRoute, reviewTurn } from './review/route.ts'
import type { Situation } from './situation.ts'
import { forGates } from './surroundings/area.ts'

/** Everything that the gates of the event find missing for a sender of that level; empty when all are open. */
export function closedGates(
  event: EventDefinition,
  situation: Situation,
  { facts, caseSeq, sender }: Sent,
  now: Instant,
): readonly Missing[] {
  if (event.gates.length === 0) return []
  const view = gateFacts(event, situation, { facts, caseSeq, sender }, now)
  return event.gates.flatMap((gate) => gate.check(view))
}

/** What the event itself says. */
export interface Sent {
  readonly facts: Evidence
  readonly caseSeq: Seq | null
  readonly sender: Level
}

function gateFacts(event: EventDefinition, situation: Situation, { facts, caseSeq, sender }: Sent, now: Instant): GateFacts {
  const { response, unit, calendar, playbook } = situation
  const route = reviewRoute(playbook, unit)
  const unending = (item: ChecklistItem): boolean => item.task.mandatory && ['once', 'case', 'provisional'].includes(item.task.timing.kind)
  return {
    kind: unit.kind,
    boarders: unit.boarders,
    phase: response.phase,
    teaching: response.teaching,
    now,
    today: calendar.dateOf(now),
    facts,
    caseSeq,
    openCases: response.cases.filter(({ confirmedAt }) => confirmedAt === null).length,
    confirmedCases: response.cases.filter(({ confirmedAt }) => confirmedAt !== null).length,
    daysSinceLastCase: response.lastCaseAt === null ? null : wholeDays(response.lastCaseAt, now),
    openProvisional: response.provisional.length,
    endorsedBy: response.plan.endorsedBy,
    review: { route, turn: reviewTurn(route, response.plan) },
    sender,
    batch: response.batch,
    earliestOn: response.earliestOn,
    daysIn: (node) => {
      const visit = response.nodes.includes(node) ? response.visits[node] : undefined
      return visit === undefined ? null : wholeDays(visit.at, new Date(Date.parse(now) - visit.awayMs).toISOString())
    },
    openTasks: (node) =>
      itemsBetween(situation, now, now, now)
        .filter((item) => isUnder(item.node, node) && unending(item) && item.mark?.complete !== true)
        .map(({ task }) => ({ id: task.id, title: task.title })),
    evidence: (task, occurrence) => latestEvidence(situation, task, occurrence ?? null),
    area: areaOf(event, situation),
  }
}

/** What was declared, for gates that read it. It was looked up for these, or a return would slip through unjudged. */
function areaOf({ type, gates }: EventDefinition, { area, calendar }: Situation): GateFacts['area'] {
  if (!gates.some(({ readsArea }) => readsArea === true)) return NOWHERE
  if (area === undefined) throw new Error(`${type} was judged without looking up what is declared for the area`)
  return forGates(area, calendar)
}

const NOWHERE: GateFacts['area'] = { level: null, risk: null }

/** Is the node this one, or below it? */
export function isUnder(node: string, top: string): boolean {
  return top === '' || node === top || node.startsWith(`${top}.`)
}

function latestEvidence(situation: Situation, task: string, occurrence: string | null): Evidence | null {
  const visits = new Set(
    activeTasks(situation)
      .filter((active) => active.task.id === task)
      .map(({ visit }) => visit.seq),
  )
  const signatures = Object.entries(situation.response.marks)
    .filter(([key]) => [...visits].some((seq) => key === `${task}@${seq}` || key.startsWith(`${task}@${seq}#`)))
    .filter(([key, mark]) => mark.complete && mark.statement === 'done' && (occurrence === null || key.endsWith(`#${occurrence}`)))
    .flatMap(([, mark]) => mark.signatures.slice(0, 1))
  return signatures.toSorted((a, b) => a.seq - b.seq).at(-1)?.evidence ?? null
}
