import type { Playbook } from '../../../machines/playbook.ts'
import type { ReviewRoute } from '../../../machines/review.ts'
import type { Task } from '../../../machines/task.ts'
import type { BureauKind } from '../../../machines/vocabulary.ts'
import type { Plan } from '../response.ts'
import type { Unit } from '../unit.ts'

type Placed = Pick<Unit, 'kind' | 'levels'>

/**
 * The levels that review the unit's plan, one after another: those of the playbook's table that stand above the
 * unit. Where no row of it fits, the nearest bureau above reviews; empty if there is none, or nothing is reviewed.
 */
export function reviewRoute({ reviews }: Pick<Playbook, 'reviews'>, unit: Placed): readonly BureauKind[] {
  if (reviews === undefined) return []
  const nearest = unit.levels.at(-1)
  if (nearest === undefined) return []
  const route = reviews.find((row) => fits(row, unit.kind, nearest))
  const levels = (route?.stages ?? []).flatMap((stage) => stage.find((level) => unit.levels.includes(level)) ?? [])
  return levels.length === 0 ? [nearest] : levels
}

function fits({ kinds, under }: ReviewRoute, kind: Unit['kind'], nearest: BureauKind): boolean {
  return (kinds === undefined || kinds.includes(kind)) && (under === undefined || under.includes(nearest))
}

/** The level whose turn it is to review; null once all of the route have endorsed. */
export function reviewTurn(route: readonly BureauKind[], { endorsedBy }: Pick<Plan, 'endorsedBy'>): BureauKind | null {
  return route.find((level) => !endorsedBy.includes(level)) ?? null
}

/** For a step of a later stage of the review, the level that has to endorse before; null where it may be signed now. */
export function consentBefore(
  { reviewBy }: Task,
  {
    playbook,
    unit,
    response: { plan },
  }: { readonly playbook: Playbook; readonly unit: Placed; readonly response: { readonly plan: Plan } },
): BureauKind | null {
  if (reviewBy === undefined) return null
  const route = reviewRoute(playbook, unit)
  const turn = reviewTurn(route, plan)
  return turn !== null && route.indexOf(turn) < route.indexOf(reviewBy) ? turn : null
}
