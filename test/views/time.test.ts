import { expect, test } from 'vitest'
import { deadline, instantOfLocal, showDay, showExact, showInstant, showSpan } from '../../views/time.ts'
import { local, TIME_ZONE } from '../world.ts'
import { night, nightInEnglish } from './page.ts'

const MINUTE = 60_000

test.each([
  ['2026-03-06 22:25', '还剩 25 分钟', false],
  ['2026-03-06 20:50', '已逾期 1 小时 10 分钟', true],
  ['2026-03-07 10:00', '还剩 12 小时', false],
  ['2026-03-08 23:00', '还剩 2 天 1 小时', false],
  ['2026-03-06 22:00', '已逾期 不到 1 分钟', true],
])('at 22:00 a deadline at %s reads %s', (wall, words, late) => {
  expect(deadline(night, local(wall))).toEqual({ words, late })
})

test('days are named as people name them, in the time zone of the schools', () => {
  expect(showInstant(night, local('2026-03-06 23:59'))).toBe('今天 23:59')
  expect(showInstant(night, local('2026-03-07 00:01'))).toBe('明天 00:01')
  expect(showInstant(night, local('2026-03-05 08:00'))).toBe('3月5日 08:00')
  expect(showDay(night, '2025-12-31')).toBe('2025年12月31日')
  expect(showInstant(nightInEnglish, local('2026-03-05 08:00'))).toBe('5 Mar 08:00')
  expect(showExact(night, local('2026-03-06 22:00'))).toBe('2026-03-06 22:00:00')
})

test('more than a week is told in days alone', () => {
  expect(showSpan(night, (8 * 1440 + 90) * MINUTE)).toBe('8 天')
})

test('a local time becomes its instant; what is no time is left to be refused', () => {
  expect(instantOfLocal(TIME_ZONE, '2026-03-06T22:00')).toBe(local('2026-03-06 22:00'))
  expect(instantOfLocal(TIME_ZONE, '2026-02-30T22:00')).toBe('2026-02-30T22:00')
  expect(instantOfLocal(TIME_ZONE, '昨晚十点')).toBe('昨晚十点')
})
