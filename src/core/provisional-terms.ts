import type { Kind } from '../../machines/vocabulary.ts'
import type { CalendarRow } from './calendar/row.ts'
import { halfOf, halfOfDay } from './calendar/school-calendar.ts'

/** The schools of one kind directly below a unit. */
export interface SchoolGroup {
  readonly path: string
  readonly kind: Kind
}

/** A half-year (`2026-spring`) whose term nobody has told, and for whom. */
export interface ProvisionalTerm {
  readonly half: string
  readonly regions: readonly ProvisionalRegion[]
}

/** All schools of a region, or those of some kinds directly below it. */
export interface ProvisionalRegion {
  readonly code: string
  readonly kinds: readonly Kind[] | null
}

const SOON_DAYS = 60

/** This half-year and, from two months before its February or August on, the next. */
export function halvesInSight(today: string): readonly string[] {
  return [...new Set([halfOfDay(today), halfOfDay(Temporal.PlainDate.from(today).add({ days: SOON_DAYS }).toString())])]
}

/**
 * For whom, below the unit `top`, the term of a half-year is computed and not known, each region as wide as it holds. Empty
 * where it is known for all. Pure.
 */
export function provisionalTerm(half: string, top: string, rows: readonly CalendarRow[], groups: readonly SchoolGroup[]): ProvisionalTerm {
  const keys = toldFor(half, rows)
  const isTold = ({ path, kind }: SchoolGroup): boolean => codesOf(path).some((code) => keys.has(`${code} ${kind}`) || keys.has(`${code} `))
  const regionsOf = ({ path }: SchoolGroup): readonly string[] => codesOf(path).slice(codesOf(top).length - 1)
  const toldRegions = new Set(groups.filter(isTold).flatMap(regionsOf))
  const open = groups.filter((group) => !isTold(group))
  const whole = open.flatMap((group) => regionsOf(group).find((code) => !toldRegions.has(code)) ?? [])
  const partly = open.filter((group) => regionsOf(group).every((code) => toldRegions.has(code)))
  const kinds = Map.groupBy(partly, ({ path }) => codesOf(path).at(-1) ?? '')
  return {
    half,
    regions: [
      ...[...new Set(whole)].map((code) => ({ code, kinds: null })),
      ...[...kinds].map(([code, few]) => ({ code, kinds: few.map(({ kind }) => kind) })),
    ],
  }
}

/** Region and kind of every row that tells a term of the half-year. */
function toldFor(half: string, rows: readonly CalendarRow[]): ReadonlySet<string> {
  const told = rows.filter(({ what, from }) => what === 'term' && halfOf(from) === half)
  return new Set(told.map(({ region, kind }) => `${region} ${kind}`))
}

function codesOf(path: string): readonly string[] {
  return path.split('/').filter((code) => code !== '')
}
