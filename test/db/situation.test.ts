import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Database } from '../../db/connect.ts'
import { lastWords, sumsOf } from '../../db/evidence-now.ts'
import { situationReport } from '../../db/situation.ts'
import { addResponse, addSignOff, CITY, COUNTY, DAY, openCast, PRINCIPAL } from './cast.ts'

const TODAY = { date: DAY }

async function openSchools(): Promise<Database> {
  const db = await openCast()
  await addResponse(db, 'lianping', { phase: 'lockdown.sealed', overdue: 3, open_cases: 1 })
  await addResponse(db, 'heyuan', { phase: 'lockdown.sealed' })
  await addResponse(db, 'yanhu', { provisional: 1 })
  return db
}

async function evidence(db: Database, region = '140800'): Promise<Readonly<Record<string, number>> | undefined> {
  return (await situationReport(db, CITY, region, TODAY))?.evidence
}

function counts(values: Readonly<Record<string, unknown>>): { readonly evidence: string } {
  return { evidence: JSON.stringify(values) }
}

test('the report of a region states its schools, people, phases, deadlines and missing reports', async () => {
  const db = await openSchools()
  await addSignOff(db, 3, 'yanhu', 'N-02', { occurrence: DAY, ...counts({ suspected: 1 }) })
  const report = await situationReport(db, CITY, '140800', TODAY)
  expect(report).toMatchObject({
    units: 4,
    people: 3562,
    byPhase: { 'lockdown.sealed': { units: 2, people: 1020 }, 'normal.inTerm': { units: 1, people: 1472 } },
    overdue: 3,
    overdueSchools: 1,
    openCases: 1,
    provisional: 1,
    evidence: { suspected: 1 },
    reportedBy: { suspected: 1 },
    missingReports: [
      { code: 'heyuan', name: '荷园_50%小学' },
      { code: 'lianping', name: '莲坪镇初级中学' },
    ],
    faultyReports: [
      { code: 'heyuan', fault: 'missing' },
      { code: 'lianping', fault: 'missing' },
    ],
  })
})

test('it is broken down by the units directly below', async () => {
  const db = await openSchools()
  await addSignOff(db, 3, 'yanhu', 'L-04', counts({ atHome: 7 }))
  await addSignOff(db, 4, 'heyuan', 'L-04', counts({ atHome: 300, concentrated: 20 }))
  await addSignOff(db, 5, 'lianping', 'L-04', counts({ atHome: 140, inSchool: 560 }))
  const report = await situationReport(db, CITY, '140800', TODAY)
  expect(report?.evidence).toEqual({ atHome: 447, concentrated: 20, inSchool: 560 })
  expect(report?.reportedBy).toEqual({ atHome: 3, concentrated: 1, inSchool: 1 })
  expect(report?.byRegion).toMatchObject([
    { unit: { code: '140802' }, units: 1, people: 1472, evidence: { atHome: 7 }, missingReports: 1 },
    {
      unit: { code: '140821' },
      units: 2,
      evidence: { atHome: 440, concentrated: 20, inSchool: 560 },
      reportedBy: { atHome: 2 },
      overdue: 3,
    },
    { unit: { code: 'shiyan' }, units: 1, evidence: {}, byPhase: {} },
  ])
})

test('a school has a situation of its own', async () => {
  const db = await openSchools()
  await addSignOff(db, 3, 'lianping', 'L-04', counts({ inSchool: 5 }))
  expect(await situationReport(db, PRINCIPAL, 'lianping', TODAY)).toMatchObject({
    units: 1,
    people: 700,
    evidence: { inSchool: 5 },
    byRegion: [],
  })
})

test('of a task, only what each school stated last counts', async () => {
  const db = await openSchools()
  await addSignOff(db, 3, 'lianping', 'L-03', { occurrence: 'first', ...counts({ unreached: 9 }) })
  await addSignOff(db, 4, 'heyuan', 'L-03', { occurrence: 'first', ...counts({ unreached: 1 }) })
  await addSignOff(db, 5, 'lianping', 'L-03', { occurrence: DAY, ...counts({ unreached: 2 }) })
  expect(await evidence(db)).toEqual({ unreached: 3 })
})

test('two tasks that ask for the same figure do not count anybody twice', async () => {
  const db = await openSchools()
  await addSignOff(db, 3, 'lianping', 'L-04', counts({ atHome: 100, unreached: 4 }))
  await addSignOff(db, 4, 'lianping', 'L-03', counts({ dayOutside: 143, unreached: 1 }))
  await addSignOff(db, 5, 'heyuan', 'L-03', counts({ unreached: 2 }))
  await addSignOff(db, 6, 'heyuan', 'L-04', counts({ unreached: 0 }))
  expect(await evidence(db)).toEqual({ atHome: 100, unreached: 1, dayOutside: 143 })
  expect((await situationReport(db, CITY, '140800', TODAY))?.reportedBy).toMatchObject({ unreached: 2 })
})

test('only counts are added up, not dates or choices', async () => {
  const db = await openSchools()
  await addSignOff(db, 3, 'lianping', 'L-04', counts({ atHome: 1, on: '2026-03-07', kinds: ['a'], grade: '3' }))
  expect(await evidence(db)).toEqual({ atHome: 1 })
})

test.each([
  ['was withdrawn', { withdrawn_by: 9 }],
  ['waits for its second signature', { complete: 0 }],
  ['says that the step does not apply', { statement: 'not_applicable' }],
  ['belongs to a drill', { mode: 'drill-1' }],
  ['belongs to another playbook', { playbook: 'flood' }],
])('a signature that %s is left out, and the one before it stands', async (_, signature) => {
  const db = await openSchools()
  await addSignOff(db, 3, 'lianping', 'L-04', counts({ atHome: 1 }))
  await addSignOff(db, 4, 'lianping', 'L-04', { visit: 2, ...counts({ atHome: 50 }), ...signature })
  expect(await evidence(db)).toEqual({ atHome: 1 })
})

test('a second signature that only confirms lets the figures of the first stand', async () => {
  const db = await openSchools()
  const first = { complete: 0, ...counts({ boardersOnSite: 480 }) }
  await addSignOff(db, 3, 'lianping', 'L-03-onsite', first)
  expect(await evidence(db)).toEqual({})
  await addSignOff(db, 4, 'heyuan', 'L-03-onsite')
  expect(await evidence(db)).toEqual({})
  await addSignOff(db, 5, 'lianping', 'L-03-onsite', { visit: 2 })
  expect(await evidence(db)).toEqual({})
  await addSignOff(db, 6, 'lianping', 'L-03-onsite', { occurrence: DAY })
  expect(await evidence(db)).toEqual({})
  await addSignOff(db, 7, 'lianping', 'L-03-onsite', { withdrawn_by: 8 })
  expect(await evidence(db)).toEqual({})
  await addSignOff(db, 9, 'lianping', 'L-03-onsite')
  expect(await evidence(db)).toEqual({ boardersOnSite: 480 })
})

test('a second signature with figures of its own replaces those of the first', async () => {
  const db = await openSchools()
  await addSignOff(db, 3, 'lianping', 'L-03-onsite', { complete: 0, ...counts({ boardersOnSite: 480 }) })
  await addSignOff(db, 4, 'lianping', 'L-03-onsite', counts({ boardersOnSite: 481 }))
  expect(await evidence(db)).toEqual({ boardersOnSite: 481 })
})

test('nobody gets the situation of another region', async () => {
  const db = await openSchools()
  await addSignOff(db, 3, 'yanhu', 'L-04', counts({ atHome: 7 }))
  expect(await situationReport(db, COUNTY, '140802', TODAY)).toBeNull()
  expect(await situationReport(db, COUNTY, '140800', TODAY)).toBeNull()
  expect((await situationReport(db, COUNTY, '140821', TODAY))?.evidence).toEqual({})
})

test('whatever schools state in whatever order, each counts once for each figure, with its last word', () => {
  const statement = fc.record({
    path: fc.constantFrom('a/', 'b/', 'c/'),
    evidence: fc.dictionary(fc.constantFrom('atHome', 'inSchool'), fc.nat(1000), { noNullPrototype: true }),
  })
  fc.assert(
    fc.property(fc.array(statement, { maxLength: 12 }), fc.nat(), (said, seed) => {
      const numbered = said.map((each, seq) => ({ ...each, seq }))
      const shuffled = numbered.toSorted((a, b) => ((a.seq * 7919 + seed) % 13) - ((b.seq * 7919 + seed) % 13))
      for (const field of ['atHome', 'inSchool']) {
        const last = ['a/', 'b/', 'c/'].flatMap(
          (path) => numbered.findLast((each) => each.path === path && field in each.evidence)?.evidence[field] ?? [],
        )
        const sums = sumsOf(lastWords(shuffled))
        expect(sums.evidence[field] ?? 0).toBe(last.reduce((sum, value) => sum + value, 0))
        expect(sums.reportedBy[field] ?? 0).toBe(last.length)
      }
    }),
  )
})

test('what a school stated in a phase that is over no longer counts', async () => {
  const db = await openCast()
  await addResponse(db, 'lianping', { visits: ',1,9,' })
  await addSignOff(db, 4, 'lianping', 'L-04', { visit: 2, ...counts({ inSchool: 50 }) })
  await addSignOff(db, 5, 'lianping', 'N-02', { visit: 1, ...counts({ suspected: 3 }) })
  expect(await evidence(db)).toEqual({ suspected: 3 })
})
