import type { Instant } from '../../../machines/vocabulary.ts'
import { isHead } from '../authority.ts'
import { plainText } from '../plain-text.ts'
import type { WithdrawSignOff } from '../command.ts'
import type { EntryDraft } from '../entry.ts'
import type { Refusal } from '../refusal.ts'
import { refuse } from '../refusal.ts'
import type { Mark, Signature } from '../response.ts'
import type { Situation } from '../situation.ts'
import { heading } from './event.ts'

/** Decides a withdrawal (撤回，原记录保留): by the signer or the head of the unit, while the visit is active, with a reason. */
export function decideWithdrawal(command: WithdrawSignOff, situation: Situation, now: Instant): readonly EntryDraft[] | Refusal {
  const found = findSignature(situation, command.signOff)
  if (found === null) return refuse('unknown_sign_off')
  const { actor } = command
  if (found.signature.by !== actor.person && !(isHead(actor) && actor.unit === situation.unit.code)) return refuse('not_your_task')
  const reason = plainText(command.reason)
  if (reason === null || reason === '') return refuse('reason_required')
  return [
    {
      ...heading(actor, situation, now),
      post: actor.posts[0] ?? null,
      standsInFor: null,
      body: { type: 'sign_off.withdrawn', v: 1, signOff: command.signOff, ...found.key },
      texts: { reason },
    },
  ]
}

/** A signature that still counts, and what it is under. */
export interface Found {
  readonly key: { readonly task: string; readonly visit: number; readonly occurrence: string | null }
  readonly signature: Signature
  readonly mark: Mark
}

/** Marks are kept only while their visit lasts, so what is found can still be taken back. */
export function findSignature({ response }: Situation, seq: number): Found | null {
  for (const [key, mark] of Object.entries(response.marks)) {
    const signature = mark.signatures.find((one) => one.seq === seq)
    if (signature !== undefined) return { key: parseTaskKey(key), signature, mark }
  }
  return null
}

/** The inverse of `taskKey`. */
function parseTaskKey(key: string): Found['key'] {
  const at = key.indexOf('@')
  const hash = key.indexOf('#', at)
  return {
    task: key.slice(0, at),
    visit: Number(key.slice(at + 1, hash === -1 ? undefined : hash)),
    occurrence: hash === -1 ? null : key.slice(hash + 1),
  }
}
