import type { NodeMeta, Playbook } from '../../machines/playbook.ts'
import type { Task } from '../../machines/task.ts'
import type { BureauKind, Instant } from '../../machines/vocabulary.ts'
import { assignedTasks } from './assignment/assigned.ts'
import type { Occurrence, OccurrenceContext } from './occurrence.ts'
import { occurrencesOf } from './occurrence.ts'
import type { OverlaidTask } from './overlay/overlaid.ts'
import { inForceKey, overlaid } from './overlay/overlaid.ts'
import type { Mark, Response, Seq, Visit } from './response.ts'
import { taskKey } from './response.ts'
import { consentBefore, reviewRoute } from './review/route.ts'
import type { Situation } from './situation.ts'
import { allNodes, nodeMeta } from './statechart.ts'
import type { Unit } from './unit.ts'
import { casesFrom, visitFrom } from './versions/counted.ts'

export type TaskState = 'open' | 'partly' | 'done' | 'not_applicable' | 'overdue' | 'missed'

/** One occurrence of one task as it stands now. */
export interface ChecklistItem {
  readonly task: Task
  readonly node: string
  readonly visit: Seq
  readonly occurrence: Occurrence
  readonly state: TaskState
  readonly mark: Mark | null
  /** The level that has to endorse the plan before this step's turn comes; absent where it has come. */
  readonly after?: BureauKind
}

/**
 * Every step that the response asks for now: the union over its active nodes, plus what goes on while its phase is
 * suspended. Recurring tasks show the rounds open now and those that closed today. Pure.
 */
export function checklist(situation: Situation, now: Instant): readonly ChecklistItem[] {
  const known = derived.get(situation.response)
  if (known !== undefined && known.now === now && known.unit === situation.unit) return known.items
  const items = derive(situation, now)
  derived.set(situation.response, { now, unit: situation.unit, items })
  return items
}

/** The last checklist of each response, since one command asks for it several times. */
const derived = new WeakMap<Response, { readonly now: Instant; readonly unit: Unit; readonly items: readonly ChecklistItem[] }>()

function derive(situation: Situation, now: Instant): readonly ChecklistItem[] {
  const today = situation.calendar.dateOf(now)
  return itemsBetween(situation, situation.calendar.instantOf(today, '00:00'), justAfter(now), now)
}

/** Sorts right behind the instant and before any later one: what opens at this very moment is open. */
function justAfter(now: Instant): Instant {
  return `${now}+`
}

/** The items whose occurrences open before `to` and close after `from`, judged at `now`; of the tasks that are wanted. */
export function itemsBetween(situation: Situation, from: Instant, to: Instant, now: Instant, wanted?: Wanted): readonly ChecklistItem[] {
  const { response, calendar } = situation
  const { provisional } = response
  const breakSince = breakOf(situation)
  return activeTasks(situation, wanted).flatMap(({ task, node, visit, tightened, once }) => {
    const context = { ...startsOf(response, task, visit), provisional, calendar, breakSince, tightened }
    const after = consentBefore(task, situation)
    const occurrences = once === undefined ? occurrencesOf(task, context, from, to) : [once]
    return occurrences.map((each) => {
      // Nobody is late by what is not yet theirs to do.
      const occurrence = after === null ? each : { ...each, dueAt: null }
      const mark = response.marks[taskKey(task.id, visit.seq, occurrence.id)] ?? null
      const item = { task, node, visit: visit.seq, occurrence, mark, state: stateOf(occurrence, mark, now) }
      return after === null ? item : { ...item, after }
    })
  })
}

/** From what the deadlines of the task count: its visit and the cases, or a later move to another version of the playbook. */
function startsOf(response: Response, { id, reviewBy }: Task, visit: Visit): Pick<OccurrenceContext, 'visit' | 'cases'> {
  const { counted, cases, plan } = response
  const start = reviewBy === undefined || plan.turn === undefined ? visit : turnIn(visit, plan.turn)
  if (counted === undefined) return { visit: start, cases }
  return { visit: visitFrom(counted, id, start), cases: casesFrom(counted, id, visit, cases) }
}

/** A later stage of a review counts from when its turn came. */
function turnIn(visit: Visit, { at, awayMs }: Omit<Visit, 'seq'>): Visit {
  return { seq: visit.seq, at, awayMs: visit.awayMs - awayMs }
}

export interface ActiveTask extends OverlaidTask {
  readonly node: string
  readonly visit: Visit
  /** For an assignment: the one time at which it is to be done. */
  readonly once?: Occurrence
}

/** The tasks of all active nodes (and of suspended ones, where they go on) that apply to this unit, and what was given to it. */
export function activeTasks(situation: Situation, wanted: Wanted = () => true): readonly ActiveTask[] {
  const { nodes, visits, suspended } = situation.response
  const tasksAt = tasksHere(situation)
  const found = nodes.flatMap((node) => standing(node, visits[node], tasksAt(node), wanted))
  for (const frame of suspended)
    for (const node of frame.nodes.filter((one) => !nodes.includes(one)))
      found.push(...standing(node, frame.visits[node], tasksAt(node), (task) => task.whileSuspended === true && wanted(task, node)))
  for (const given of assigned(situation)) if (wanted(given.task, given.node)) found.push(given)
  return found
}

/** Which tasks are asked for: what is passed over costs nothing. */
type Wanted = (task: Task, node: string) => boolean

/** Assignments stand at the root, which no phase ends. */
function assigned({ response, assignments, unit }: Situation): readonly ActiveTask[] {
  const visit = response.visits['']
  if (visit === undefined || response.assignments === undefined) return []
  return assignedTasks(response, assignments, unit).map(({ task, occurrence }) => ({
    task,
    tightened: [],
    node: '',
    visit,
    once: occurrence,
  }))
}

function standing(node: string, visit: Visit | undefined, tasks: readonly OverlaidTask[], wanted: Wanted): ActiveTask[] {
  const found: ActiveTask[] = []
  if (visit === undefined) return found
  for (const { task, tightened } of tasks) if (wanted(task, node)) found.push({ task, tightened, node, visit })
  return found
}

/**
 * What each node asks of such a unit, with what the overlays in force add; schools of a kind and place under the same
 * overlays share it.
 */
function tasksHere({ playbook, overlays, unit }: Situation): (node: string) => readonly OverlaidTask[] {
  const perPlace = overlaidTasks.get(playbook) ?? new Map<string, Map<string, readonly OverlaidTask[]>>()
  overlaidTasks.set(playbook, perPlace)
  const place = `${unit.kind} ${unit.boarders > 0} ${unit.levels.join(' ')} ${inForceKey(overlays)}`
  if (perPlace.size >= REMEMBERED && !perPlace.has(place)) perPlace.clear()
  const perNode = perPlace.get(place) ?? new Map<string, readonly OverlaidTask[]>()
  perPlace.set(place, perNode)
  return (node) => {
    const known = perNode.get(node)
    if (known !== undefined) return known
    const worked = overlaid(node, tasksOf(playbook, node), overlays).filter(({ task }) => appliesTo(task, { unit, playbook }))
    perNode.set(node, worked)
    return worked
  }
}

const overlaidTasks = new WeakMap<Playbook, Map<string, Map<string, readonly OverlaidTask[]>>>()
const REMEMBERED = 500

/** The tasks that a node of the statechart carries. */
export function tasksOf(playbook: Playbook, node: string): readonly Task[] {
  const meta: NodeMeta | undefined = nodeMeta(playbook, node)
  return meta?.tasks ?? []
}

/** Is the task asked of units of that kind and place, boarding or not? */
export function appliesTo(
  task: Task,
  { unit, playbook }: { readonly unit: Pick<Unit, 'kind' | 'boarders' | 'levels'>; readonly playbook: Playbook },
): boolean {
  if (task.reviewBy !== undefined && !reviewRoute(playbook, unit).includes(task.reviewBy)) return false
  if (task.kinds !== undefined && !task.kinds.some((kind) => kind === unit.kind)) return false
  return task.boarding === undefined || task.boarding === unit.boarders > 0
}

function stateOf(occurrence: Occurrence, mark: Mark | null, now: Instant): TaskState {
  if (mark?.complete === true) return mark.statement
  if (occurrence.closesAt !== null && occurrence.closesAt <= now) return 'missed'
  if (occurrence.dueAt !== null && occurrence.dueAt <= now) return 'overdue'
  return mark === null ? 'open' : 'partly'
}

function breakOf({ playbook, response }: Situation): Instant | null {
  const node = playbook.breaks?.find((candidate) => response.nodes.includes(candidate))
  return node === undefined ? null : (response.visits[node]?.at ?? null)
}

/** Every task of the playbook, each once. */
export function allTasks(playbook: Playbook): readonly Task[] {
  return allNodes(playbook).flatMap((node) => tasksOf(playbook, node))
}
