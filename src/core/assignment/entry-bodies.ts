import type { Instant, Level } from '../../../machines/vocabulary.ts'
import type { Scope } from '../entry.ts'
import type { Seq } from '../response.ts'
import type { AssignmentTerms } from './assignment.ts'

/** Something was given to units to do (交办); what it says in words is stored apart. It is named by the seq of this entry. */
export interface AssignmentGiven {
  readonly type: 'assignment.given'
  readonly v: 1
  readonly terms: AssignmentTerms
  readonly level: Level
  readonly playbook: string | null
  readonly scope: Scope
  readonly dueAt: Instant
}

export interface AssignmentWithdrawn {
  readonly type: 'assignment.withdrawn'
  readonly v: 1
  readonly assignment: Seq
}

/** It stands on the checklist of this response from here on. */
export interface AssignmentReceived {
  readonly type: 'assignment.received'
  readonly v: 1
  readonly assignment: Seq
  readonly dueAt: Instant
}

/** It was withdrawn before it was done here, and is asked no longer. */
export interface AssignmentEnded {
  readonly type: 'assignment.ended'
  readonly v: 1
  readonly assignment: Seq
}
