import { AFFECTED_YANHU, type AffectedSchool } from './cast.ts'
import { mulberry32, pick } from './random.ts'
import { headCount } from './rosters.ts'
import type { UnitRow } from './unit-row.ts'

/** Where the people of one school are after the night of 6 March: L-04's three flows. */
export interface Flows {
  readonly inSchool: number
  readonly concentrated: number
  readonly atHome: number
}

/** The flows of the 162 schools that the outbreak (H) reached, by code; each adds up to its school's roster. */
export function outbreakFlows(units: readonly UnitRow[]): ReadonlyMap<string, Flows> {
  const linyi = units.filter(({ parent }) => parent === '140821')
  const boarding = linyi.filter(({ boarders }) => boarders > 0)
  const others = linyi.filter(({ boarders }) => boarders === 0)
  const concentrated = concentratedBySchool(others)
  return new Map([
    ...boarding.map((unit) => [unit.code, { inSchool: headCount(unit), concentrated: 0, atHome: 0 }] as const),
    ...others.map((unit) => [unit.code, leftAtHome(unit, concentrated.get(unit.code) ?? 0)] as const),
    ...AFFECTED_YANHU.map((code) => [code, YANHU_FLOWS[code]] as const),
  ])
}

/** 盐湖 (H): 898 isolated in school, 494 in concentrated isolation, 16,436 taken home. */
const YANHU_FLOWS: Readonly<Record<AffectedSchool, Flows>> = {
  [AFFECTED_YANHU[0]]: { inSchool: 157, concentrated: 89, atHome: 3562 },
  [AFFECTED_YANHU[1]]: { inSchool: 255, concentrated: 134, atHome: 4485 },
  [AFFECTED_YANHU[2]]: { inSchool: 486, concentrated: 271, atHome: 8389 },
}

const CONCENTRATED_LINYI = 178

function leftAtHome(unit: UnitRow, concentrated: number): Flows {
  return { inSchool: 0, concentrated, atHome: headCount(unit) - concentrated }
}

/** Contacts cluster: people are drawn one by one from a few schools, and from the larger ones mostly. */
function concentratedBySchool(schools: readonly UnitRow[]): ReadonlyMap<string, number> {
  const random = mulberry32(CONCENTRATED_LINYI)
  const touched = schools
    .filter((unit) => headCount(unit) >= 200)
    .flatMap((unit) => Array<string>(Math.ceil(headCount(unit) / 400)).fill(unit.code))
  const counts = new Map<string, number>()
  for (let person = 0; person < CONCENTRATED_LINYI; person += 1) {
    const code = pick(random, touched)
    counts.set(code, (counts.get(code) ?? 0) + 1)
  }
  return counts
}
