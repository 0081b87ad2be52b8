import type { Slot, Task, Timing } from '../machines/task.ts'
import type { Page } from './page.ts'
import { say } from './page.ts'
import { ruleWords } from './rule-words.ts'
import { showDay, showSpan } from './time.ts'

/** When a task is due, as the playbook lays it down: `进入阶段后 2 小时内`, `每天 17:00 前`. */
export function timingWords(page: Page, timing: Timing): string {
  const { playbook } = page.words
  switch (timing.kind) {
    case 'once':
      return timing.withinMinutes === null ? playbook.open : playbook.once(minutes(page, timing.withinMinutes))
    case 'case':
      return playbook.perCase(minutes(page, timing.withinMinutes))
    case 'provisional':
      return playbook.perProvisional(minutes(page, timing.withinMinutes))
    case 'recurring': {
      const cadence = `${cadenceWords(page, timing.days, timing.everyDays)}${page.words.time.space}${slotsWords(page, timing.slots)}`
      return timing.firstWithinMinutes === undefined ? cadence : playbook.firstThen(minutes(page, timing.firstWithinMinutes), cadence)
    }
    case 'calendar': {
      const dates = `${ruleWords(page, timing.rule)}${page.words.time.space}${page.words.time.by(timing.due)}`
      return timing.days === 'school' ? playbook.onSchoolDay(dates) : dates
    }
    case 'term':
      return playbook.eachTerm(timing.withinDays)
    default:
      return timing satisfies never
  }
}

/** The name of one round: `今天 午检`, `首次`; empty for a task done once. */
export function roundName(page: Page, task: Task | undefined, occurrence: string | null): string {
  if (occurrence === null) return ''
  if (occurrence === 'first') return page.words.task.first
  if (/^\d+$/.test(occurrence)) {
    const { caseRound, actRound } = page.words.task
    return task?.timing.kind === 'provisional' ? actRound(occurrence) : caseRound(occurrence)
  }
  const [, year, season] = /^(\d{4})-([a-z]+)/.exec(occurrence) ?? []
  if (year !== undefined && season !== undefined) return page.words.task.term(year, season)
  const [date = '', slotId] = occurrence.split('/')
  const day = /^\d{4}-\d{2}-\d{2}$/.test(date) ? showDay(page, date) : date
  const slots = task?.timing.kind === 'recurring' ? task.timing.slots : []
  const slot = slots.find(({ id }) => id === slotId)
  return slot === undefined ? day : `${day}${page.words.time.space}${say(page, slot.title)}`
}

function cadenceWords(page: Page, days: 'all' | 'school', everyDays: number): string {
  const { playbook } = page.words
  if (everyDays > 1) return playbook.everyDays(everyDays)
  return days === 'school' ? playbook.schoolDays : playbook.daily
}

function slotsWords(page: Page, slots: readonly Slot[]): string {
  const { playbook, shell, time } = page.words
  const only = slots[0]
  if (slots.length === 1 && only !== undefined) return time.by(only.due)
  return shell.list(slots.map(({ title, due }) => playbook.slot(say(page, title), due)))
}

function minutes(page: Page, count: number): string {
  return showSpan(page, count * 60_000)
}
