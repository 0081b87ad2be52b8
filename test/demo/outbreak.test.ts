import { expect, test } from 'vitest'
import { AFFECTED_YANHU } from '../../src/demo/cast.ts'
import { demoUnits } from '../../src/demo/city.ts'
import { type Flows, outbreakFlows } from '../../src/demo/outbreak.ts'

const units = demoUnits()
const flows = outbreakFlows(units)

function totals(codes: readonly string[]): Flows {
  const zero: Flows = { inSchool: 0, concentrated: 0, atHome: 0 }
  return codes.reduce((sum, code) => {
    const { inSchool, concentrated, atHome } = flows.get(code) ?? zero
    return { inSchool: sum.inSchool + inSchool, concentrated: sum.concentrated + concentrated, atHome: sum.atHome + atHome }
  }, zero)
}

function codesOfLinyi(boarding: boolean): readonly string[] {
  return units.filter(({ parent, boarders }) => parent === '140821' && boarders > 0 === boarding).map(({ code }) => code)
}

test('the flows of every school add up to its roster', () => {
  expect(flows.size).toBe(162)
  const wrong = units.filter(({ code, boarders, day, staff }) => {
    const own = flows.get(code)
    return own && own.inSchool + own.concentrated + own.atHome !== boarders + day + staff
  })
  expect(wrong).toEqual([])
})

test('临猗: 32,657 in school, 178 in concentrated isolation, 38,377 at home', () => {
  expect(totals(codesOfLinyi(true))).toEqual({ inSchool: 32_657, concentrated: 0, atHome: 0 })
  expect(totals(codesOfLinyi(false))).toEqual({ inSchool: 0, concentrated: 178, atHome: 38_377 })
})

test('盐湖: 898 in school, 494 in concentrated isolation, 16,436 at home', () => {
  expect(totals(AFFECTED_YANHU)).toEqual({ inSchool: 898, concentrated: 494, atHome: 16_436 })
})

test('contacts of 临猗 are few in each school', () => {
  const counts = codesOfLinyi(false).map((code) => flows.get(code)?.concentrated ?? 0)
  expect(Math.max(...counts)).toBeLessThanOrEqual(20)
  expect(counts.filter((count) => count > 0).length).toBeGreaterThan(10)
})
