import { array, assert, constantFrom, integer, option, property, record } from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  AFTERNOON,
  daily,
  DAY_SLOT,
  eachTerm,
  every,
  firstThenEvery,
  monthly,
  MORNING,
  onDates,
  onSchoolDays,
  weekly,
} from '../../machines/notation.ts'
import type { Task, Timing } from '../../machines/task.ts'
import { weekdayCalendar } from '../../src/core/calendar/calendar.ts'
import type { Occurrence } from '../../src/core/occurrence.ts'
import { occurrencesOf } from '../../src/core/occurrence.ts'
import { taskOf, TIME_ZONE } from '../world.ts'

const TIMINGS: readonly Timing[] = [
  daily(DAY_SLOT),
  onSchoolDays(MORNING, AFTERNOON),
  every(3, DAY_SLOT),
  firstThenEvery(600, 2, DAY_SLOT),
  weekly(),
  weekly({ on: 'SU', days: 'school' }),
  monthly(),
  monthly({ on: 31, due: '24:00', days: 'school' }),
  onDates('FREQ=WEEKLY;BYDAY=TU,FR', { daysBefore: 1, daysAfter: 0 }),
  onDates('FREQ=MONTHLY;BYDAY=2TU', { daysBefore: 40, daysAfter: 40 }),
  onDates('FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29', 'month', { days: 'school' }),
  eachTerm(14),
  eachTerm(400),
]
const ZONES = ['Asia/Shanghai', 'Europe/Berlin', 'America/New_York', 'Pacific/Apia']
const minuteOf = integer({ min: Date.parse('2023-10-01T00:00Z') / 60_000, max: Date.parse('2027-03-01T00:00Z') / 60_000 })

/** Walks in steps over a time in which everything happens, in calendars of several zones. */
const walk = record({
  timing: constantFrom(...TIMINGS),
  zone: constantFrom(...ZONES),
  visit: minuteOf,
  steps: array(integer({ min: 1, max: 40 * 1440 }), { minLength: 1, maxLength: 12 }),
})

describe('whichever cadence', () => {
  const at = (minute: number): string => new Date(minute * 60_000).toISOString()

  test('looking from window to window shows the same rounds as one long look', () => {
    assert(
      property(walk, option(integer({ min: 0, max: 90 * 1440 }), { nil: null }), ({ timing, zone, visit, steps }, vacation) => {
        const task: Task = { ...taskOf('N-02'), timing }
        const context = {
          visit: { seq: 1, at: at(visit), awayMs: 0 },
          cases: [],
          calendar: weekdayCalendar(zone),
          breakSince: vacation === null ? null : at(visit + vacation),
        }
        const ends = steps.reduce<readonly number[]>((minutes, step) => [...minutes, (minutes.at(-1) ?? visit) + step], [visit])
        const seen = new Map<string | null, Occurrence>()
        for (const [index, end] of ends.slice(1).entries()) {
          for (const round of occurrencesOf(task, context, at(ends[index] ?? visit), at(end))) {
            expect(seen.get(round.id) ?? round).toEqual(round)
            seen.set(round.id, round)
          }
        }
        const whole = occurrencesOf(task, context, at(visit), at(ends.at(-1) ?? visit))
        expect([...seen.values()]).toEqual(whole)
        expect(new Set(whole.map(({ id }) => id)).size).toBe(whole.length)
      }),
      { numRuns: 400 },
    )
  })

  test('a round opens before it is due, and is due before it closes or when it does', () => {
    assert(
      property(walk, ({ timing, zone, visit, steps }) => {
        const task: Task = { ...taskOf('N-02'), timing }
        const context = { visit: { seq: 1, at: at(visit), awayMs: 0 }, cases: [], calendar: weekdayCalendar(zone), breakSince: null }
        for (const { id, opensAt, dueAt, closesAt } of occurrencesOf(task, context, at(visit), at(visit + (steps[0] ?? 1) * 10))) {
          if (id === 'first') continue
          expect([opensAt < (dueAt ?? ''), (dueAt ?? '') <= (closesAt ?? ''), (dueAt ?? '') > at(visit)]).toEqual([true, true, true])
        }
      }),
      { numRuns: 400 },
    )
  })

  test('the times are those of the school’s clock, wherever the server stands', () => {
    const before = process.env['TZ']
    const hostOffsets = new Set<number>()
    const seen = ['Asia/Shanghai', 'America/New_York', 'Pacific/Kiritimati'].map((zone) => {
      process.env['TZ'] = zone
      hostOffsets.add(new Date(0).getTimezoneOffset())
      // A calendar of its own, so that nothing is remembered from the zone before.
      const context = {
        visit: { seq: 1, at: at(29_460_000), awayMs: 0 },
        cases: [],
        calendar: weekdayCalendar(TIME_ZONE),
        breakSince: null,
      }
      return TIMINGS.map((timing) => occurrencesOf({ ...taskOf('N-02'), timing }, context, at(29_460_000), at(29_600_000)))
    })
    if (before === undefined) delete process.env['TZ']
    else process.env['TZ'] = before
    expect(hostOffsets.size).toBe(3)
    expect(seen[0]?.flat().length).toBeGreaterThan(200)
    expect(seen[1]).toEqual(seen[0])
    expect(seen[2]).toEqual(seen[0])
  })
})
