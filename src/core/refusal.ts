import type { Missing } from '../../machines/gate.ts'
import type { Text } from '../../machines/vocabulary.ts'

/** One of a closed list of reasons why a command was not done (未受理), in the order in which they are judged. */
export const REFUSALS = [
  'unknown_unit',
  'unknown_order',
  'not_your_role',
  'idempotency_mismatch',
  'unknown_playbook',
  'unknown_event',
  'facts_invalid',
  'reason_required',
  'unknown_task',
  'wrong_phase',
  'not_for_this_kind',
  'already_in_phase',
  'not_open_yet',
  'occurrence_closed',
  'not_your_task',
  'already_signed',
  'second_signer_must_differ',
  'evidence_invalid',
  'file_invalid',
  'overlay_invalid',
  'unknown_overlay',
  'unknown_move',
  'unknown_version',
  'no_mapping',
  'overlay_in_the_way',
  'overlay_over',
  'assignment_invalid',
  'nobody_to_ask',
  'unknown_assignment',
  'assignment_over',
  'unknown_sign_off',
  'already_stated',
  'unknown_concealment',
  'already_withdrawn',
  'already_cancelled',
  'order_under_way',
  'gate_closed',
  'overloaded',
] as const
export type RefusalCode = (typeof REFUSALS)[number]

/** Why a command changed nothing. Expected, returned, never thrown. */
export interface Refusal {
  readonly refusal: RefusalCode
  /** For a closed gate: everything that is missing. */
  readonly missing?: readonly Missing[]
  /** For a form: what is wrong with which field. */
  readonly errors?: readonly FieldError[]
}

export interface FieldError {
  /** Empty for a rule between several fields. */
  readonly field: string
  readonly text: Text
}

export function refuse(refusal: RefusalCode, more: Omit<Refusal, 'refusal'> = {}): Refusal {
  return { refusal, ...more }
}

export function isRefusal(answer: object): answer is Refusal {
  return 'refusal' in answer
}
