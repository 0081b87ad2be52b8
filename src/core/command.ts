import type { Instant } from '../../machines/vocabulary.ts'
import type { Actor } from './actor.ts'
import type { Assignment } from './assignment/assignment.ts'
import type { ConcealedReport } from './concealment/concealment.ts'
import type { Scope } from './entry.ts'
import type { Seq, Statement } from './response.ts'

/** Raw, as it came in: validated against the form of the task or event by `decide`. */
export type RawEvidence = Readonly<Record<string, unknown>>

/** What a person or the clock asks of the engine about one response. */
export type Command =
  | SendEvent
  | SignOff
  | WithdrawSignOff
  | ReturnSignOff
  | StateConcealment
  | WithdrawConcealment
  | ChangeOverlay
  | ChangeAssignment
  | MoveResponse
  | Wake

interface CommandBase {
  readonly actor: Actor
  readonly unit: string
  readonly playbook: string
  readonly mode: string
}

export interface SendEvent extends CommandBase {
  readonly kind: 'event'
  readonly event: string
  readonly facts: RawEvidence
  readonly reason: string
  /** Number of the document that orders it; may follow later (文号待补). */
  readonly document: string
  /** The order that carries it. */
  readonly order: number | null
}

export interface SignOff extends CommandBase {
  readonly kind: 'signOff'
  readonly task: string
  readonly visit: Seq
  readonly occurrence: string | null
  readonly statement: Statement
  readonly evidence: RawEvidence
  readonly note: string
  readonly signedAt: Instant | null
  /** Seq of the signature under the same step of another playbook that this one follows from; nobody sends it. */
  readonly servedBy?: Seq
}

export interface WithdrawSignOff extends CommandBase {
  readonly kind: 'withdrawal'
  readonly signOff: Seq
  readonly reason: string
}

/** The second signer sends back what the first signed (退回). */
export interface ReturnSignOff extends CommandBase {
  readonly kind: 'return'
  readonly signOff: Seq
  readonly reason: string
}

/** An office above a school states that one of its reports was concealed (认定瞒报). */
export interface StateConcealment extends CommandBase, ConcealedReport {
  readonly kind: 'concealment'
  readonly grounds: string
  /** Number of the document by which it was found; may be empty. */
  readonly document: string
}

/** Such a statement is taken back (撤销瞒报认定). */
export interface WithdrawConcealment extends CommandBase {
  readonly kind: 'concealmentWithdrawal'
  readonly concealment: Seq
  readonly reason: string
}

/** An overlay comes into force at one response, or is withdrawn from it. */
export interface ChangeOverlay extends CommandBase {
  readonly kind: 'overlay'
  readonly overlay: Seq
  readonly expiresAt: Instant
  readonly change: 'applied' | 'withdrawn'
}

/** The response goes over to another version of its playbook, as part of a planned move. */
export interface MoveResponse extends CommandBase {
  readonly kind: 'move'
  readonly move: Seq
  readonly from: number
  readonly to: number
}

/** An assignment arrives at one response, or is withdrawn from it. */
export interface ChangeAssignment extends CommandBase {
  readonly kind: 'assignment'
  readonly assignment: Assignment
  readonly change: 'received' | 'withdrawn'
}

/** The clock has reached `next_wake_at`. */
export interface Wake extends CommandBase {
  readonly kind: 'wake'
}

/** A command centre's event for a scope of units (指令). */
export interface IssueOrder {
  readonly actor: Actor
  readonly playbook: string
  readonly mode: string
  readonly event: string
  readonly facts: RawEvidence
  readonly scope: Scope
  readonly reason: string
  readonly document: string
}

/** Moves the responses of a scope from one version of their playbook to another (迁移处置). */
export interface PlanMove {
  readonly actor: Actor
  readonly playbook: string
  readonly mode: string
  readonly from: number
  readonly to: number
  readonly scope: Scope
  readonly reason: string
  readonly document: string
}

/** Takes an order back before any unit was decided (取消指令). */
export interface CancelOrder {
  readonly actor: Actor
  readonly order: number
  readonly reason: string
}
