import { expect, test } from 'vitest'
import { areaCodes, areaOf } from '../../../src/core/surroundings/area.ts'
import { COLLEGE, LIANPING, SHANXI } from '../../world.ts'

const under = { ...COLLEGE, parent: SHANXI.code, path: `${SHANXI.path}${COLLEGE.code}/` }

function risk(name: string, value: string) {
  return { name, level: null, risk: { value, seq: 1, at: '2026-03-06T14:00:00.000Z' } }
}

test('a school goes by the bureaus above it, the nearest first', () => {
  expect(areaCodes(LIANPING)).toEqual([LIANPING.code, '140821', '140800', '140000'])
})

test('a university directly under its province goes by the county and the city where it stands', () => {
  expect(areaCodes(under)).toEqual(['140802', '140800', COLLEGE.code, '140000'])
  const declared = new Map([
    ['140000', risk('山西省', 'low')],
    ['140802', risk('盐湖区', 'high')],
  ])
  expect(areaOf(under, declared).risk?.name).toBe('盐湖区')
  expect(areaOf(under, new Map([['140000', risk('山西省', 'low')]])).risk?.name).toBe('山西省')
})

test('a code that is no code of a place says nothing about where it stands', () => {
  expect(areaCodes({ ...under, code: 'U-7', path: '140000/U-7/' })).toEqual(['U-7', '140000'])
})
