import { expect, test } from 'vitest'
import type { Database } from '../../db/connect.ts'
import { faultyReports } from '../../db/daily-report.ts'
import { boardOf } from '../../db/board.ts'
import { addResponse, addSignOff, CITY, COUNTY, DAY, openCast } from './cast.ts'

const REPORT = 'N-02'

async function openSchools(): Promise<Database> {
  const db = await openCast()
  for (const code of ['lianping', 'heyuan', 'yanhu', 'shiyan']) await addResponse(db, code)
  return db
}

/** The faults of the county's two schools: `missing`, `late`, or why it is incomplete. */
async function faultsOf(db: Database): Promise<Readonly<Record<string, string>>> {
  const reports = await faultyReports(db, COUNTY, '140821', DAY)
  return Object.fromEntries(reports.map(({ code, fault, why }) => [code, why ?? fault]))
}

test('reports that are missing, late and incomplete are told apart, school by school, in order of path', async () => {
  const db = await openSchools()
  await addSignOff(db, 3, 'lianping', REPORT, { occurrence: DAY, late: 1 })
  await addSignOff(db, 4, 'shiyan', REPORT, { occurrence: DAY, withdrawn_by: 9 })
  await addSignOff(db, 5, 'heyuan', REPORT, { occurrence: DAY })
  const reports = await faultyReports(db, CITY, '140800', DAY)
  expect(reports.map(({ code, fault, why, reported }) => [code, fault, why, reported])).toEqual([
    ['yanhu', 'missing', null, false],
    ['lianping', 'late', null, true],
    ['shiyan', 'incomplete', 'withdrawn', false],
  ])
  expect(reports[1]).toMatchObject({ name: '莲坪镇初级中学', parentName: '临猗县' })
})

test('nobody sees the reports of schools that are not theirs', async () => {
  const db = await openSchools()
  expect((await faultyReports(db, COUNTY, '140821', DAY)).map(({ code }) => code)).toEqual(['heyuan', 'lianping'])
  expect(await faultyReports(db, COUNTY, '140802', DAY)).toEqual([])
})

test.each([
  ['of the day before', { occurrence: '2026-03-06' }, 'missing'],
  ['of the day after', { occurrence: '2026-03-08' }, 'missing'],
  ['of a drill', { occurrence: DAY, mode: 'drill-1' }, 'missing'],
  ['that was withdrawn', { occurrence: DAY, withdrawn_by: 9 }, 'withdrawn'],
  ['with one of two signatures', { occurrence: DAY, complete: 0 }, 'unconfirmed'],
  ['signed as not applicable', { occurrence: DAY, statement: 'not_applicable' }, 'without_figures'],
])('a report %s is none for the day', async (_, signature, fault) => {
  const db = await openSchools()
  await addSignOff(db, 3, 'heyuan', REPORT, signature)
  expect(await faultsOf(db)).toMatchObject({ heyuan: fault })
})

test('a report counts for its day also when those of other days were signed before and after it', async () => {
  const db = await openSchools()
  await addSignOff(db, 2, 'heyuan', REPORT, { occurrence: '2026-03-06', late: 1 })
  await addSignOff(db, 3, 'heyuan', REPORT, { occurrence: DAY, withdrawn_by: 4 })
  await addSignOff(db, 5, 'heyuan', REPORT, { occurrence: DAY })
  await addSignOff(db, 6, 'heyuan', REPORT, { occurrence: '2026-03-08' })
  expect(await faultsOf(db)).toEqual({ lianping: 'missing' })
})

test('one corrected after its hour was incomplete when it was due', async () => {
  const db = await openSchools()
  await addSignOff(db, 3, 'heyuan', REPORT, { occurrence: DAY, withdrawn_by: 4 })
  await addSignOff(db, 5, 'heyuan', REPORT, { occurrence: DAY, late: 1 })
  expect(await faultsOf(db)).toEqual({ heyuan: 'corrected_late', lianping: 'missing' })
})

test('the board counts the schools without a complete report, whatever the fault', async () => {
  const db = await openSchools()
  await addSignOff(db, 3, 'heyuan', REPORT, { occurrence: DAY, late: 1 })
  await addSignOff(db, 4, 'lianping', REPORT, { occurrence: DAY, withdrawn_by: 9 })
  const unreported = (await faultyReports(db, COUNTY, '140821', DAY)).filter(({ reported }) => !reported)
  const board = await boardOf(db, COUNTY, '140821', { date: DAY })
  expect(unreported.map(({ code }) => code)).toEqual(['lianping'])
  expect(board.reduce((sum, { missingReports }) => sum + missingReports, 0)).toBe(1)
})
