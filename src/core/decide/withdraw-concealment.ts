import type { Instant } from '../../../machines/vocabulary.ts'
import type { WithdrawConcealment } from '../command.ts'
import { mayStateConcealment, mayWithdrawConcealment } from '../concealment/concealment.ts'
import type { EntryDraft } from '../entry.ts'
import { plainText } from '../plain-text.ts'
import type { Refusal } from '../refusal.ts'
import { refuse } from '../refusal.ts'
import type { Situation } from '../situation.ts'
import { heading } from './event.ts'

/** Decides that a statement of concealment is taken back (撤销瞒报认定): by the office that made it or one above, with a reason. */
export function withdrawConcealment(command: WithdrawConcealment, situation: Situation, now: Instant): readonly EntryDraft[] | Refusal {
  const { actor } = command
  const { unit, response } = situation
  if (!mayStateConcealment(actor, unit)) return refuse('not_your_role')
  const stated = response.concealed?.find(({ seq }) => seq === command.concealment)
  if (stated !== undefined && !mayWithdrawConcealment(actor, stated, unit)) return refuse('not_your_role')
  const reason = plainText(command.reason)
  if (reason === null || reason === '') return refuse('reason_required')
  if (stated === undefined) return refuse('unknown_concealment')
  const { task, date, caseSeq, seq } = stated
  return [
    {
      ...heading(actor, situation, now),
      post: actor.posts[0] ?? null,
      standsInFor: null,
      body: { type: 'concealment.withdrawn', v: 1, concealment: seq, task, date, caseSeq, office: actor.unit, level: actor.level },
      texts: { reason },
    },
  ]
}
