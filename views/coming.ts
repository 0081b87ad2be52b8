import { plusMinutes } from '../src/core/calendar/calendar.ts'
import type { ChecklistItem } from '../src/core/checklist.ts'
import type { Page } from './page.ts'

const A_DAY = 24 * 60

/** A round of a week, a month or a term that is not due within a day: it can wait, done or not. */
export function isComing({ now }: Page, { task, occurrence }: ChecklistItem): boolean {
  const { kind } = task.timing
  return (kind === 'calendar' || kind === 'term') && occurrence.dueAt !== null && occurrence.dueAt > plusMinutes(now, A_DAY)
}

/** Asked only when there is something to state, and nobody has stated anything yet. */
export function isIfAny({ task, mark }: ChecklistItem): boolean {
  return !task.mandatory && task.timing.kind !== 'case' && mark === null
}
