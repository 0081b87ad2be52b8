import type { AssignmentEnded, AssignmentGiven, AssignmentReceived, AssignmentWithdrawn } from '../src/core/assignment/entry-bodies.ts'
import type { Texts } from './evidence.tsx'
import { textOf } from './evidence.tsx'
import type { Page } from './page.ts'
import { showInstant } from './time.ts'

/** One sentence for an entry about an assignment (交办). */
export function describeAssignmentEntry(
  page: Page,
  body: AssignmentGiven | AssignmentWithdrawn | AssignmentReceived | AssignmentEnded,
  texts: Texts,
): string {
  const { says, kinds } = page.words.assignment
  switch (body.type) {
    case 'assignment.given':
      return says.given(kinds[body.terms.kind].title, textOf(page, texts, 'title') ?? '', showInstant(page, body.dueAt))
    case 'assignment.withdrawn':
      return says.withdrawn(body.assignment)
    case 'assignment.received':
      return says.received(body.assignment, showInstant(page, body.dueAt))
    case 'assignment.ended':
      return says.ended(body.assignment)
    default:
      return body satisfies never
  }
}
