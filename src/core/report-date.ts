import type { Playbook } from '../../machines/playbook.ts'
import type { Instant } from '../../machines/vocabulary.ts'
import { tasksOf } from './checklist.ts'
import type { Calendar } from './situation.ts'

/** The daily report, zero reports included (N-02, R-04). */
export const DAILY_REPORT = 'N-02'

/** The latest local date whose daily report is due: before that hour nobody's report of today is missing yet. */
export function lastReportDate(playbook: Playbook, calendar: Calendar, now: Instant): string {
  const today = calendar.dateOf(now)
  const timing = tasksOf(playbook, '').find(({ id }) => id === DAILY_REPORT)?.timing
  const due = timing?.kind === 'recurring' ? timing.slots[0]?.due : undefined
  return due !== undefined && now < calendar.instantOf(today, due) ? calendar.addDays(today, -1) : today
}
