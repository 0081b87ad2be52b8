import type { Instant } from '../../../machines/vocabulary.ts'
import type { Capacity } from '../authority.ts'
import { capacityToConfirm } from '../authority.ts'
import { activeTasks } from '../checklist.ts'
import type { ReturnSignOff } from '../command.ts'
import type { EntryDraft } from '../entry.ts'
import { plainText } from '../plain-text.ts'
import type { Refusal } from '../refusal.ts'
import { refuse } from '../refusal.ts'
import type { Situation } from '../situation.ts'
import { heading } from './event.ts'
import type { Found } from './withdrawal.ts'
import { findSignature } from './withdrawal.ts'

/** Decides a return (退回): whoever may give the second signature sends the first back instead, with a reason. */
export function decideReturn(command: ReturnSignOff, situation: Situation, now: Instant): readonly EntryDraft[] | Refusal {
  const { actor } = command
  const found = findSignature(situation, command.signOff)
  if (found === null) return refuse('unknown_sign_off')
  const capacity = capacityToReturn(found, command, situation)
  if (capacity === null) return refuse('not_your_task')
  if (found.mark.complete) return refuse('already_signed')
  const reason = plainText(command.reason)
  if (reason === null || reason === '') return refuse('reason_required')
  return [
    {
      ...heading(actor, situation, now),
      post: capacity.standIn ? null : capacity.post,
      standsInFor: capacity.standIn ? capacity.post : null,
      body: { type: 'sign_off.returned', v: 1, signOff: command.signOff, ...found.key },
      texts: { reason },
    },
  ]
}

function capacityToReturn({ key, signature }: Found, { actor }: ReturnSignOff, situation: Situation): Capacity | null {
  const task = activeTasks(situation).find((one) => one.task.id === key.task && one.visit.seq === key.visit)?.task
  return task?.secondSigners === undefined ? null : capacityToConfirm(task.secondSigners, signature, actor, situation)
}
