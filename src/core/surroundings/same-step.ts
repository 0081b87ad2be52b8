import type { Playbook } from '../../../machines/playbook.ts'
import { allTasks, checklist } from '../checklist.ts'
import type { ChecklistItem } from '../checklist.ts'
import type { Instant } from '../../../machines/vocabulary.ts'
import type { Situation } from '../situation.ts'

/** The names under which the playbook shares steps with others. */
export function sharedSteps(playbook: Playbook): ReadonlyMap<string, string> {
  const found = known.get(playbook) ?? new Map(allTasks(playbook).flatMap(({ id, sameAs }) => (sameAs === undefined ? [] : [[id, sameAs]])))
  known.set(playbook, found)
  return found
}

const known = new WeakMap<Playbook, ReadonlyMap<string, string>>()

/** One step that another response of the unit asks for as well, and that the same signature serves. */
export interface SameStep {
  readonly other: Situation
  readonly item: ChecklistItem
}

/**
 * Where else a signature under this item would count: in each of the unit's other responses one round of the same step
 * that is open and as far as this one. The round of the same name, or else the first that is open.
 */
export function sameSteps(signed: ChecklistItem, situation: Situation, now: Instant): readonly SameStep[] {
  const { task, occurrence, mark } = signed
  if (task.sameAs === undefined || !isOpen(signed)) return []
  return (situation.beside ?? []).flatMap((other) => {
    const open = checklist(other, now).filter(
      (item) => item.task.sameAs === task.sameAs && isOpen(item) && item.mark?.signatures.length === mark?.signatures.length,
    )
    const item = open.find((one) => one.occurrence.id === occurrence.id) ?? open[0]
    return item === undefined ? [] : [{ other, item }]
  })
}

/** Does the item wait for a signature? */
export function isOpen({ state, after }: Pick<ChecklistItem, 'state' | 'after'>): boolean {
  return after === undefined && (state === 'open' || state === 'overdue' || state === 'partly')
}
