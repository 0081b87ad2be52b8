import { describe, expect, test } from 'vitest'
import { plusMinutes, wholeDays, weekdayCalendar } from '../../../src/core/calendar/calendar.ts'

const shanghai = weekdayCalendar('Asia/Shanghai')

describe('the day in Shanghai', () => {
  test('begins eight hours before the day in Greenwich', () => {
    expect(shanghai.instantOf('2026-03-07', '00:00')).toBe('2026-03-06T16:00:00.000Z')
    expect(shanghai.dateOf('2026-03-06T15:59:59.999Z')).toBe('2026-03-06')
    expect(shanghai.dateOf('2026-03-06T16:00:00.000Z')).toBe('2026-03-07')
  })

  test('ends where the next begins', () => {
    expect(shanghai.instantOf('2026-12-31', '24:00')).toBe(shanghai.instantOf('2027-01-01', '00:00'))
    expect(shanghai.instantOf('2024-02-28', '24:00')).toBe(shanghai.instantOf('2024-02-29', '00:00'))
  })

  test('is a school day from Monday to Friday', () => {
    expect(['2026-03-06', '2026-03-07', '2026-03-08', '2026-03-09'].map(shanghai.isSchoolDay)).toEqual([true, false, false, true])
  })

  test('is followed by others, over ends of months and years', () => {
    expect(shanghai.addDays('2026-02-28', 1)).toBe('2026-03-01')
    expect(shanghai.addDays('2026-12-30', 3)).toBe('2027-01-02')
    expect(shanghai.addDays('2026-03-01', -1)).toBe('2026-02-28')
  })
})

test('where clocks are changed, a day is still from midnight to midnight', () => {
  const berlin = weekdayCalendar('Europe/Berlin')
  expect(berlin.instantOf('2026-03-29', '00:00')).toBe('2026-03-28T23:00:00.000Z')
  expect(berlin.instantOf('2026-03-29', '24:00')).toBe('2026-03-29T22:00:00.000Z')
})

test('asked the same again it answers the same, after thousands of other questions too', () => {
  const first = shanghai.instantOf('2026-03-07', '17:00')
  for (let day = 0; day < 25_000; day += 1) shanghai.dateOf(new Date(day * 86_400_000).toISOString())
  expect(shanghai.instantOf('2026-03-07', '17:00')).toBe(first)
})

test('a day that has only begun does not count', () => {
  expect(wholeDays('2026-03-06T14:00:00.000Z', '2026-03-09T13:59:59.999Z')).toBe(2)
  expect(wholeDays('2026-03-06T14:00:00.000Z', '2026-03-09T14:00:00.000Z')).toBe(3)
  expect(plusMinutes('2026-03-06T14:00:00.000Z', 30)).toBe('2026-03-06T14:30:00.000Z')
})
