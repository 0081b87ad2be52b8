import type { Page } from '../../db/page.ts'
import type { Missing } from '../../machines/gate.ts'
import type { Instant, Post, Role } from '../../machines/vocabulary.ts'
import type { Actor } from '../core/actor.ts'
import type { CalendarRow } from '../core/calendar/row.ts'
import type { TaskState } from '../core/checklist.ts'
import type {
  CancelOrder,
  IssueOrder,
  PlanMove,
  ReturnSignOff,
  SendEvent,
  SignOff,
  WithdrawSignOff,
  StateConcealment,
  WithdrawConcealment,
} from '../core/command.ts'
import type { Refusal, RefusalCode } from '../core/refusal.ts'
import type { Seq } from '../core/response.ts'
import type { Situation } from '../core/situation.ts'
import type { Unit } from '../core/unit.ts'
import type { GiveAssignment } from '../core/decide/give-assignment.ts'
import type { PublishOverlay } from '../core/decide/publish-overlay.ts'
import type { AttachedFile, AttachFiles } from './attach.ts'
import type { AssignmentAnswer, WithdrawAssignment } from './assignments.ts'
import type { Clock } from './clock.ts'
import type { Hub } from './hub.ts'
import type { OverlayAnswer, WithdrawOverlay } from './overlays.ts'
import type { MovePreview } from './preview-move.ts'
import type { OverlayPreview } from './preview-overlay.ts'
import type { WaitingPage } from './waiting.ts'

/** What was done: the entry, and the response after it. */
export interface Answer {
  readonly seq: Seq
  readonly phase: string
  readonly teaching: string
  readonly revision: number
  /** For sign-offs and withdrawals. */
  readonly task?: { readonly id: string; readonly state: TaskState }
}

export interface OrderAnswer {
  readonly id: number
  readonly status: string
}

/** The order, and the entry that records its cancellation. */
export interface CancelledOrder extends OrderAnswer {
  readonly seq: Seq
}

/** What an order would do now. `refused` names the first hundred. */
export interface DryRun {
  readonly matched: number
  readonly accepted: number
  readonly unchanged: number
  readonly refusedTotal: number
  readonly refused: readonly RefusedUnit[]
}

export interface RefusedUnit {
  readonly unit: string
  readonly name: string
  readonly refusal: RefusalCode
  readonly missing: readonly Missing[]
}

export type NewUnit = Omit<Unit, 'id' | 'path' | 'levels'>

export interface NewPerson {
  readonly id: string
  readonly username: string | null
  readonly name: string
  readonly role: Role
  readonly unit: string
  readonly posts: readonly Post[]
  readonly active: boolean
}

/** How many units a list added, changed, and found as they were. */
export interface Recorded {
  readonly added: number
  readonly changed: number
  readonly unchanged: number
}

/** How many rows of a calendar were new, and how many were known. */
export interface RecordedCalendar {
  readonly added: number
  readonly unchanged: number
}

/** What a person asks of one response. */
type Asked = SendEvent | SignOff | WithdrawSignOff | ReturnSignOff | StateConcealment | WithdrawConcealment

/** The shell around the pure core: takes commands, commits them in batches, runs orders and the clock. */
export interface Engine {
  /**
   * Carries out one command. A unit outside the actor's subtree is refused `unknown_unit`, like one that does not
   * exist. The same key with the same request gives the first answer again; with another, `idempotency_mismatch`.
   */
  readonly execute: (command: Asked, key: string) => Promise<Answer | Refusal>
  /** Stores files for a signature to come, all or none. The same key with the same files gives the first answer again. */
  readonly attach: (files: AttachFiles, key: string | null) => Promise<readonly AttachedFile[] | Refusal>
  readonly issueOrder: (order: IssueOrder, key: string) => Promise<OrderAnswer | Refusal>
  /** Takes an order back before any unit was decided; one that the actor may not see is refused `unknown_order`. */
  readonly cancelOrder: (command: CancelOrder, key: string) => Promise<CancelledOrder | Refusal>
  /** Publishes local additions for the schools below the actor's unit; they reach every school as an order does. */
  readonly publishOverlay: (command: PublishOverlay, key: string) => Promise<OverlayAnswer | Refusal>
  readonly withdrawOverlay: (command: WithdrawOverlay, key: string) => Promise<OverlayAnswer | Refusal>
  /** Whom a publication would concern, without carrying it out. */
  readonly previewOverlay: (command: PublishOverlay) => Promise<OverlayPreview | Refusal>
  /** Moves responses to another version of their playbook; they are reached as by an order. */
  readonly planMove: (plan: PlanMove, key: string) => Promise<OrderAnswer | Refusal>
  /** What the move would do, without carrying it out. */
  readonly previewMove: (plan: PlanMove) => Promise<MovePreview | Refusal>
  /** Gives something to units to do; it reaches every unit as an order does. */
  readonly giveAssignment: (command: GiveAssignment, key: string) => Promise<AssignmentAnswer | Refusal>
  readonly withdrawAssignment: (command: WithdrawAssignment, key: string) => Promise<AssignmentAnswer | Refusal>
  /** How many units an assignment would go to, without giving it. */
  readonly previewAssignment: (command: GiveAssignment) => Promise<{ readonly matched: number; readonly dueAt: string } | Refusal>
  readonly dryRun: (order: IssueOrder) => Promise<DryRun | Refusal>
  /** The situation of one response that the viewer may see; null if there is none. */
  readonly situationOf: (viewer: Pick<Actor, 'path'>, unit: string, playbook: string, mode: string) => Promise<Situation | null>
  /** What waits for the actor at the next `limit` units in order of path, the overdue first. */
  readonly waitingOf: (actor: Actor, page: Page) => Promise<WaitingPage>
  /** Adds or changes units, all or none, and opens a response at every new school. Parents come before children. */
  readonly recordUnits: (actor: Actor, units: readonly NewUnit[]) => Promise<Recorded>
  /** Records rows of the school calendar, all or none; the schools concerned are told in chunks. Their regions are known units. */
  readonly recordCalendar: (actor: Actor, rows: readonly CalendarRow[]) => Promise<RecordedCalendar>
  /** The school calendar as it stands. */
  readonly calendarRows: () => readonly CalendarRow[]
  readonly recordPerson: (actor: Actor, person: NewPerson) => Promise<void>
  /** When something falls due next; null if nothing will. */
  readonly nextWakeAt: () => Promise<Instant | null>
  readonly hub: Hub
  readonly clock: Clock
  /** Resolves when the queue is empty, every order has settled and nothing is due. */
  readonly idle: () => Promise<void>
  /** Finishes what was accepted, then stops. */
  readonly stop: () => Promise<void>
}
