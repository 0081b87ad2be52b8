import type { Task } from '../../../machines/task.ts'
import type { Level, Text } from '../../../machines/vocabulary.ts'
import type { Actor } from '../actor.ts'
import type { FieldError } from '../refusal.ts'
import type { Assignment, AssignmentKind, AssignmentTerms } from './assignment.ts'

/** The terms of one kind. */
export type TermsOf<K extends AssignmentKind> = Extract<AssignmentTerms, { kind: K }>

/** What the assignment asks of the unit that has it, at whichever level that unit stands. */
export type Asked = Pick<Task, 'signers' | 'secondSigners' | 'fields' | 'source'>

/** All that tells one kind of assignment from another. */
export interface KindOf<K extends AssignmentKind> {
  readonly title: Text
  /** What to do where nobody has written more. */
  readonly how: Text
  /** Does the text have to say something? */
  readonly needsText: boolean
  /** To whom it goes: units that are named, one unit that is named, or the bureau above. */
  readonly goesTo: 'scope' | 'one' | 'above'
  readonly mayGive: (actor: Actor) => boolean
  /** What is wrong with the terms; `measures` are the ids of all that the playbook serves. */
  readonly wrong: (terms: TermsOf<K>, measures: ReadonlySet<string>) => readonly FieldError[]
  readonly asked: (terms: TermsOf<K>, assignment: Pick<Assignment, 'level'>, at: Level) => Asked
}
