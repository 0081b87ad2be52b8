import { describe, expect, test } from 'vitest'
import { type Kind, SCHOOL_KINDS, isSchoolKind } from '../../machines/vocabulary.ts'
import { AFFECTED_YANHU, CASE_SCHOOL_YANHU, CAST, DEMO_PRINCIPAL_SCHOOL, RULED_OUT_SCHOOL } from '../../src/demo/cast.ts'
import { type UnitRow, demoUnits } from '../../src/demo/city.ts'
import { cityUnits } from '../../src/demo/city-units.ts'
import { YUNCHENG } from '../../src/demo/yuncheng.ts'

const units = demoUnits()
const schools = units.filter(({ kind }) => isSchoolKind(kind))
const bureaus = units.filter(({ kind }) => !isSchoolKind(kind))
const linyi = schools.filter(({ parent }) => parent === '140821')
const people = ({ boarders, day, staff }: UnitRow): number => boarders + day + staff
const peopleOf = (rows: readonly UnitRow[]): number => rows.reduce((sum, row) => sum + people(row), 0)

function unit(code: string): UnitRow {
  const found = units.find((row) => row.code === code)
  if (!found) throw new Error(`no unit ${code}`)
  return found
}

describe('the figures of the real outbreak', () => {
  test('the city has 13 counties and 1,824 schools', () => {
    expect(schools).toHaveLength(1824)
    expect(units.filter(({ kind }) => kind === 'county')).toHaveLength(13)
    expect(bureaus).toHaveLength(15)
  })

  test('临猗 has 47 boarding schools with 32,657 people and 112 others with 38,555', () => {
    const boarding = linyi.filter(({ boarders }) => boarders > 0)
    const others = linyi.filter(({ boarders }) => boarders === 0)
    expect([linyi.length, boarding.length, others.length]).toEqual([159, 47, 112])
    expect([peopleOf(boarding), peopleOf(others)]).toEqual([32_657, 38_555])
  })

  test('the three affected schools of 盐湖 have 17,828 people', () => {
    const affected = AFFECTED_YANHU.map(unit)
    expect(affected.map(({ parent }) => parent)).toEqual(['140802', '140802', '140802'])
    expect(affected.map(({ kind }) => kind)).toEqual(['senior', 'vocational', 'university'])
    expect(peopleOf(affected)).toBe(17_828)
  })
})

describe('the tree of units', () => {
  test('a unit comes after its parent, and only the province has none', () => {
    const seen = new Set<string>()
    const misplaced = units.filter(({ code, parent }) => {
      seen.add(code)
      return parent === null ? code !== '140000' : !seen.has(parent)
    })
    expect(misplaced).toEqual([])
  })

  test('no code and no name occurs twice', () => {
    expect(new Set(units.map(({ code }) => code)).size).toBe(units.length)
    expect(new Set(units.map(({ name }) => name)).size).toBe(units.length)
  })

  test("a school's code is its county's and four digits, counted from 0001 and by kind", () => {
    for (const county of YUNCHENG.counties) {
      const own = schools.filter(({ parent }) => parent === county.code)
      expect(own.map(({ code }) => code)).toEqual(own.map((_, index) => `${county.code}${String(index + 1).padStart(4, '0')}`))
      const order = own.map(({ kind }) => (SCHOOL_KINDS as readonly Kind[]).indexOf(kind))
      expect(order).toEqual(order.toSorted((a, b) => a - b))
    }
  })

  test('bureaus have neither people nor a hospital; every school has both', () => {
    expect(bureaus.filter((row) => people(row) > 0 || row.hospital !== '')).toEqual([])
    expect(schools.filter(({ boarders, day, staff, hospital }) => staff === 0 || boarders + day === 0 || hospital === '')).toEqual([])
  })
})

describe('what looks natural', () => {
  test.each([
    ['kindergarten', 30, 300],
    ['primary', 20, 2300],
    ['junior', 350, 2100],
    ['senior', 1500, 4500],
    ['vocational', 800, 4600],
    ['university', 5000, 11_000],
    ['special', 38, 140],
    ['training', 30, 250],
  ] as const)('every %s has %i to %i students, and there is at least one', (kind, least, most) => {
    const sizes = schools.filter((row) => row.kind === kind).map(({ boarders, day }) => boarders + day)
    expect(sizes.length).toBeGreaterThan(0)
    expect(Math.min(...sizes)).toBeGreaterThanOrEqual(least)
    expect(Math.max(...sizes)).toBeLessThanOrEqual(most)
  })

  test('nearly half of the schools are kindergartens, nearly a third primary schools', () => {
    const share = (kind: Kind): number => schools.filter((row) => row.kind === kind).length / schools.length
    expect(share('kindergarten')).toBeCloseTo(0.45, 1)
    expect(share('primary')).toBeCloseTo(0.3, 1)
  })

  test('kindergartens and training institutions have no boarders; some schools have boarders and day students', () => {
    const dayOnly = schools.filter(({ kind }) => kind === 'kindergarten' || kind === 'training')
    expect(dayOnly.every(({ boarders }) => boarders === 0)).toBe(true)
    const boarding = (kind: Kind): readonly UnitRow[] => schools.filter((row) => row.kind === kind && row.boarders > 0)
    const mixed = (kind: Kind): readonly UnitRow[] => boarding(kind).filter(({ day }) => day > 0)
    expect([mixed('junior').length > 0, mixed('senior').length > 0]).toEqual([true, true])
    expect([mixed('junior').length < boarding('junior').length, mixed('senior').length < boarding('senior').length]).toEqual([true, true])
  })

  test('names carry no numbers, and universities stand in 盐湖 and 永济 only', () => {
    expect(schools.filter(({ name }) => /[0-9A-Za-z]|第[一二三四五六七八九十]/u.test(name))).toEqual([])
    const places = schools.filter(({ kind }) => kind === 'university').map(({ parent }) => parent)
    expect(new Set(places)).toEqual(new Set(['140802', '140881']))
  })
})

describe('the cast', () => {
  test('every school of the cast is where its name says, with boarders only in a boarding sort', () => {
    for (const { code, name, boarders, day, staff } of CAST) expect(unit(code)).toMatchObject({ name, boarders, day, staff })
    expect(unit(DEMO_PRINCIPAL_SCHOOL)).toMatchObject({ kind: 'junior', parent: '140821', hospital: '临猗县莲坪镇卫生院' })
    expect(unit(CASE_SCHOOL_YANHU)).toMatchObject({ kind: 'junior', parent: '140802' })
    expect(AFFECTED_YANHU).not.toContain(CASE_SCHOOL_YANHU)
    expect(unit(RULED_OUT_SCHOOL)).toMatchObject({ kind: 'primary', parent: '140881' })
  })

  test("the principal's school has boarders and day students", () => {
    const { boarders, day } = unit(DEMO_PRINCIPAL_SCHOOL)
    expect(Math.min(boarders, day)).toBeGreaterThan(0)
  })
})

describe('the generator', () => {
  test('gives the same city twice, within 200 ms', () => {
    const startedAt = performance.now()
    const again = demoUnits()
    expect(performance.now() - startedAt).toBeLessThan(200)
    expect(again).toEqual(units)
  })

  test('gives another city for another seed, with the same sums', () => {
    const other = cityUnits({ ...YUNCHENG, seed: 1 })
    expect(other).not.toEqual(units)
    expect(peopleOf(other.filter(({ parent }) => parent === '140821'))).toBe(32_657 + 38_555)
  })

  test('refuses sums that no plausible rosters can reach', () => {
    const counties = YUNCHENG.counties.map((county) =>
      county.rosters ? { ...county, rosters: { boarding: 1_000_000, others: 1 } } : county,
    )
    expect(() => cityUnits({ ...YUNCHENG, counties })).toThrow('rosters cannot add up to 1000000')
  })
})
