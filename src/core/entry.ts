import type { Evidence } from '../../machines/form.ts'
import type { EventMark } from '../../machines/playbook.ts'
import type { Instant, Post } from '../../machines/vocabulary.ts'
import type { PersonId } from './actor.ts'
import type { FileMark, NamedFile } from './files/attachment.ts'
import type { AssignmentEnded, AssignmentGiven, AssignmentReceived, AssignmentWithdrawn } from './assignment/entry-bodies.ts'
import type { CalendarApplied, CalendarRecorded } from './calendar/entry-bodies.ts'
import type { ConcealmentWithdrawn, ReportConcealed } from './concealment/entry-bodies.ts'
import type { OverlayApplied, OverlayEnded, OverlayPublished, OverlayWithdrawn } from './overlay/entry-bodies.ts'
import type { Refusal } from './refusal.ts'
import type { Seq, Statement } from './response.ts'
import type { MovePlanned, MoveSettled, ResponseMoved } from './versions/entry-bodies.ts'

/**
 * One fact for the journal (记录), before it has its seq. `texts` holds everything personal or free: it is stored
 * apart, and the hashed body carries only SHA-256(salt ‖ text) of each.
 */
export interface EntryDraft<B extends EntryBody = EntryBody> {
  readonly at: Instant
  /** Null where the fact belongs to no single school, e.g. an order. */
  readonly unit: string | null
  readonly playbook: string | null
  readonly mode: string | null
  readonly actor: PersonId
  /** The post in which the actor acted; null for the engine and for accounts without one. */
  readonly post: Post | null
  /** The post for which the head of the unit stood in. */
  readonly standsInFor: Post | null
  readonly body: B
  readonly texts: Readonly<Record<string, string>>
  /** Files that the entry takes for its own; the body holds their marks. */
  readonly files?: readonly NamedFile[]
}

/** A fact as the journal keeps it. */
export interface Entry<B extends EntryBody = EntryBody> extends Omit<EntryDraft<B>, 'texts' | 'files'> {
  readonly seq: Seq
}

/** Every body has its type and the version `v` of its shape. */
export type EntryBody =
  | ResponseOpened
  | EventSent
  | TaskSigned
  | SignOffWithdrawn
  | SignOffReturned
  | DeadlinePassed
  | OccurrenceMissed
  | CommandRefused
  | OrderIssued
  | OrderSettled
  | OrderCancelled
  | UnitRecorded
  | PersonRecorded
  | CalendarRecorded
  | CalendarApplied
  | OverlayPublished
  | OverlayWithdrawn
  | OverlayApplied
  | OverlayEnded
  | MovePlanned
  | MoveSettled
  | ResponseMoved
  | AssignmentGiven
  | AssignmentWithdrawn
  | AssignmentReceived
  | AssignmentEnded
  | ReportConcealed
  | ConcealmentWithdrawn

export type EntryType = EntryBody['type']

/** The state that an entry leaves: `apply` and `replay` need no statechart. */
export interface Outcome {
  readonly phase: string
  readonly teaching: string
  /** Active nodes, root first. */
  readonly nodes: readonly string[]
  /** Nodes that were entered and so begin a new visit. */
  readonly entered: readonly string[]
  /** The control nodes left are suspended, to be resumed later. */
  readonly suspends: boolean
  /** Suspensions whose phase begins with none of these are given up. */
  readonly keeps: readonly string[]
  /** The control nodes entered resume the visits suspended last. */
  readonly resumes: boolean
}

export interface ResponseOpened {
  readonly type: 'response.opened'
  readonly v: 1
  readonly version: number
  readonly outcome: Outcome
}

export interface EventSent {
  readonly type: 'event.sent'
  readonly v: 1
  readonly event: string
  /** Counts, dates and choices; texts are stored apart. */
  readonly facts: Evidence
  readonly order: number | null
  readonly from: string
  /** null when the event changed no state and only left its mark. */
  readonly outcome: Outcome | null
  readonly mark: EventMark | null
  readonly caseSeq: Seq | null
  /** The one provisional act that it ratifies; absent: every one that was open. */
  readonly act?: Seq
  /** Level at which the sender acts, for endorsements. */
  readonly level: string
  /** Mandatory tasks left unsigned in the phase that ended. */
  readonly leftOpen: readonly string[]
}

export interface TaskSigned {
  readonly type: 'task.signed'
  readonly v: 1
  readonly task: string
  readonly visit: Seq
  readonly occurrence: string | null
  readonly statement: Statement
  readonly evidence: Evidence
  /** By field, in the order given; absent if there are none. */
  readonly files?: Readonly<Record<string, readonly FileMark[]>>
  readonly complete: boolean
  readonly late: boolean
  /** When the signer says it was signed, if that was earlier (signed without a network). */
  readonly signedAt: Instant | null
  /** SHA-256 of the wording that was signed. */
  readonly wording: string
  /** Until when the response keeps the signature in mind, where the name of its round does not say so. */
  readonly keptUntil?: Instant
  /** Seq of the signature under the same step of another playbook, which serves here as well. */
  readonly servedBy?: Seq
}

export interface SignOffWithdrawn {
  readonly type: 'sign_off.withdrawn'
  readonly v: 1
  readonly signOff: Seq
  readonly task: string
  readonly visit: Seq
  readonly occurrence: string | null
}

/** The second signer did not confirm what the first had stated (退回): it is to be done again. */
export interface SignOffReturned {
  readonly type: 'sign_off.returned'
  readonly v: 1
  readonly signOff: Seq
  readonly task: string
  readonly visit: Seq
  readonly occurrence: string | null
}

export interface DeadlinePassed {
  readonly type: 'deadline.passed'
  readonly v: 1
  readonly task: string
  readonly visit: Seq
  readonly occurrence: string | null
  readonly dueAt: Instant
}

export interface OccurrenceMissed {
  readonly type: 'occurrence.missed'
  readonly v: 1
  readonly task: string
  readonly visit: Seq
  readonly occurrence: string
  readonly closedAt: Instant
}

export interface CommandRefused {
  readonly type: 'command.refused'
  readonly v: 1
  readonly command: 'event' | 'signOff' | 'move'
  readonly subject: string
  readonly order: number | null
  /** The move to another version that carried it. */
  readonly move?: Seq
  readonly refusal: Refusal['refusal']
  /** Ids of gates that were closed. */
  readonly missing: readonly string[]
}

export interface OrderIssued {
  readonly type: 'order.issued'
  readonly v: 1
  readonly order: number
  readonly playbook: string
  readonly mode: string
  readonly event: string
  readonly facts: Evidence
  readonly scope: Scope
}

export interface OrderSettled {
  readonly type: 'order.settled'
  readonly v: 1
  readonly order: number
  readonly matched: number
  readonly changed: number
  readonly unchanged: number
  readonly refused: number
}

/** Taken back before any unit was decided; its reason is stored apart. */
export interface OrderCancelled {
  readonly type: 'order.cancelled'
  readonly v: 1
  readonly order: number
}

export interface UnitRecorded {
  readonly type: 'unit.recorded'
  readonly v: 1
  readonly code: string
  readonly parent: string | null
  readonly kind: string
  readonly boarders: number
  readonly day: number
  readonly staff: number
  readonly name: string
  readonly hospital: string
}

export interface PersonRecorded {
  readonly type: 'person.recorded'
  readonly v: 1
  readonly person: PersonId
  readonly role: string
  readonly unit: string
  readonly posts: readonly Post[]
  readonly active: boolean
}

/** Which units an order is for. Filters are ANDed; `region` or `units` must be there. */
export interface Scope {
  readonly region?: string
  readonly units?: readonly string[]
  readonly kinds?: readonly string[]
  readonly boarding?: boolean
  /** Phase prefixes. */
  readonly phases?: readonly string[]
  readonly except?: readonly string[]
}
