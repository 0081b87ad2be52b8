import { describe, expect, test } from 'vitest'
import type { CalendarRow } from '../../src/core/calendar/row.ts'
import { calendarOf } from '../../src/cli/calendar-lines.ts'
import { CITY } from '../world.ts'

const known = new Map(CITY.map((unit) => [unit.code, unit]))
const HEADER = 'region,kind,from,to,what,name'
const read = (...lines: readonly string[]) => calendarOf([HEADER, ...lines].join('\n'), known, [])
const problems = (...lines: readonly string[]) => {
  const found = read(...lines)
  return 'problems' in found ? found.problems.map(({ line, text }) => `${line}: ${text}`) : []
}

describe('a calendar', () => {
  test('is read in Chinese or in English words, with the dates as spreadsheets write them', () => {
    expect(
      read(
        '140000,,2026-02-24,2026-07-03,学期,春季学期',
        '140000,幼儿园,2026/5/1,2026/5/5,放假,劳动节',
        '140821,primary,2026-05-09,,school_day,',
      ),
    ).toEqual([
      { region: '140000', kind: '', from: '2026-02-24', to: '2026-07-03', what: 'term', name: '春季学期' },
      { region: '140000', kind: 'kindergarten', from: '2026-05-01', to: '2026-05-05', what: 'holiday', name: '劳动节' },
      { region: '140821', kind: 'primary', from: '2026-05-09', to: '2026-05-09', what: 'school_day', name: '' },
    ])
  })

  test('may have its columns in another order, and a make-up day inside a holiday', () => {
    const text = 'what,name,region,kind,to,from\n放假,国庆,140000,,2026-10-08,2026-10-01\n补课,,140000,,2026-10-08,2026-10-08'
    expect(calendarOf(text, known, [])).toMatchObject([{ what: 'holiday' }, { what: 'school_day', from: '2026-10-08' }])
  })

  test('may move a term, and name a school of its own', () => {
    const spring: CalendarRow = { region: '140000', kind: '', from: '2026-02-24', to: '2026-07-03', what: 'term', name: '' }
    const moved = [
      HEADER,
      '140000,,2026-03-02,2026-07-10,学期,',
      '1408020315,,2026-02-16,2026-06-19,学期,',
      '1408020315,,2026-06-22,2026-07-10,学期,小学期',
    ]
    expect(calendarOf(moved.join('\n'), known, [spring])).toHaveLength(3)
  })
})

test.each([
  ['a unit that there is not', '999999,,2026-05-01,,放假,', /region 系统中没有代码为“999999”的单位/],
  ['a bureau as a kind of school', '140000,county,2026-05-01,,放假,', /kind 学校类别“county”/],
  ['an unknown word', '140000,,2026-05-01,,休息,', /what 内容“休息”/],
  ['a day that no month has', '140000,,2026-02-30,,放假,', /from 起始日期“2026-02-30”不是有效日期/],
  ['a date in another notation', '140000,,1.5.2026,,放假,', /from 起始日期/],
  ['an end that is no date', '140000,,2026-05-01,五月五日,放假,', /to 截止日期“五月五日”/],
  ['an end before the beginning', '140000,,2026-05-05,2026-05-01,放假,', /早于起始日期/],
  ['a term of two years', '140000,,2026-02-24,2027-07-03,学期,', /超过上限 300 天，请核对年份/],
  ['a term of a day', '140000,,2026-02-24,,学期,', /只有 1 天/],
  ['a column too few', '140000,,2026-02-24,放假,', /应有 6 列，实有 5 列/],
  ['a name that runs on', `140000,,2026-05-01,,放假,${'长'.repeat(81)}`, /name 名称最多 80 字/],
])('is refused for %s, with the line', (_, line, expected) => {
  const found = problems('140000,,2026-04-04,2026-04-06,放假,清明节', line)
  expect(found).toEqual([expect.stringMatching(/^3: /)])
  expect(found[0]).toMatch(expected)
})

test('is refused for days said twice, and for two terms in a half-year, whether in the file or known already', () => {
  expect(problems('140000,,2026-05-01,2026-05-05,放假,', '140000,,2026-05-05,2026-05-06,放假,')).toEqual([
    '3: 日期 2026-05-05 至 2026-05-06 与第 2 行重叠',
  ])
  expect(problems('140000,,2026-02-01,2026-02-20,学期,', '140000,,2026-03-01,2026-07-01,学期,')).toHaveLength(2)
  const known2: CalendarRow = { region: '140000', kind: '', from: '2026-02-01', to: '2026-02-20', what: 'term', name: '' }
  expect(calendarOf(`${HEADER}\n140000,,2026-03-01,2026-07-01,学期,`, known, [known2])).toMatchObject({ problems: [{ line: 2 }] })
})

test('every mistake of every line is told at once, in order of lines', () => {
  expect(problems('9,,x,,休息,', '140000,,2026-05-01,,放假,', '8,,2026-05-02,,放假,').map((problem) => problem.slice(0, 2))).toEqual([
    '2:',
    '2:',
    '2:',
    '4:',
  ])
})

test('a file without its header, or with another, is refused as a whole', () => {
  expect(calendarOf('', known, [])).toMatchObject({ problems: [{ line: 1 }] })
  expect(calendarOf('region,from,to\n', known, [])).toMatchObject({
    problems: [{ line: 1, text: expect.stringMatching(/首行应为 region,kind,from,to,what,name/) }],
  })
})
