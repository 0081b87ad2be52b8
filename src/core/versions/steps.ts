import type { Mapping } from '../../../machines/mapping.ts'
import type { Playbook } from '../../../machines/playbook.ts'
import type { Task } from '../../../machines/task.ts'
import { allTasks } from '../checklist.ts'

/** A step with the one that it was in the older version, if there was one. */
interface StepPair {
  readonly before: Task | undefined
  readonly after: Task
}

/** The steps of the newer version, each beside what it was before. */
function stepPairs(from: Playbook, to: Playbook, mapping: Pick<Mapping, 'renamed'> | undefined): readonly StepPair[] {
  const before = new Map(allTasks(from).map((task) => [mapping?.renamed[task.id] ?? task.id, task]))
  return allTasks(to).map((after) => ({ before: before.get(after.id), after }))
}

/** Steps that are new or whose deadline is another: their time counts from the move. */
export function newlyTimed(from: Playbook, to: Playbook, mapping: Mapping): readonly string[] {
  const found = timed.get(mapping) ?? timedAnew(from, to, mapping)
  timed.set(mapping, found)
  return found
}

const timed = new WeakMap<Mapping, readonly string[]>()

function timedAnew(from: Playbook, to: Playbook, mapping: Mapping): readonly string[] {
  return stepPairs(from, to, mapping)
    .filter(({ before, after }) => before === undefined || JSON.stringify(before.timing) !== JSON.stringify(after.timing))
    .map(({ after }) => after.id)
}

/** The mapping by which responses come over; undefined if the newer version has none from there. */
export function mappingFrom(to: Playbook, from: number): Mapping | undefined {
  return to.mappings?.find((mapping) => mapping.from === from)
}
