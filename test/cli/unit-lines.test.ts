import { expect, test } from 'vitest'
import type { Unit } from '../../src/core/unit.ts'
import { unitsOf } from '../../src/cli/unit-lines.ts'
import { CITY } from '../world.ts'

const known: ReadonlyMap<string, Unit> = new Map(CITY.map((unit) => [unit.code, unit]))
const HEADER = 'code,parent,kind,name,boarders,day,staff,hospital'
const read = (...lines: readonly string[]) => unitsOf([HEADER, ...lines].join('\n'), known)
const problems = (...lines: readonly string[]) => {
  const found = read(...lines)
  return 'problems' in found ? found.problems.map(({ line, text }) => `${line}: ${text}`) : []
}

test('parents may stand below their children in the file, and come first out of it', () => {
  const units = read('2102020001,210202,primary,中山一小,0,300,20,市立医院', '210202,210200,county,中山区,,,,', '210200,,city,大连市,,,,')
  expect('problems' in units ? [] : units.map(({ code, parent }) => [code, parent])).toEqual([
    ['210200', null],
    ['210202', '210200'],
    ['2102020001', '210202'],
  ])
})

test('a township, a school of a township and a campus of a school each have their place', () => {
  expect(
    problems(
      '140821100,140821,township,猗氏镇,,,,',
      '1408211001,140821100,primary,猗氏镇小学,0,100,9,',
      '1408211001-1,1408211001,campus,分校区,0,10,1,',
    ),
  ).toEqual([])
})

test('the columns may come in another order, and the kind of a known unit may change among schools', () => {
  const units = unitsOf('name,code,kind,parent,staff,day,boarders,hospital\n汀兰完全中学,1408210007,senior,140821,20,300,0,', known)
  expect('problems' in units ? units : units[0]).toMatchObject({ code: '1408210007', kind: 'senior', staff: 20, day: 300 })
})

test.each([
  ['a kind that there is not', '1,140821,college,甲,0,0,0,', /kind 单位类别“college”/],
  ['half a pupil', '1,140821,primary,甲,0,0.5,0,', /人数须为 0 或正整数/],
  ['fewer than nobody', '1,140821,primary,甲,-1,0,0,', /人数须为 0 或正整数/],
  ['no name', '1,140821,primary,,0,0,0,', /name 单位名称/],
  ['a name that hides something', '1,140821,primary,甲\u202E乙,0,0,0,', /name 单位名称/],
  ['a code with a slash', '1/2,140821,primary,甲,0,0,0,', /code 单位代码/],
  ['a missing cell', '1,140821,primary,甲,0,0,0', /应有 8 列，实有 7 列/],
  ['a parent that nobody knows', '1,999999,primary,甲,0,0,0,', /parent 上级单位 999999/],
  ['a school without a parent', '1,,primary,甲,0,0,0,', /parent 学校须填写上级单位代码/],
  ['a school below a school', '1,1408210007,primary,甲,0,0,0,', /parent 上级单位 1408210007（primary）不能管辖 primary/],
  ['a city below a county', '1,140821,city,甲,,,,', /不能管辖 city/],
  ['a campus below a county', '1,140821,campus,甲,,,,', /不能管辖 campus/],
  ['a unit above itself', '1,1,county,甲,,,,', /不能管辖 county/],
  ['a school turned into a bureau', '1408210007,140800,county,汀兰,,,,', /学校与行政单位不能互改/],
])('%s is refused with its line and reason', (_what, line, reason) => {
  expect(problems('2,140821,primary,乙,0,0,0,', line)).toEqual([expect.stringMatching(new RegExp(`^3: .*${reason.source}`))])
})

test('every bad line is named, and a code that stands twice with both its lines', () => {
  expect(problems('1,140821,primary,甲,x,0,0,', '2,140821,primary,乙,0,0,0,', '2,140821,primary,乙,0,0,0,')).toEqual([
    '2: boarders、day、staff 人数须为 0 或正整数',
    '4: code 单位代码 2 与第 3 行重复',
  ])
})

test.each(['', 'code,parent', 'code,code,parent,kind,name,boarders,day,staff', `${HEADER},more`])('the header %j is refused', (header) => {
  const found = unitsOf(`${header}\n1,140821,primary,甲,0,0,0,`, known)
  expect('problems' in found ? found.problems : []).toEqual([{ line: expect.any(Number), text: expect.stringMatching(/code,parent,kind/) }])
})
