import { describe, expect, test } from 'vitest'
import { eachTerm, onSchoolDays, DAY_SLOT } from '../../../machines/notation.ts'
import type { Timing } from '../../../machines/task.ts'
import type { CalendarRow } from '../../../src/core/calendar/row.ts'
import { layered } from '../../../src/core/calendar/row.ts'
import { weekdayCalendar } from '../../../src/core/calendar/calendar.ts'
import { calendarsFrom } from '../../../src/core/calendar/calendars.ts'
import { occurrencesOf } from '../../../src/core/occurrence.ts'
import { COLLEGE, LIANPING, LINYI, local, SHANXI, SUNFLOWER, taskOf, TIME_ZONE, TINGLAN, YANHU_SENIOR, YUNCHENG } from '../../world.ts'

const usual = weekdayCalendar(TIME_ZONE)
const SPRING = row('term', '2026-02-24', '2026-07-03')
const AUTUMN = row('term', '2026-09-01', '2027-01-15')

function row(what: CalendarRow['what'], from: string, to = from, more: Partial<CalendarRow> = {}): CalendarRow {
  return { region: SHANXI.code, kind: '', from, to, what, name: '', ...more }
}

/** The school days of these dates, by the calendar of that unit. */
function schoolDays(rows: readonly CalendarRow[], unit: typeof LIANPING, ...dates: readonly string[]): readonly string[] {
  return dates.filter(calendarsFrom(usual, rows).of(unit).isSchoolDay)
}

describe('school days', () => {
  test('are Monday to Friday where nothing is known', () => {
    expect(schoolDays([], LIANPING, '2026-05-01', '2026-05-02')).toEqual(['2026-05-01'])
    expect(calendarsFrom(usual, []).of(LIANPING)).toBe(usual)
  })

  test('are not on holidays, and are on the Saturdays made up for', () => {
    const rows = [SPRING, row('holiday', '2026-05-01', '2026-05-05'), row('school_day', '2026-05-09')]
    expect(schoolDays(rows, LIANPING, '2026-04-30', '2026-05-01', '2026-05-05', '2026-05-06', '2026-05-09', '2026-05-10')).toEqual([
      '2026-04-30',
      '2026-05-06',
      '2026-05-09',
    ])
  })

  test('end with the term where terms are known, and a make-up day in the vacation is none', () => {
    const rows = [SPRING, AUTUMN, row('school_day', '2026-08-01')]
    expect(
      schoolDays(
        rows,
        LIANPING,
        '2026-02-23',
        '2026-02-24',
        '2026-07-03',
        '2026-07-06',
        '2026-08-01',
        '2026-08-31',
        '2026-09-01',
        '2027-01-15',
        '2027-01-18',
      ),
    ).toEqual(['2026-02-24', '2026-07-03', '2026-09-01', '2027-01-15'])
  })

  test('go on by weekday in a half-year whose term nobody has told, with the holidays that are known', () => {
    const rows = [AUTUMN, row('holiday', '2027-05-03')]
    expect(schoolDays(rows, LIANPING, '2026-07-06', '2027-01-29', '2027-02-01', '2027-05-03', '2027-05-04')).toEqual([
      '2026-07-06',
      '2027-02-01',
      '2027-05-04',
    ])
  })

  test('are those of the nearest region, and in one region those of the kind', () => {
    const rows = [
      SPRING,
      row('holiday', '2026-05-04'),
      row('school_day', '2026-05-04', '2026-05-04', { region: YUNCHENG.code }),
      row('holiday', '2026-05-04', '2026-05-04', { region: LINYI.code, kind: 'kindergarten' }),
      row('holiday', '2026-05-06', '2026-05-06', { region: TINGLAN.code }),
    ]
    expect(schoolDays(rows, LIANPING, '2026-05-04', '2026-05-06')).toEqual(['2026-05-04', '2026-05-06'])
    expect(schoolDays(rows, SUNFLOWER, '2026-05-04', '2026-05-06')).toEqual(['2026-05-06'])
    expect(schoolDays(rows, TINGLAN, '2026-05-04', '2026-05-06')).toEqual(['2026-05-04'])
  })

  test('a wider region’s row for a kind yields to a nearer one’s for all', () => {
    const rows = [
      SPRING,
      row('holiday', '2026-05-04', '2026-05-04', { kind: 'junior' }),
      row('school_day', '2026-05-04', '2026-05-04', { region: LINYI.code }),
    ]
    expect(schoolDays(rows, LIANPING, '2026-05-04')).toEqual(['2026-05-04'])
  })

  test('a day both free and made up for in one calendar is made up for', () => {
    expect(
      schoolDays([SPRING, row('school_day', '2026-05-02'), row('holiday', '2026-05-01', '2026-05-03')], LIANPING, '2026-05-02'),
    ).toEqual(['2026-05-02'])
  })
})

describe('terms', () => {
  const terms = (rows: readonly CalendarRow[], unit: typeof LIANPING) =>
    calendarsFrom(usual, rows).of(unit).termsBetween('2026-02-01', '2027-06-01')

  test('are those of the nearest region that has them, one by one, and our defaults for the rest', () => {
    const college = row('term', '2026-02-16', '2026-06-19', { region: COLLEGE.code })
    const summer = row('term', '2026-06-22', '2026-07-10', { region: COLLEGE.code })
    expect(terms([SPRING, AUTUMN, college, summer], COLLEGE)).toEqual([
      { id: '2026-spring', from: '2026-02-16', to: '2026-06-19' },
      { id: '2026-summer', from: '2026-06-22', to: '2026-07-10' },
      { id: '2026-autumn', from: '2026-09-01', to: '2027-01-15' },
      { id: '2027-spring', from: '2027-03-01', to: '2027-07-10' },
    ])
    expect(terms([SPRING, AUTUMN, college, summer], LIANPING)[0]).toEqual({ id: '2026-spring', from: '2026-02-24', to: '2026-07-03' })
  })

  test('may differ by kind', () => {
    const later = row('term', '2026-03-09', '2026-07-10', { kind: 'kindergarten' })
    expect(terms([SPRING, later], SUNFLOWER)[0]?.from).toBe('2026-03-09')
    expect(terms([SPRING, later], LIANPING)[0]?.from).toBe('2026-02-24')
  })
})

test('schools with the same rows share one calendar, others have their own', () => {
  const calendars = calendarsFrom(usual, [SPRING, row('holiday', '2026-05-04', '2026-05-04', { region: LINYI.code, kind: 'kindergarten' })])
  expect(calendars.of(LIANPING)).toBe(calendars.of(YANHU_SENIOR))
  expect(calendars.of(SUNFLOWER)).not.toBe(calendars.of(LIANPING))
})

test('the rounds of a school follow its calendar', () => {
  const { of } = calendarsFrom(usual, [SPRING, row('holiday', '2026-05-01', '2026-05-05'), row('school_day', '2026-05-09')])
  const context = { visit: { seq: 1, at: local('2026-03-02 08:00'), awayMs: 0 }, cases: [], calendar: of(LIANPING), breakSince: null }
  const rounds = (timing: Timing) =>
    occurrencesOf({ ...taskOf('N-02'), timing }, context, local('2026-04-30 00:00'), local('2026-05-10 00:00')).map(({ id }) => id)
  expect(rounds(onSchoolDays(DAY_SLOT))).toEqual(['2026-04-30', '2026-05-06', '2026-05-07', '2026-05-08', '2026-05-09'])
  expect(rounds(eachTerm(10))).toEqual(['2026-spring'])
})

describe('what is said last holds', () => {
  const holiday = row('holiday', '2026-10-01', '2026-10-08')

  test('for its days, and what was said of other days stays', () => {
    const back = row('school_day', '2026-10-08')
    const { rows, added } = layered([SPRING, holiday], [back])
    expect(rows).toEqual([SPRING, { ...holiday, to: '2026-10-07' }, back])
    expect(added).toEqual([back])
    expect(layered([holiday], [row('school_day', '2026-10-04')]).rows.map(({ from, to }) => `${from} ${to}`)).toEqual([
      '2026-10-01 2026-10-03',
      '2026-10-05 2026-10-08',
      '2026-10-04 2026-10-04',
    ])
  })

  test('a term is moved as a whole, and nothing of another region or kind is touched', () => {
    const others = [
      { ...SPRING, region: YUNCHENG.code },
      { ...SPRING, kind: 'primary' as const },
    ]
    const moved = row('term', '2026-03-02', '2026-07-10')
    expect(layered([SPRING, AUTUMN, ...others], [moved]).rows).toEqual([AUTUMN, ...others, moved])
  })

  test('said again it changes nothing, also where holiday and make-up day overlap', () => {
    const said = [SPRING, holiday, row('school_day', '2026-10-08')]
    const once = layered([], said).rows
    expect(layered(once, said)).toEqual({ rows: once, added: [] })
  })
})

test('a school that has rows of its own keeps them for itself, whoever of its county was asked for first', () => {
  const rows = [SPRING, row('holiday', '2026-05-06', '2026-05-06', { region: LIANPING.code })]
  const neighbour = { ...LIANPING, code: '1408210122', path: LIANPING.path.replace('0121', '0122') }
  for (const order of [
    [LIANPING, neighbour],
    [neighbour, LIANPING],
  ]) {
    const calendars = calendarsFrom(usual, rows)
    const days = new Map(order.map((unit) => [unit.code, calendars.of(unit).isSchoolDay('2026-05-06')]))
    expect([days.get(LIANPING.code), days.get(neighbour.code)]).toEqual([false, true])
  }
})
