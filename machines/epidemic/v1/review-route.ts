import { UNIVERSITY } from '../../notation.ts'
import type { ReviewRoute } from '../../review.ts'
import type { BureauKind } from '../../vocabulary.ts'

/** county, then city for the schools of a county; the city for its own; the province for universities and for its own. */
export const reviewRoutes: readonly ReviewRoute[] = [
  { kinds: UNIVERSITY, stages: [['province', 'city', 'county']] },
  { under: ['county', 'township'], stages: [['county'], ['city', 'province']] },
  { under: ['city'], stages: [['city']] },
  { under: ['province'], stages: [['province']] },
]

/** Levels that review anywhere: the commands that may order a school. */
export const REVIEWING = ['county', 'city', 'province'] as const satisfies readonly BureauKind[]

/** The step of review that a level signs. */
export function reviewStep(level: BureauKind): string {
  return `P-05-${level}`
}
