import type { Instant } from '../../../machines/vocabulary.ts'
import type { Response, Seq } from '../response.ts'
import { taskKey } from '../response.ts'
import type { Assignment, AssignmentHere } from './assignment.ts'
import { assignedId } from './assignment.ts'

/** So long after it was done a unit still has it in sight; the journal has it for ever. */
const KEPT_DAYS = 30

/** By when an assignment is due where it arrives: at its deadline, and where that has passed, as long after as was given at first. */
export function dueHere({ givenAt, dueAt }: Pick<Assignment, 'givenAt' | 'dueAt'>, now: Instant): Instant {
  if (dueAt > now) return dueAt
  return new Date(Date.parse(now) + Date.parse(dueAt) - Date.parse(givenAt)).toISOString()
}

/** The response with the assignment. In order of seq, so that the order of arrival leaves no trace. */
export function withAssignment(response: Response, { seq, since, dueAt }: AssignmentHere): Response {
  const others = (response.assignments ?? []).filter((one) => one.seq !== seq)
  return { ...response, assignments: [...others, { seq, since, dueAt }].toSorted((a, b) => a.seq - b.seq) }
}

/** Without it, and without what was signed for it: the journal has that. */
export function withoutAssignment(response: Response, assignment: Seq): Response {
  return without(response, [assignment])
}

/** Drops what was done long ago, or a response would grow for ever. */
export function withoutOldAssignments(response: Response, at: Instant): Response {
  const { assignments } = response
  if (assignments === undefined) return response
  const oldest = new Date(Date.parse(at) - KEPT_DAYS * 86_400_000).toISOString()
  const old = assignments.filter(({ seq }) => {
    const mark = markOf(response, seq)
    return mark?.complete === true && (mark.signatures.at(-1)?.at ?? at) < oldest
  })
  return old.length === 0
    ? response
    : without(
        response,
        old.map(({ seq }) => seq),
      )
}

/** Is the assignment there, and not done? */
export function isOpenAt(response: Response, assignment: Seq): boolean {
  const holds = response.assignments?.some(({ seq }) => seq === assignment) === true
  return holds && markOf(response, assignment)?.complete !== true
}

/** The visit under which assignments are signed: that of the root, which no phase ends. */
function standingVisit(response: Response): Seq {
  const visit = response.visits['']
  if (visit === undefined) throw new Error(`the response of ${response.unit} has no root`)
  return visit.seq
}

function markOf(response: Response, assignment: Seq): Response['marks'][string] | undefined {
  return response.marks[keyOf(response, assignment)]
}

function keyOf(response: Response, assignment: Seq): string {
  return taskKey(assignedId(assignment), standingVisit(response), null)
}

function without(response: Response, gone: readonly Seq[]): Response {
  const { assignments = [], ...rest } = response
  const left = assignments.filter(({ seq }) => !gone.includes(seq))
  const keys = new Set(gone.map((seq) => keyOf(response, seq)))
  const marks = Object.fromEntries(Object.entries(response.marks).filter(([key]) => !keys.has(key)))
  return left.length === 0 ? { ...rest, marks } : { ...rest, marks, assignments: left }
}
