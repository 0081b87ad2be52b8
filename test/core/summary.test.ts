import { describe, expect, test } from 'vitest'
import { buildMachine } from '../../machines/chart.ts'
import { daily, DAY, DAY_SLOT, eachTerm, monthly, once, onDates, onSchoolDays, weekly } from '../../machines/notation.ts'
import type { Task } from '../../machines/task.ts'
import { apply } from '../../src/core/apply.ts'
import type { Situation } from '../../src/core/situation.ts'
import { initialStep } from '../../src/core/statechart.ts'
import type { Summary } from '../../src/core/summary.ts'
import { summaryOf } from '../../src/core/summary.ts'
import { countyCommander, dutyLeader, headOfSecurity, local, reporter, taskOf } from '../world.ts'
import { openSchool } from './school.ts'

/** The summary, at its opening, of a response whose playbook asks for nothing but these. */
function summaryWith(tasks: readonly Task[], at: string): Summary {
  const { situation } = openSchool()
  const leaf = { meta: { title: { zh: '阶段', en: 'Phase' }, tasks: [] } }
  const machine = buildMachine('small', {
    meta: { ...leaf.meta, tasks },
    type: 'parallel',
    states: { control: { ...leaf, initial: 'a', states: { a: leaf } }, teaching: { ...leaf, initial: 'b', states: { b: leaf } } },
  })
  const playbook = { ...situation.playbook, machine }
  const { entered, ...position } = initialStep(playbook)
  const outcome = { ...position, entered, suspends: false, keeps: [], resumes: false }
  const heading = {
    at: local(at),
    unit: situation.unit.code,
    playbook: 'small',
    mode: 'actual',
    actor: 'engine',
    post: null,
    standsInFor: null,
  }
  const response = apply(null, { ...heading, seq: 1, body: { type: 'response.opened', v: 1, version: 1, outcome } })
  const small: Situation = { ...situation, playbook, response }
  return summaryOf(small, local(at))
}

function task(timing: Task['timing'], more: Partial<Task> = {}): Task {
  return { ...taskOf('N-02'), timing, ...more }
}

describe('when something is due next', () => {
  test('the nearest deadline of several', () => {
    const summary = summaryWith([task(once(7 * DAY)), task(once(30)), task(daily(DAY_SLOT))], '2026-03-06 10:00')
    expect(summary).toMatchObject({ nextDueAt: local('2026-03-06 10:30'), nextWakeAt: local('2026-03-06 10:30') })
  })

  test('on Monday, when the weekend lies between, even if something else is due after that', () => {
    const summary = summaryWith([task(once(7 * DAY)), task(onSchoolDays(DAY_SLOT))], '2026-03-06 18:00')
    expect(summary).toMatchObject({ nextDueAt: local('2026-03-09 17:00'), nextWakeAt: local('2026-03-09 17:00') })
  })

  test.each([
    ['this month, however far off', monthly(), '2026-03-01 00:00', '2026-03-25 17:00'],
    ['next month, when this month’s hour has passed', monthly(), '2026-03-25 18:00', '2026-04-25 17:00'],
    ['next week, when this week’s hour has passed', weekly(), '2026-03-06 18:00', '2026-03-13 17:00'],
    ['in the next term, when the term is over', eachTerm(14), '2026-07-12 08:00', '2026-09-15 00:00'],
    ['in this term, when it has begun', eachTerm(14), '2026-03-06 22:00', '2026-03-20 22:00'],
    ['next year', onDates('FREQ=YEARLY;BYMONTH=9;BYMONTHDAY=1', 'month'), '2026-09-02 08:00', '2027-09-01 17:00'],
    ['in the next leap year', onDates('FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29', 'month'), '2024-03-01 08:00', '2028-02-29 17:00'],
  ])('%s', (_, timing, at, due) => {
    expect(summaryWith([task(timing)], at)).toMatchObject({ nextDueAt: local(due), nextWakeAt: local(due) })
  })

  test('the round of the week, before a step that is due later, and after what is due at once', () => {
    expect(summaryWith([task(weekly()), task(once(20 * DAY)), task(monthly())], '2026-03-06 18:00').nextWakeAt).toBe(
      local('2026-03-13 17:00'),
    )
    expect(summaryWith([task(weekly()), task(daily(DAY_SLOT))], '2026-03-06 18:00').nextWakeAt).toBe(local('2026-03-07 17:00'))
  })

  test('never, for steps without a deadline and for those that may be left out', () => {
    const summary = summaryWith([task(once(null)), task(once(30), { mandatory: false })], '2026-03-06 10:00')
    expect(summary).toEqual({ total: 1, done: 0, overdue: 0, awaiting: 0, awaitingOverdue: 0, nextDueAt: null, nextWakeAt: null })
  })
})

describe('what boards count', () => {
  test('mandatory steps once each, rounds that are open or closed today, and how many of them are signed', () => {
    const school = openSchool({ at: local('2026-03-06 05:00') })
    school.goTo(local('2026-03-06 08:00'))
    const before = school.summary()
    school.sign(reporter, 'N-02')
    expect(school.summary()).toMatchObject({ total: before.total, done: before.done + 1 })
  })

  test('a step that two people sign is done with the second', () => {
    const school = openSchool()
    school.send(countyCommander, 'ORDER_LOCKDOWN')
    const done = (): number => school.summary().done
    const counts = [done()]
    school.sign(headOfSecurity, 'L-02')
    counts.push(done())
    school.sign(dutyLeader, 'L-02')
    counts.push(done())
    expect(counts).toEqual([0, 0, 1])
  })

  test('what is overdue or missed today, until it is signed', () => {
    const school = openSchool({ at: local('2026-03-06 05:00') })
    const overdueAt = (wall: string): number => {
      school.goTo(local(wall))
      school.wake()
      return school.summary().overdue
    }
    expect(overdueAt('2026-03-06 08:59')).toBe(0)
    expect(overdueAt('2026-03-06 09:00')).toBe(1)
    expect(overdueAt('2026-03-06 12:00')).toBe(1)
    const late = overdueAt('2026-03-06 17:00')
    school.sign(reporter, 'N-02')
    expect(school.summary().overdue).toBe(late - 1)
  })
})
