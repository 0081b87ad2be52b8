import { describe, expect, test } from 'vitest'
import { eachTerm, monthly, weekly } from '../../machines/notation.ts'
import { REGISTERED } from '../../machines/registry.ts'
import type { Timing } from '../../machines/task.ts'
import { datesOf } from '../../src/core/cadence.ts'
import { weekdayCalendar } from '../../src/core/calendar/calendar.ts'
import { allTasks } from '../../src/core/checklist.ts'
import type { Occurrence } from '../../src/core/occurrence.ts'
import { occurrencesOf } from '../../src/core/occurrence.ts'
import type { Calendar } from '../../src/core/situation.ts'
import { local, taskOf, TIME_ZONE } from '../world.ts'

const calendar = weekdayCalendar(TIME_ZONE)
/** The first week of October is a holiday, and people work on the Saturday before and after it. */
const withHolidays: Calendar = {
  ...calendar,
  isSchoolDay: (date) =>
    date >= '2026-10-01' && date <= '2026-10-08' ? false : date === '2026-09-26' || date === '2026-10-10' || calendar.isSchoolDay(date),
}

interface Asked {
  readonly visitAt: string
  readonly from: string
  readonly to: string
  readonly calendar?: Calendar
  readonly breakSince?: string
}

function rounds(timing: Timing, asked: Asked): readonly Occurrence[] {
  const visit = { seq: 1, at: local(asked.visitAt), awayMs: 0 }
  const breakSince = asked.breakSince === undefined ? null : local(asked.breakSince)
  return occurrencesOf(
    { ...taskOf('N-02'), timing },
    { visit, cases: [], calendar: asked.calendar ?? calendar, breakSince },
    local(asked.from),
    local(asked.to),
  )
}

function ids(timing: Timing, asked: Asked): readonly (string | null)[] {
  return rounds(timing, asked).map(({ id }) => id)
}

describe('what is due every week', () => {
  const march = { visitAt: '2026-03-02 08:00', from: '2026-03-02 08:00', to: '2026-03-15 12:00' }

  test('is open from Monday to Sunday and due on Friday, by which it is named', () => {
    expect(rounds(weekly(), march)).toEqual([
      { id: '2026-03-06', opensAt: local('2026-03-02 00:00'), dueAt: local('2026-03-06 17:00'), closesAt: local('2026-03-09 00:00') },
      { id: '2026-03-13', opensAt: local('2026-03-09 00:00'), dueAt: local('2026-03-13 17:00'), closesAt: local('2026-03-16 00:00') },
    ])
  })

  test('is asked of a school that begins before Friday’s hour, and of one that begins after it from the next week on', () => {
    expect(ids(weekly(), { ...march, visitAt: '2026-03-06 16:59' })).toEqual(['2026-03-06', '2026-03-13'])
    expect(ids(weekly(), { ...march, visitAt: '2026-03-06 17:00' })).toEqual(['2026-03-13'])
  })

  test('falls due on the last school day before a holiday, keeps its name, and is not asked in a week without school', () => {
    const autumn = { visitAt: '2026-09-01 08:00', from: '2026-09-28 12:00', to: '2026-10-12 12:00', calendar: withHolidays }
    expect(rounds(weekly({ days: 'school' }), autumn).map(({ id, dueAt }) => [id, dueAt])).toEqual([
      ['2026-10-02', local('2026-09-30 17:00')],
      ['2026-10-09', local('2026-10-09 17:00')],
      ['2026-10-16', local('2026-10-16 17:00')],
    ])
    const closed: Calendar = { ...calendar, isSchoolDay: (date) => date > '2026-10-11' }
    expect(ids(weekly({ days: 'school' }), { ...autumn, calendar: closed })).toEqual(['2026-10-16'])
    expect(ids(weekly(), { ...autumn, calendar: closed })).toEqual(['2026-10-02', '2026-10-09', '2026-10-16'])
  })

  test('falls due on the make-up Saturday where that is the week’s only school day', () => {
    const saturday: Calendar = { ...calendar, isSchoolDay: (date) => date === '2026-10-10' }
    const asked = { visitAt: '2026-09-01 08:00', from: '2026-10-06 00:00', to: '2026-10-07 00:00', calendar: saturday }
    expect(rounds(weekly({ days: 'school' }), asked)[0]).toMatchObject({ id: '2026-10-09', dueAt: local('2026-10-10 17:00') })
  })

  test('ends with the vacation where it is a matter of school days, and goes on where it is not', () => {
    const vacation = { ...march, breakSince: '2026-03-08 12:00' }
    expect(ids(weekly({ days: 'school' }), vacation)).toEqual(['2026-03-06'])
    expect(ids(weekly(), vacation)).toEqual(['2026-03-06', '2026-03-13'])
  })
})

describe('what is due every month', () => {
  const spring = { visitAt: '2026-01-05 08:00', from: '2026-02-01 00:00', to: '2026-03-31 12:00' }

  test('is open the whole month and due on the 25th', () => {
    expect(rounds(monthly(), spring)).toEqual([
      { id: '2026-02-25', opensAt: local('2026-02-01 00:00'), dueAt: local('2026-02-25 17:00'), closesAt: local('2026-03-01 00:00') },
      { id: '2026-03-25', opensAt: local('2026-03-01 00:00'), dueAt: local('2026-03-25 17:00'), closesAt: local('2026-04-01 00:00') },
    ])
  })

  test('is due on the last day of a month that is too short', () => {
    expect(ids(monthly({ on: 31 }), { ...spring, to: '2026-04-30 12:00' })).toEqual(['2026-02-28', '2026-03-31', '2026-04-30'])
    expect(ids(monthly({ on: 30 }), spring)).toEqual(['2026-02-28', '2026-03-30'])
    expect(ids(monthly({ on: 29 }), { ...spring, visitAt: '2024-01-05 08:00', from: '2024-02-10 00:00', to: '2024-02-20 00:00' })).toEqual([
      '2024-02-29',
    ])
  })

  test('is asked from the next month on where the visit began after its hour', () => {
    expect(ids(monthly(), { ...spring, visitAt: '2026-02-25 17:00' })).toEqual(['2026-03-25'])
    expect(ids(monthly(), { ...spring, visitAt: '2026-02-24 17:00' })).toEqual(['2026-02-25', '2026-03-25'])
  })
})

describe('what is due every term', () => {
  test('is open from the first day of the term to the last, and not in between terms', () => {
    const asked = { visitAt: '2026-01-05 08:00', from: '2026-02-01 00:00', to: '2026-09-01 12:00' }
    expect(rounds(eachTerm(14), asked)).toEqual([
      { id: '2026-spring', opensAt: local('2026-03-01 00:00'), dueAt: local('2026-03-15 00:00'), closesAt: local('2026-07-11 00:00') },
      { id: '2026-autumn', opensAt: local('2026-09-01 00:00'), dueAt: local('2026-09-15 00:00'), closesAt: local('2027-01-21 00:00') },
    ])
    expect(ids(eachTerm(14), { ...asked, from: '2026-07-11 00:00', to: '2026-08-31 00:00' })).toEqual([])
  })

  test('counts its days from the start of a visit in the middle of the term, and ends with the term all the same', () => {
    const asked = { visitAt: '2026-03-06 22:00', from: '2026-03-06 22:00', to: '2026-07-01 00:00' }
    expect(rounds(eachTerm(14), asked)).toEqual([
      { id: '2026-spring', opensAt: local('2026-03-06 22:00'), dueAt: local('2026-03-20 22:00'), closesAt: local('2026-07-11 00:00') },
    ])
    expect(rounds(eachTerm(14), { ...asked, visitAt: '2026-07-05 12:00', to: '2026-07-06 00:00' })[0]?.dueAt).toBe(
      local('2026-07-11 00:00'),
    )
  })
})

describe('a rule of dates', () => {
  test('counts every second week alike for all schools', () => {
    const fortnight = datesOf('FREQ=WEEKLY;INTERVAL=2;BYDAY=FR', '2026-12-20', '2027-01-20')
    expect(fortnight).toEqual(['2027-01-01', '2027-01-15'])
  })

  test('is refused if it names hours, an end, or is no rule at all', () => {
    for (const rule of [
      'FREQ=DAILY;COUNT=3',
      'FREQ=DAILY;BYHOUR=3',
      'FREQ=HOURLY',
      'FREQ=DAILY;UNTIL=20270101',
      'FREQ=WEEKLY;BYDAY=XX',
      'on Fridays',
    ]) {
      expect(() => datesOf(rule, '2026-01-01', '2026-02-01')).toThrow(Error)
    }
  })

  test('can be read, and comes back every year, in every playbook', () => {
    const rules = REGISTERED.flatMap(({ playbook }) => allTasks(playbook)).flatMap(({ timing }) =>
      timing.kind === 'calendar' ? [timing.rule] : [],
    )
    for (const rule of rules)
      for (let year = 2026; year < 2034; year += 1) expect(datesOf(rule, `${year}-01-01`, `${year}-12-31`)).not.toEqual([])
  })
})
