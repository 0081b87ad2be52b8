import type { Instant } from '../../../machines/vocabulary.ts'
import { dueHere } from '../assignment/in-hand.ts'
import type { ChangeAssignment } from '../command.ts'
import type { EntryDraft } from '../entry.ts'
import type { Situation } from '../situation.ts'
import { heading } from './event.ts'

/** An assignment arrives at the response, or is asked no longer because it was withdrawn. It was judged when it was given. */
export function changeAssignment({ actor, assignment, change }: ChangeAssignment, situation: Situation, now: Instant): EntryDraft {
  return {
    ...heading(actor, situation, now),
    post: actor.posts[0] ?? null,
    standsInFor: null,
    body:
      change === 'received'
        ? { type: 'assignment.received', v: 1, assignment: assignment.seq, dueAt: dueHere(assignment, now) }
        : { type: 'assignment.ended', v: 1, assignment: assignment.seq },
    texts: {},
  }
}
