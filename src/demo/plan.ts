import { apportion } from './apportion.ts'
import type { Counts, ProfileName } from './profiles.ts'

/** A school whose figures and name are written by hand, since a story is told about it. */
export interface CastSchool {
  readonly code: string
  readonly name: string
  readonly boarders: number
  readonly day: number
  readonly staff: number
}

export interface CountyPlan {
  /** GB/T 2260. */
  readonly code: string
  readonly name: string
  readonly townships: number
  readonly counts: Counts
  /** What the rosters of all boarding schools, and of all others, must add up to. */
  readonly rosters?: { readonly boarding: number; readonly others: number }
}

export interface CityPlan {
  readonly seed: number
  readonly province: { readonly code: string; readonly name: string }
  readonly code: string
  readonly name: string
  readonly counties: readonly CountyPlan[]
  readonly cast: readonly CastSchool[]
}

/** The sorts of which a county has a known few; all other sorts share what is left. */
export type FixedCounts = Partial<Pick<Counts, 'senior' | 'vocational' | 'university' | 'special'>>

/**
 * Counts for a county of `schools` schools in all, a share of `urban` (0 to 1) of its people living in town.
 * The more of them do, the fewer village schools there are.
 */
export function countsFor(schools: number, urban: number, fixed: FixedCounts): Counts {
  const known = { senior: 0, vocational: 0, university: 0, special: 0, ...fixed }
  const left = schools - known.senior - known.vocational - known.university - known.special
  const weights = weightsFor(urban)
  const shares = apportion(
    left,
    weights.map(([, weight]) => weight),
  )
  const shared = Object.fromEntries(weights.map(([name], index) => [name, shares[index] ?? 0]))
  // Every sort is either in `known` or in `weights`; `fromEntries` cannot tell.
  return { ...known, ...shared } as Counts
}

/** Of a hundred schools: 46 kindergartens, 31 primary, 13 junior, 10 training. */
function weightsFor(urban: number): readonly (readonly [ProfileName, number])[] {
  const rural = 1 - urban
  return [
    ['townKindergarten', 46 * urban],
    ['townshipKindergarten', 23 * rural],
    ['villageKindergarten', 23 * rural],
    ['townPrimary', 22 * urban],
    ['townshipPrimary', 8 * rural],
    ['boardingPrimary', 8 * rural],
    ['villagePrimary', 9 * urban + 15 * rural],
    ['townshipJunior', 10 * rural],
    ['boardingJunior', 3 * rural],
    ['mixedJunior', 8 * urban],
    ['townJunior', 5 * urban],
    ['training', 10],
  ]
}
