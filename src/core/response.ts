import type { Evidence } from '../../machines/form.ts'
import type { BureauKind, Instant, Post } from '../../machines/vocabulary.ts'
import type { PersonId } from './actor.ts'
import type { AssignmentHere } from './assignment/assignment.ts'
import type { Concealment } from './concealment/concealment.ts'
import type { OverlayInForce } from './overlay/overlay.ts'
import type { CountedFrom } from './versions/counted.ts'

export type Seq = number

/**
 * One unit's live run of one playbook (处置). Everything that `checklist` and `decide` need to know of the past is in
 * here, and all of it follows from the journal by `apply`.
 */
export interface Response {
  readonly unit: string
  readonly playbook: string
  readonly version: number
  /** `actual`, or a drill's id. */
  readonly mode: string
  /** Active nodes of the statechart by path, root `''` first. */
  readonly nodes: readonly string[]
  /** Path of the active control state, e.g. `lockdown.sealed`. */
  readonly phase: string
  /** `onsite`, `blended` or `online`; empty where the playbook says nothing about teaching. */
  readonly teaching: string
  /** When the phase was entered. */
  readonly since: Instant
  /** Grows by one with every entry applied. */
  readonly revision: number
  /** The stay in each active or suspended node. */
  readonly visits: Readonly<Record<string, Visit>>
  /** Phases to return to, the last on top. */
  readonly suspended: readonly Suspension[]
  /** Suspected and confirmed cases not yet closed. */
  readonly cases: readonly Case[]
  readonly lastCaseAt: Instant | null
  /** Acts done under emergency authority that nobody has ratified yet. */
  readonly provisional: readonly Provisional[]
  readonly plan: Plan
  /** Number of the running batch; 0 before the first. */
  readonly batch: number
  readonly earliestOn: string | null
  /** Signatures by task key (`taskKey`), only of visits that are active or suspended and of occurrences still open. */
  readonly marks: Readonly<Record<string, Mark>>
  /** Every deadline and closing up to here has been recorded. */
  readonly settledTo: Instant
  /** Local additions that hold here, by seq; absent if there are none. */
  readonly overlays?: readonly OverlayInForce[]
  /** Deadlines that count from a move to another version of the playbook, not from the visit; absent if there are none. */
  readonly counted?: readonly CountedFrom[]
  /** What was given to the unit to do (交办), by seq; absent if there is nothing. */
  readonly assignments?: readonly AssignmentHere[]
  /** Reports that an office above stated to have been concealed, as long as that stands; absent if there are none. */
  readonly concealed?: readonly Concealment[]
  /** What led to the present phase: the entry, its order and document. */
  readonly cause: Cause
}

/** One stay in a node, named by the seq of the entry that opened it. */
export interface Visit {
  readonly seq: Seq
  readonly at: Instant
  /** Time spent suspended, by which deadlines relative to the visit are extended. */
  readonly awayMs: number
}

/** A phase left for a while, with the visits to its nodes. */
export interface Suspension {
  readonly phase: string
  readonly teaching: string
  /** Active control nodes at the time. */
  readonly nodes: readonly string[]
  readonly visits: Readonly<Record<string, Visit>>
  readonly since: Instant
  readonly at: Instant
}

export interface Case {
  /** Seq of the entry that reported it. */
  readonly seq: Seq
  readonly at: Instant
  readonly confirmedAt: Instant | null
}

export interface Provisional {
  readonly seq: Seq
  readonly event: string
  readonly at: Instant
}

export interface Plan {
  /** 1 for the first plan submitted, 0 before. */
  readonly version: number
  readonly endorsedBy: readonly BureauKind[]
  /** Since when the level after those has its turn, and how long the review had been suspended by then; absent for the first. */
  readonly turn?: Omit<Visit, 'seq'>
  /** What the last return asks to be corrected; empty once resubmitted. */
  readonly returnedItems: readonly string[]
  /** Seq of the entry that returned it, where the reasons are. */
  readonly returnedBy: Seq | null
}

/** The signatures under one occurrence of one task. */
export interface Mark {
  readonly statement: Statement
  readonly signatures: readonly Signature[]
  /** The deadline had passed when it was complete (迟报). */
  readonly late: boolean
  /** Both signatures are there, or one suffices. */
  readonly complete: boolean
  /** Until when it is kept, where the name of its round does not say so. */
  readonly keptUntil?: Instant
}

export type Statement = 'done' | 'not_applicable'

export interface Signature {
  readonly seq: Seq
  readonly by: PersonId
  readonly post: Post
  /** Signed for a vacant post by the head of the unit. */
  readonly standIn: boolean
  readonly at: Instant
  /** Counts, dates and choices; texts are in `private_text` under the seq. */
  readonly evidence: Evidence
  /** Seq of the signature under the same step of another playbook that serves here; both are withdrawn together. */
  readonly servedBy?: Seq
}

export interface Cause {
  readonly seq: Seq
  readonly event: string
  readonly order: number | null
  readonly by: PersonId
  readonly at: Instant
}

/** Names one occurrence of a task in one visit: `L-03@118#2026-03-07`. */
export function taskKey(task: string, visit: Seq, occurrence: string | null): string {
  return occurrence === null ? `${task}@${visit}` : `${task}@${visit}#${occurrence}`
}
