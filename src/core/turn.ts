import type { Signer } from '../../machines/task.ts'
import type { Instant } from '../../machines/vocabulary.ts'
import type { ChecklistItem } from './checklist.ts'
import type { Unit } from './unit.ts'
import { levelOf } from './unit.ts'

/**
 * Who has to act next on a step of a unit: its own people, or a bureau above it (待上级办理). Progress counts every step,
 * whoever signs it; lateness is counted against whoever's turn it is. So a school is never overdue by what its bureau has
 * not done: neither by a step that only bureaus sign, nor by one that it has signed and a bureau has yet to confirm.
 */
export type Turn = 'own' | 'above'

type Awaited = Pick<ChecklistItem, 'task' | 'mark'>

/** The signers level by level decide: if none of those who may sign next belongs to the unit, it waits for above. */
export function turnOf(item: Awaited, { kind }: Pick<Unit, 'kind'>): Turn {
  return nextSigners(item).some(({ level }) => level === levelOf(kind)) ? 'own' : 'above'
}

/** Is it unsigned, and not the unit's to sign? A later stage of a review waits for nobody until its turn comes. */
export function awaitsAbove(item: Awaited & Pick<ChecklistItem, 'state' | 'after'>, unit: Pick<Unit, 'kind'>): boolean {
  return item.mark?.complete !== true && item.state !== 'missed' && item.after === undefined && turnOf(item, unit) === 'above'
}

/** Who may give the signature that comes next. */
export function nextSigners({ task, mark }: Awaited): readonly Signer[] {
  return mark === null ? task.signers : (task.secondSigners ?? task.signers)
}

/** Since when it waits for them: since it opened, or since the first signature. */
export function waitsSince({ occurrence, mark }: Pick<ChecklistItem, 'occurrence' | 'mark'>): Instant {
  return mark?.signatures.at(-1)?.at ?? occurrence.opensAt
}
