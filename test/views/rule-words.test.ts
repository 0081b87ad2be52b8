import { describe, expect, test } from 'vitest'
import { eachTerm, monthly, onDates, weekly } from '../../machines/notation.ts'
import { roundName, timingWords } from '../../views/deadlines.ts'
import { night, nightInEnglish } from './page.ts'

describe('when something is due is said in words', () => {
  test.each([
    [weekly(), '每周五 17:00 前', 'every Friday by 17:00'],
    [
      weekly({ on: 'TU', due: '12:00', days: 'school' }),
      '每周二 12:00 前（不上学则提前到前一个上学日）',
      'every Tuesday by 12:00 (earlier where that is no school day)',
    ],
    [monthly(), '每月 25 日 17:00 前', 'every month on day 25 by 17:00'],
    [monthly({ on: 30 }), '每月 30 日 17:00 前', 'every month on day 30 by 17:00'],
    [monthly({ on: 31 }), '每月 最后一天 17:00 前', 'every month on the last day by 17:00'],
    [
      onDates('FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,TH', 'week'),
      '每 2 周的周一、周四 17:00 前',
      'every 2 weeks on Monday and Thursday by 17:00',
    ],
    [onDates('FREQ=MONTHLY;INTERVAL=3;BYMONTHDAY=-1', 'month'), '每 3 个月的 最后一天 17:00 前', 'every 3 months on the last day by 17:00'],
    [onDates('FREQ=YEARLY;BYMONTH=9;BYMONTHDAY=1', 'month'), '每年 9 月 1 日 17:00 前', 'every year on 1 September by 17:00'],
    [onDates('FREQ=DAILY;INTERVAL=10', 'week'), '每 10 天 17:00 前', 'every 10 days by 17:00'],
    [eachTerm(14), '每学期开学后 14 天内', 'within 14 days of the start of each term'],
  ])('%j', (timing, zh, en) => {
    expect([timingWords(night, timing), timingWords(nightInEnglish, timing)]).toEqual([zh, en])
  })

  test('and never as a rule that only a programme can read', () => {
    const strange = [
      'FREQ=MONTHLY;BYDAY=2TU',
      'FREQ=WEEKLY;BYDAY=1MO',
      'FREQ=MONTHLY;BYMONTHDAY=-3',
      'FREQ=MONTHLY;BYMONTHDAY=5,10;BYSETPOS=-1',
    ]
    for (const rule of strange) expect(timingWords(night, onDates(rule, 'month'))).toBe('规定日期 17:00 前')
  })
})

test('the round of a term is named after the term', () => {
  expect(roundName(night, undefined, '2026-spring')).toBe('2026 年春季学期')
  expect(roundName(nightInEnglish, undefined, '2026-autumn')).toBe('autumn term 2026')
})
