import { describe, expect, test } from 'vitest'
import type { CalendarRow } from '../../src/core/calendar/row.ts'
import { halvesInSight, provisionalTerm } from '../../src/core/provisional-terms.ts'
import { LINYI, SHANXI, YANHU, YUNCHENG } from '../world.ts'

const GROUPS = [
  { path: LINYI.path, kind: 'primary' },
  { path: LINYI.path, kind: 'kindergarten' },
  { path: YANHU.path, kind: 'senior' },
  { path: YANHU.path, kind: 'university' },
] as const

function term(region: string, from: string, kind: CalendarRow['kind'] = ''): CalendarRow {
  return { region, kind, from, to: from, what: 'term', name: '' }
}

describe('a half-year whose term nobody has told', () => {
  const regions = (...rows: readonly CalendarRow[]) => provisionalTerm('2026-spring', SHANXI.path, rows, GROUPS).regions

  test('is named with the widest region of which that is true', () => {
    expect(regions()).toEqual([{ code: SHANXI.code, kinds: null }])
    expect(regions(term(YANHU.code, '2026-02-24'))).toEqual([{ code: LINYI.code, kinds: null }])
    expect(regions(term(YUNCHENG.code, '2026-02-24'))).toEqual([])
    expect(provisionalTerm('2026-spring', YUNCHENG.path, [], GROUPS).regions).toEqual([{ code: YUNCHENG.code, kinds: null }])
  })

  test('is not told by another term, nor by holidays', () => {
    const holiday = { ...term(SHANXI.code, '2026-05-01'), what: 'holiday' } as const
    expect(regions(term(SHANXI.code, '2025-09-01'), holiday)).toEqual([{ code: SHANXI.code, kinds: null }])
  })

  test('is named with the kinds of school for which it was not told', () => {
    expect(regions(term(LINYI.code, '2026-02-24', 'primary'), term(YUNCHENG.code, '2026-03-02', 'senior'))).toEqual([
      { code: LINYI.code, kinds: ['kindergarten'] },
      { code: YANHU.code, kinds: ['university'] },
    ])
  })
})

test('the next half-year comes into sight two months before it', () => {
  expect(halvesInSight('2026-03-06')).toEqual(['2026-spring'])
  expect(halvesInSight('2026-06-03')).toEqual(['2026-spring', '2026-autumn'])
  expect(halvesInSight('2026-12-01')).toEqual(['2026-autumn'])
  expect(halvesInSight('2026-12-04')).toEqual(['2026-autumn', '2027-spring'])
  expect(halvesInSight('2027-01-15')).toEqual(['2026-autumn', '2027-spring'])
})
