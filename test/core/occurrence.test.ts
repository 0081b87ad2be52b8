import { describe, expect, test } from 'vitest'
import type { Task, Timing } from '../../machines/task.ts'
import { weekdayCalendar } from '../../src/core/calendar/calendar.ts'
import type { Occurrence } from '../../src/core/occurrence.ts'
import { occurrencesOf } from '../../src/core/occurrence.ts'
import { local, taskOf, TIME_ZONE } from '../world.ts'

const calendar = weekdayCalendar(TIME_ZONE)
const title = { zh: '当日', en: 'Today' }
const DAY = { id: 'day', title, opens: '06:00', due: '17:00', closes: '24:00' }
const MORNING = { id: 'morning', title, opens: '06:00', due: '10:00', closes: '12:00' }
const EVENING = { id: 'evening', title, opens: '18:00', due: '21:00', closes: '24:00' }

interface Asked {
  readonly timing: Timing
  readonly visitAt: string
  readonly from: string
  readonly to: string
  readonly awayMs?: number
  readonly breakSince?: string
}

function occurrences({ timing, visitAt, from, to, awayMs = 0, breakSince }: Asked): readonly Occurrence[] {
  const task: Task = { ...taskOf('N-02'), timing }
  const visit = { seq: 1, at: local(visitAt), awayMs }
  const context = { visit, cases: [], calendar, breakSince: breakSince === undefined ? null : local(breakSince) }
  return occurrencesOf(task, context, local(from), local(to))
}

function ids(asked: Asked): readonly (string | null)[] {
  return occurrences(asked).map(({ id }) => id)
}

describe('a daily round', () => {
  const timing: Timing = { kind: 'recurring', days: 'all', everyDays: 1, slots: [DAY] }
  const visitAt = '2026-03-02 08:00'

  test('is named by its day', () => {
    expect(ids({ timing, visitAt, from: '2026-03-04 00:00', to: '2026-03-06 07:00' })).toEqual(['2026-03-04', '2026-03-05', '2026-03-06'])
  })

  test('is not asked for on the first day when its hour has passed', () => {
    const from = '2026-03-01 00:00'
    expect(ids({ timing, visitAt: '2026-03-02 16:59', from, to: '2026-03-03 05:00' })).toEqual(['2026-03-02'])
    expect(ids({ timing, visitAt: '2026-03-02 17:00', from, to: '2026-03-03 05:00' })).toEqual([])
  })

  test('opens, falls due and closes by the clock on the wall, 24:00 being the next midnight', () => {
    expect(occurrences({ timing, visitAt, from: '2026-03-04 00:00', to: '2026-03-04 23:00' })).toEqual([
      { id: '2026-03-04', opensAt: local('2026-03-04 06:00'), dueAt: local('2026-03-04 17:00'), closesAt: local('2026-03-05 00:00') },
    ])
  })

  test('counts as long as it closes after the start and opens before the end of what is asked', () => {
    expect(ids({ timing, visitAt, from: '2026-03-05 00:00', to: '2026-03-05 06:00' })).toEqual([])
    expect(ids({ timing, visitAt, from: '2026-03-04 23:59', to: '2026-03-05 06:01' })).toEqual(['2026-03-04', '2026-03-05'])
  })
})

test('with several slots a day each round is named by its day and slot', () => {
  const timing: Timing = { kind: 'recurring', days: 'all', everyDays: 1, slots: [MORNING, EVENING] }
  expect(ids({ timing, visitAt: '2026-03-02 11:00', from: '2026-03-02 00:00', to: '2026-03-03 07:00' })).toEqual([
    '2026-03-02/evening',
    '2026-03-03/morning',
  ])
})

describe('on school days', () => {
  const timing: Timing = { kind: 'recurring', days: 'school', everyDays: 1, slots: [DAY] }

  test('there is nothing on Saturday and Sunday', () => {
    expect(ids({ timing, visitAt: '2026-03-01 08:00', from: '2026-03-06 00:00', to: '2026-03-10 05:00' })).toEqual([
      '2026-03-06',
      '2026-03-09',
    ])
  })

  test('and nothing from the day on which the vacation begins, unless it had opened by then', () => {
    const asked = { timing, visitAt: '2026-03-01 08:00', from: '2026-03-04 00:00', to: '2026-03-07 05:00' }
    expect(ids({ ...asked, breakSince: '2026-03-05 05:59' })).toEqual(['2026-03-04'])
    expect(ids({ ...asked, breakSince: '2026-03-05 06:01' })).toEqual(['2026-03-04', '2026-03-05'])
  })
})

test('what is due every day goes on in the vacation', () => {
  const timing: Timing = { kind: 'recurring', days: 'all', everyDays: 1, slots: [DAY] }
  const asked = { timing, visitAt: '2026-03-01 08:00', from: '2026-03-04 00:00', to: '2026-03-05 07:00', breakSince: '2026-03-02 00:00' }
  expect(ids(asked)).toEqual(['2026-03-04', '2026-03-05'])
})

describe('a round of three days', () => {
  const timing: Timing = { kind: 'recurring', days: 'all', everyDays: 3, slots: [DAY] }
  const visitAt = '2026-03-02 08:00'

  test('is counted from the first day, opens on its first and closes on its last, by which it is named', () => {
    expect(occurrences({ timing, visitAt, from: '2026-03-02 00:00', to: '2026-03-06 00:00' })).toEqual([
      { id: '2026-03-04', opensAt: local('2026-03-02 06:00'), dueAt: local('2026-03-04 17:00'), closesAt: local('2026-03-05 00:00') },
      { id: '2026-03-07', opensAt: local('2026-03-05 06:00'), dueAt: local('2026-03-07 17:00'), closesAt: local('2026-03-08 00:00') },
    ])
  })

  test('is the same round on whichever of its days one asks', () => {
    for (const day of ['2026-03-05', '2026-03-06', '2026-03-07']) {
      expect(ids({ timing, visitAt, from: `${day} 07:00`, to: `${day} 08:00` })).toEqual(['2026-03-07'])
    }
  })

  test('with a first time of its own begins on the day after, and the time away moves only the first', () => {
    const withFirst: Timing = { ...timing, firstWithinMinutes: 1440 }
    const asked = { timing: withFirst, visitAt, from: '2026-03-02 00:00', to: '2026-03-05 00:00' }
    expect(occurrences(asked).map(({ id, dueAt }) => [id, dueAt])).toEqual([
      ['first', local('2026-03-03 08:00')],
      ['2026-03-05', local('2026-03-05 17:00')],
    ])
    expect(occurrences({ ...asked, awayMs: 3_600_000 }).map(({ dueAt }) => dueAt)).toEqual([
      local('2026-03-03 09:00'),
      local('2026-03-05 17:00'),
    ])
  })
})

test('a daily round is not asked for while the first time is not even due', () => {
  const timing: Timing = { kind: 'recurring', days: 'all', everyDays: 1, slots: [DAY], firstWithinMinutes: 1440 }
  const asked = { timing, visitAt: '2026-03-06 22:10', from: '2026-03-06 22:10', to: '2026-03-08 12:00' }
  expect(ids(asked)).toEqual(['first', '2026-03-08'])
  expect(ids({ ...asked, timing: { ...timing, firstWithinMinutes: 720 } })).toEqual(['first', '2026-03-07', '2026-03-08'])
})

test('a step without a deadline is open from the start of the visit until it is signed', () => {
  const timing: Timing = { kind: 'once', withinMinutes: null }
  expect(occurrences({ timing, visitAt: '2026-03-02 08:00', from: '2026-04-02 08:00', to: '2026-04-02 08:00' })).toEqual([
    { id: null, opensAt: local('2026-03-02 08:00'), dueAt: null, closesAt: null },
  ])
})
