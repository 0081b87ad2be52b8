import type { Instant, Level, Post } from '../../../machines/vocabulary.ts'
import type { Scope } from '../entry.ts'
import type { Seq } from '../response.ts'

/** What may be given to units to do (交办), beyond what their playbooks ask. A closed list. */
export const ASSIGNMENT_KINDS = ['document', 'finding', 'help', 'handover'] as const
export type AssignmentKind = (typeof ASSIGNMENT_KINDS)[number]

/** What a school or a bureau may lack. */
export const NEEDS = ['goods', 'rooms', 'people', 'medical', 'other'] as const
export type Need = (typeof NEEDS)[number]

/** What of an assignment is no text: plain values, in the hashed body of its entry. */
export type AssignmentTerms =
  /** 文件签收. */
  | { readonly kind: 'document' }
  /** 问题整改: the measures that it concerns, by their ids. */
  | { readonly kind: 'finding'; readonly measures: readonly string[] }
  /** 求援. `continues`: the request from below that this one passes up. */
  | { readonly kind: 'help'; readonly need: Need; readonly quantity: number | null; readonly continues: Seq | null }
  /** 书面交接 of one post. */
  | { readonly kind: 'handover'; readonly post: Post }

/** Something given to units (交办), named by the seq of the entry that gave it and never altered after that. */
export interface Assignment {
  readonly seq: Seq
  /** Code of the unit that gave it, and the level at which its giver acted. */
  readonly unit: string
  readonly level: Level
  /** The playbook in whose responses it stands; null: the one that a unit of its kind always has (`usualPlaybooks`). */
  readonly playbook: string | null
  readonly scope: Scope
  readonly givenAt: Instant
  readonly dueAt: Instant
  readonly terms: AssignmentTerms
}

/** What people wrote, stored apart from the hashed body and read anew each time: null where one was erased. */
export interface AssignmentWords {
  readonly title: string | null
  readonly text: string | null
  /** Number of the document; empty while it is to follow (文号待补). */
  readonly document: string | null
  /** Of a handover: who hands over, and to whom. */
  readonly from: string | null
  readonly to: string | null
  /** Name of the unit that gave it. */
  readonly giver: string
}

/** An assignment at one response: since when, and by when there. */
export interface AssignmentHere {
  readonly seq: Seq
  readonly since: Instant
  readonly dueAt: Instant
}

/** The same with what it says; `words` only where they are going to be shown. */
export interface InHand {
  readonly assignment: Assignment
  readonly words: AssignmentWords | null
}

/** Every school has a response to an epidemic, every bureau one of its own. */
export const USUAL_PLAYBOOKS: readonly string[] = ['epidemic', 'bureau']

/** The id of the task that it is at every unit: `A-118`. */
export function assignedId(seq: Seq): string {
  return `A-${seq}`
}

/** The assignment that the task is; null for a task of a playbook or of an overlay. */
export function assignmentOf(task: string): Seq | null {
  const found = /^A-(\d{1,15})$/.exec(task)
  return found === null ? null : Number(found[1])
}
