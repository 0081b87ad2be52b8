import type { ContentfulStatusCode } from 'hono/utils/http-status'
import type { RefusalCode } from '../core/refusal.ts'
import { REFUSAL_WORDS, type RefusalWords } from '../core/refusal-words.ts'
import { TRANSPORT_WORDS, type TransportRefusal } from './transport-words.ts'

/** Everything that an answer may name as its `refusal`. */
export type HttpRefusal = RefusalCode | TransportRefusal

/** The one table from refusals to status codes (RFC 9110 §15). */
export const STATUS: Readonly<Record<HttpRefusal, ContentfulStatusCode>> = {
  unknown_unit: 404,
  unknown_order: 404,
  not_your_role: 403,
  idempotency_mismatch: 422,
  unknown_playbook: 422,
  unknown_event: 422,
  facts_invalid: 422,
  reason_required: 422,
  unknown_task: 422,
  wrong_phase: 409,
  not_for_this_kind: 409,
  already_in_phase: 409,
  not_open_yet: 409,
  occurrence_closed: 409,
  not_your_task: 403,
  already_signed: 409,
  second_signer_must_differ: 409,
  evidence_invalid: 422,
  file_invalid: 422,
  overlay_invalid: 422,
  unknown_overlay: 404,
  unknown_move: 404,
  unknown_version: 422,
  no_mapping: 409,
  overlay_in_the_way: 409,
  overlay_over: 409,
  assignment_invalid: 422,
  nobody_to_ask: 409,
  unknown_assignment: 404,
  assignment_over: 409,
  unknown_sign_off: 404,
  already_stated: 409,
  unknown_concealment: 404,
  already_withdrawn: 409,
  already_cancelled: 409,
  order_under_way: 409,
  gate_closed: 409,
  overloaded: 503,
  signed_out: 401,
  wrong_password: 401,
  too_many_guesses: 429,
  cross_site: 403,
  not_found: 404,
  request_invalid: 422,
  request_unreadable: 400,
  request_too_large: 413,
  upload_too_large: 413,
  upload_broken: 400,
  key_required: 422,
  clock_not_frozen: 409,
  not_writable: 503,
  internal: 500,
}

export function wordsOf(refusal: HttpRefusal): RefusalWords {
  return refusal in TRANSPORT_WORDS
    ? TRANSPORT_WORDS[refusal as TransportRefusal] // Its keys are exactly the transport refusals.
    : REFUSAL_WORDS[refusal as RefusalCode] // So what is left belongs to the core.
}
