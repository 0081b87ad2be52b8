import type { ChecklistItem } from '../src/core/checklist.ts'

/** Overdue before everything, then by deadline; what has none comes last. */
export function byUrgency(left: ChecklistItem, right: ChecklistItem): number {
  const overdue = Number(right.state === 'overdue') - Number(left.state === 'overdue')
  return overdue === 0 ? (left.occurrence.dueAt ?? '9').localeCompare(right.occurrence.dueAt ?? '9') : overdue
}
