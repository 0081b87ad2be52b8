import { expect, test } from 'vitest'
import type { Database } from '../../db/connect.ts'
import type { UnitFilter } from '../../db/units.ts'
import { findUnit, listChildren, listUnits } from '../../db/units.ts'
import { addResponse, CITY, COUNTY, openCast, OTHER_COUNTY, PRINCIPAL } from './cast.ts'

async function codes(db: Database, viewer: { readonly path: string }, filter: UnitFilter): Promise<readonly string[]> {
  const { items } = await listUnits(db, viewer, filter, { limit: 100, cursor: null })
  return items.map(({ code }) => code)
}

async function openSchools(): Promise<Database> {
  const db = await openCast()
  await addResponse(db, 'lianping', { phase: 'lockdown.sealed', teaching: 'online', overdue: 2, done: 1, cause_order: 7 })
  await addResponse(db, 'heyuan')
  await addResponse(db, 'yanhu', { phase: 'lockdown.closed' })
  return db
}

test('a school is shown with its bureau and its responses, actual ones first', async () => {
  const db = await openCast()
  await addResponse(db, 'lianping', { mode: 'drill-1', id: 1, phase: 'suspected.isolating' })
  await addResponse(db, 'lianping', { overdue: 1, cause_seq: 9, cause_order: 7 })
  const school = await findUnit(db, COUNTY, 'lianping')
  expect(school).toMatchObject({ code: 'lianping', kind: 'junior', boarders: 486, parent: '140821', parentName: '临猗县' })
  expect(school?.responses).toMatchObject([
    {
      playbook: 'epidemic',
      mode: 'actual',
      phase: 'normal.inTerm',
      total: 4,
      done: 4,
      overdue: 1,
      causeSeq: 9,
      causeOrder: 7,
      nextDueAt: null,
    },
    { mode: 'drill-1', phase: 'suspected.isolating' },
  ])
})

test('a school of another county is not found', async () => {
  const db = await openSchools()
  expect(await findUnit(db, OTHER_COUNTY, 'lianping')).toBeNull()
  expect(await findUnit(db, PRINCIPAL, '140821')).toBeNull()
  expect((await findUnit(db, PRINCIPAL, 'lianping'))?.name).toBe('莲坪镇初级中学')
})

test('a list holds what lies below the viewer and in the region asked for', async () => {
  const db = await openSchools()
  expect(await codes(db, CITY, {})).toEqual(['140800', '140802', 'yanhu', '140821', 'heyuan', 'lianping', 'shiyan'])
  expect(await codes(db, CITY, { region: '140821' })).toEqual(['140821', 'heyuan', 'lianping'])
  expect(await codes(db, COUNTY, {})).toEqual(['140821', 'heyuan', 'lianping'])
  expect(await codes(db, COUNTY, { region: '140802' })).toEqual([])
  expect(await codes(db, COUNTY, { region: '140800' })).toEqual([])
})

test('a list is narrowed by kind, boarding, phase, teaching and deadlines', async () => {
  const db = await openSchools()
  expect(await codes(db, CITY, { kind: 'junior' })).toEqual(['yanhu', 'lianping'])
  expect(await codes(db, CITY, { kinds: ['senior', 'primary'] })).toEqual(['heyuan', 'shiyan'])
  expect(await codes(db, CITY, { kinds: [] })).toEqual([])
  expect(await codes(db, CITY, { kinds: ['junior', 'primary'], boarding: false })).toEqual(['heyuan'])
  expect(await codes(db, CITY, { boarding: true })).toEqual(['yanhu', 'lianping', 'shiyan'])
  expect(await codes(db, CITY, { phase: 'lockdown' })).toEqual(['yanhu', 'lianping'])
  expect(await codes(db, CITY, { phase: 'lockdown.closed' })).toEqual(['yanhu'])
  expect(await codes(db, CITY, { phase: 'lock' })).toEqual([])
  expect(await codes(db, CITY, { phase: 'lockdown', teaching: 'online' })).toEqual(['lianping'])
  expect(await codes(db, CITY, { overdue: true })).toEqual(['lianping'])
  expect(await codes(db, CITY, { overdue: false })).toEqual(['yanhu', 'heyuan'])
})

test('a drill does not put a school on the list of those in lockdown', async () => {
  const db = await openCast()
  await addResponse(db, 'heyuan')
  await addResponse(db, 'heyuan', { mode: 'drill-1', phase: 'lockdown.sealed', overdue: 3 })
  expect(await codes(db, CITY, { phase: 'lockdown' })).toEqual([])
  expect(await codes(db, CITY, { overdue: true })).toEqual([])
})

test('a search takes percent signs and underscores as they were typed', async () => {
  const db = await openCast()
  expect(await codes(db, CITY, { q: '中学' })).toEqual(['yanhu', 'lianping', 'shiyan'])
  expect(await codes(db, CITY, { q: 'LIANP' })).toEqual(['lianping'])
  expect(await codes(db, CITY, { q: '_50%' })).toEqual(['heyuan'])
  expect(await codes(db, CITY, { q: '%' })).toEqual(['heyuan'])
  expect(await codes(db, CITY, { q: '_' })).toEqual(['heyuan'])
  expect(await codes(db, CITY, { q: '\\' })).toEqual([])
  expect(await codes(db, CITY, { q: "' or 1=1 --" })).toEqual([])
})

test('page after page shows every unit once', async () => {
  const db = await openCast()
  const seen: string[] = []
  let cursor: string | null = null
  do {
    const { items, next }: Awaited<ReturnType<typeof listUnits>> = await listUnits(db, CITY, {}, { limit: 3, cursor })
    expect(items.length).toBeLessThanOrEqual(3)
    seen.push(...items.map(({ code }) => code))
    cursor = next
  } while (cursor !== null)
  expect(seen).toEqual(await codes(db, CITY, {}))
})

test('a page that ends with the last unit has no next one', async () => {
  const db = await openCast()
  expect(await listUnits(db, COUNTY, {}, { limit: 3, cursor: null })).toMatchObject({ next: null })
  expect((await listUnits(db, COUNTY, {}, { limit: 3, cursor: 'not a cursor' })).items.length).toBeLessThanOrEqual(3)
})

test('directly below a city stand its counties and its own schools', async () => {
  const db = await openCast()
  expect((await listChildren(db, CITY, '140800')).map(({ code }) => code)).toEqual(['140802', '140821', 'shiyan'])
  expect(await listChildren(db, COUNTY, '140802')).toEqual([])
  expect(await listChildren(db, COUNTY, '140800')).toEqual([])
})
