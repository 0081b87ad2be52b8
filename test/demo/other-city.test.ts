import { expect, test } from 'vitest'
import { SCHOOL_KINDS } from '../../machines/vocabulary.ts'
import { otherCityCsv } from './other-city.ts'

test('the other city is a CSV of 1,600 schools of every kind with unique codes and names', () => {
  const [header, ...lines] = otherCityCsv().trimEnd().split('\n')
  const cells = lines.map((line) => line.split(','))
  const schools = cells.filter(([code]) => code?.length === 10)
  expect(header).toBe('code,parent,kind,name,boarders,day,staff,hospital')
  expect(cells.every((row) => row.length === 8)).toBe(true)
  expect(schools).toHaveLength(1600)
  expect(new Set(schools.map(([, , kind]) => kind))).toEqual(new Set(SCHOOL_KINDS))
  expect(new Set(cells.map(([code]) => code)).size).toBe(cells.length)
  expect(new Set(cells.map(([, , , name]) => name)).size).toBe(cells.length)
})
