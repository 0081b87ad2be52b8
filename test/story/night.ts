import { expect } from 'vitest'
import { isSchoolKind } from '../../machines/vocabulary.ts'
import { AFFECTED_YANHU } from '../../src/demo/cast.ts'
import { demoUnits } from '../../src/demo/city.ts'
import { outbreakFlows } from '../../src/demo/outbreak.ts'
import { openingVisits, put, signAs } from './crowd.ts'
import { dutyLeaderOf, headOf, LIANPING, MISTAKEN, peopleOfTheNight, SILENT } from './night-people.ts'
import type { TestDatabase } from '../databases.ts'
import type { Stage } from './stage.ts'
import { openStage } from './stage.ts'

const UNITS = demoUnits()
const SCHOOLS = UNITS.filter(({ kind }) => isSchoolKind(kind))
const LINYI = SCHOOLS.filter(({ parent }) => parent === '140821')
/** The 47 of 临猗 with boarders, and the 112 without. */
export const BOARDING = LINYI.filter(({ boarders }) => boarders > 0)
export const DAY_SCHOOLS = LINYI.filter(({ boarders }) => boarders === 0)
const AFFECTED = SCHOOLS.filter(({ code }) => AFFECTED_YANHU.some((affected) => affected === code))
const FLOWS = outbreakFlows(UNITS)

export const MORNING = '2022-03-06 05:30'

/** The whole city on the morning of Sunday 6 March 2022. */
export function openTheNight(on?: TestDatabase): Promise<Stage> {
  return openStage(MORNING, UNITS, peopleOfTheNight(UNITS), on)
}

/** Every school of the city but the silent one reports that nothing happened: it is a Sunday, and boarders are in. */
export async function reportZero(stage: Stage): Promise<void> {
  const visits = await openingVisits(
    stage,
    SCHOOLS.map(({ code }) => code),
  )
  const reports = SCHOOLS.filter(({ code }) => code !== SILENT).map(async ({ code, boarders, day, staff }) => {
    const evidence = { studentsPresent: boarders, studentsAway: day, staffPresent: 0, staffAway: staff, suspected: 0, isolated: 0 }
    const visit = found(visits.get(code))
    await put(stage, await stage.actor(headOf(code)), { unit: code, task: 'N-02', visit, occurrence: '2022-03-06', evidence })
  })
  await Promise.all(reports)
}

/** Each boarding school counts who is on site: the head signs for the house staff, the duty leader confirms. 莲坪 does so by itself. */
export async function countOnSite(stage: Stage): Promise<void> {
  const counted = BOARDING.filter(({ code }) => code !== LIANPING).map(async (school) => {
    const onSite = { boardersOnSite: school.boarders + school.day, staffOnSite: school.staff }
    await signAs(stage, headOf(school.code), school.code, 'L-03-onsite', onSite)
    await signAs(stage, dutyLeaderOf(school.code), school.code, 'L-03-onsite', {})
    const outside = { dayOutside: 0, staffOutside: 0, unreached: 0 }
    await signAs(stage, dutyLeaderOf(school.code), school.code, 'L-03', { ...onSite, ...outside })
  })
  await Promise.all(counted)
}

/** The three flows of every sealed school (L-04), signed by its duty leader: the 47 of 临猗 and the three of 盐湖. */
export async function signFlows(stage: Stage): Promise<void> {
  await Promise.all(
    [...BOARDING, ...AFFECTED].map(({ code }) => signAs(stage, dutyLeaderOf(code), code, 'L-04', { ...flowsOf(code), unreached: 0 })),
  )
}

/** Where the people of every school that went online are (O-05, the first count); the one that miscounts does so by itself. */
export async function signWhereabouts(stage: Stage): Promise<void> {
  const schools = DAY_SCHOOLS.filter(({ code }) => code !== MISTAKEN)
  const counted = schools.map(async ({ code, kind }) => {
    if (kind !== 'training') return signAs(stage, dutyLeaderOf(code), code, 'O-05-first', whereabouts(code))
    // Its one head hands the list over; nobody is at a training institution.
    const { inSchool, ...elsewhere } = whereabouts(code)
    expect(inSchool).toBe(0)
    return signAs(stage, headOf(code), code, 'O-05-training', elsewhere)
  })
  await Promise.all(counted)
}

/** What a school that went online states; `moved` people of those at home are counted as in concentrated isolation. */
export function whereabouts(code: string, moved = 0): Readonly<Record<string, number>> {
  const { atHome, concentrated, inSchool } = flowsOf(code)
  return { atHome: atHome - moved, concentrated: concentrated + moved, inSchool, unreached: 0 }
}

function flowsOf(code: string): { readonly inSchool: number; readonly concentrated: number; readonly atHome: number } {
  return found(FLOWS.get(code))
}

function found<T>(value: T | undefined): T {
  if (value === undefined) throw new Error('the demo city lacks what the story needs')
  return value
}
