import { expect, test } from 'vitest'
import { boardOf, notActed, slowest } from '../../db/board.ts'
import type { Database } from '../../db/connect.ts'
import {
  addEntry,
  addOrder,
  addOutcome,
  addResponse,
  addSignOff,
  CITY,
  COUNTY,
  DAY,
  NIGHT,
  openCast,
  OTHER_COUNTY,
  PRINCIPAL,
  PROVINCE,
} from './cast.ts'

const TODAY = { date: DAY }
const NOW = { now: '2026-03-06T14:45:30.000Z', limit: 100 }

async function openBoard(): Promise<Database> {
  const db = await openCast()
  await addResponse(db, 'lianping', {
    phase: 'lockdown.sealed',
    total: 20,
    done: 5,
    overdue: 3,
    open_cases: 1,
    provisional: 1,
    awaiting: 3,
    awaiting_overdue: 2,
  })
  await addResponse(db, 'heyuan')
  await addResponse(db, 'yanhu', { phase: 'suspected.isolating', total: 10, done: 9, overdue: 1, open_cases: 2 })
  await addResponse(db, 'shiyan')
  return db
}

test('each bureau and school below the region gets one row that adds up its schools', async () => {
  const db = await openBoard()
  await addSignOff(db, 3, 'heyuan', 'N-02', { occurrence: DAY })
  const [yanhuDistrict, linyi, shiyan, ...others] = await boardOf(db, CITY, '140800', TODAY)
  expect(others).toEqual([])
  expect(linyi).toEqual({
    unit: { code: '140821', name: '临猗县', kind: 'county' },
    schools: 2,
    people: 1020,
    byPhase: { 'lockdown.sealed': { units: 1, people: 700 }, 'normal.inTerm': { units: 1, people: 320 } },
    total: 24,
    done: 9,
    overdue: 3,
    overdueSchools: 1,
    awaiting: 3,
    awaitingOverdue: 2,
    openCases: 1,
    provisional: 1,
    missingReports: 1,
  })
  expect(yanhuDistrict).toMatchObject({ schools: 1, openCases: 2, byPhase: { 'suspected.isolating': { units: 1, people: 1472 } } })
  expect(shiyan).toMatchObject({ unit: { code: 'shiyan', kind: 'senior' }, schools: 1, people: 1070, missingReports: 1 })
})

test('the board of a county has a row for each school, that of the province one for each city', async () => {
  const db = await openBoard()
  expect((await boardOf(db, CITY, '140821', TODAY)).map(({ unit, total }) => [unit.code, total])).toEqual([
    ['heyuan', 4],
    ['lianping', 20],
  ])
  expect((await boardOf(db, PROVINCE, '140000', TODAY)).map(({ unit, schools }) => [unit.code, schools])).toEqual([
    ['140800', 4],
    ['141000', 1],
  ])
})

test('a school without a response counts with its people and stands in no phase', async () => {
  const db = await openCast()
  expect(await boardOf(db, PROVINCE, '141000', TODAY)).toMatchObject([
    { schools: 1, people: 550, byPhase: {}, total: 0, missingReports: 0 },
  ])
})

test('nobody gets the board of another region, and a school has no board', async () => {
  const db = await openBoard()
  expect(await boardOf(db, COUNTY, '140802', TODAY)).toEqual([])
  expect(await boardOf(db, COUNTY, '140800', TODAY)).toEqual([])
  expect(await boardOf(db, PRINCIPAL, 'lianping', TODAY)).toEqual([])
})

test('drills and other playbooks leave the board as it is', async () => {
  const db = await openBoard()
  const before = await boardOf(db, CITY, '140800', TODAY)
  await addResponse(db, 'shiyan', { mode: 'drill-1', phase: 'lockdown.sealed', overdue: 9 })
  await addResponse(db, 'heyuan', { id: 999, playbook: 'flood', phase: 'damaged', overdue: 9 })
  expect(await boardOf(db, CITY, '140800', TODAY)).toEqual(before)
})

test('the slowest come first, and whoever has nothing to do is left out', async () => {
  const db = await openBoard()
  await addResponse(db, 'fenhe', { total: 0, done: 0 })
  const rows = await boardOf(db, CITY, '140800', TODAY)
  expect(slowest(rows).map(({ unit }) => unit.code)).toEqual(['140821', '140802', 'shiyan'])
  expect(slowest(await boardOf(db, PROVINCE, '141000', TODAY))).toEqual([])
})

/** Order 5 of the city moved 莲坪, 荷园 and 砚湖 with the entries 6, 7 and 8, and was refused at 市实验. */
async function openOrdered(): Promise<Database> {
  const db = await openCast()
  await addOrder(db, 5, { unit: '140800', issued_by: 'p-city' })
  for (const [index, code] of ['lianping', 'heyuan', 'yanhu'].entries()) {
    const seq = 6 + index
    await addEntry(db, seq, code, { type: 'event.sent', order: 5 })
    await addOutcome(db, 5, code, seq)
    await addResponse(db, code, { phase: 'lockdown.sealed', cause_seq: seq, cause_order: 5, overdue: index })
  }
  await addEntry(db, 9, 'shiyan', { type: 'command.refused', order: 5 })
  await addOutcome(db, 5, 'shiyan', 9, { result: 'refused', refusal: 'wrong_phase' })
  await addResponse(db, 'shiyan', { cause_seq: 9 })
  return db
}

async function idle(db: Database, viewer: { readonly path: string }, region: string): Promise<readonly string[]> {
  return (await notActed(db, viewer, region, 5, NOW)).items.map(({ code }) => code)
}

test('whoever an order moved and has signed nothing since is named, with the minutes', async () => {
  const db = await openOrdered()
  const { total, items } = await notActed(db, CITY, '140800', 5, NOW)
  expect(total).toBe(3)
  expect(items[0]).toEqual({
    code: 'yanhu',
    name: '砚湖初级中学',
    parentName: '盐湖区',
    phase: 'lockdown.sealed',
    since: NIGHT,
    minutes: 45,
    overdue: 2,
  })
  expect(items.map(({ code }) => code)).toEqual(['yanhu', 'heyuan', 'lianping'])
  expect(await notActed(db, CITY, '140800', 5, { ...NOW, limit: 1 })).toMatchObject({ total: 3, items: [{ code: 'yanhu' }] })
})

test('one signature on a step of the new phase is a beginning; the daily report is none, nor one withdrawn', async () => {
  const db = await openOrdered()
  await addSignOff(db, 20, 'lianping', 'L-01', { visit: 6 })
  await addSignOff(db, 21, 'heyuan', 'N-02', { visit: 1 })
  await addSignOff(db, 22, 'yanhu', 'L-01', { visit: 8, withdrawn_by: 23 })
  expect(await idle(db, CITY, '140800')).toEqual(['yanhu', 'heyuan'])
})

test('schools that have moved on, were led back into an earlier visit, or lie elsewhere are not named', async () => {
  const db = await openOrdered()
  await db.updateTable('response').set({ cause_seq: 40, phase: 'lockdown.closed' }).where('cause_seq', '=', 6).execute()
  await db.updateTable('response').set({ since: '2026-03-01T00:00:00.000Z' }).where('cause_seq', '=', 7).execute()
  expect(await idle(db, CITY, '140800')).toEqual(['yanhu'])
  expect(await idle(db, OTHER_COUNTY, '140802')).toEqual(['yanhu'])
  expect(await idle(db, COUNTY, '140821')).toEqual([])
  expect(await notActed(db, COUNTY, '140802', 5, NOW)).toEqual({ total: 0, items: [] })
  expect(await notActed(db, CITY, '140800', 6, NOW)).toEqual({ total: 0, items: [] })
})
