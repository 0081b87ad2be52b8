import type { Actor } from './actor.ts'
import type { Capacity } from './authority.ts'
import { capacityToConfirm, capacityToSign } from './authority.ts'
import type { ChecklistItem } from './checklist.ts'
import type { Situation } from './situation.ts'

/** In what capacity the actor may give the signature that comes next, if its turn has come; whoever gave the first may not give the second. */
export function nextCapacity(actor: Actor, { task, mark, state, after }: ChecklistItem, situation: Situation): Capacity | null {
  if (state === 'missed' || mark?.complete === true || after !== undefined) return null
  const first = mark?.signatures[0]
  if (first === undefined) return capacityToSign(task.signers, actor, situation)
  return task.secondSigners === undefined ? null : capacityToConfirm(task.secondSigners, first, actor, situation)
}
