import type { BureauKind } from '../../../machines/vocabulary.ts'
import { activeTasks } from '../checklist.ts'
import { reviewRoute, reviewTurn } from './route.ts'
import type { Situation } from '../situation.ts'

/** One level of the route of a plan that is under review. */
export interface ReviewStage {
  readonly level: BureauKind
  readonly state: 'endorsed' | 'turn' | 'later'
}

/** How far the review of the unit's plan is, level by level; empty where none is under review. */
export function reviewStages(situation: Situation): readonly ReviewStage[] {
  if (!activeTasks(situation).some(({ task }) => task.reviewBy !== undefined)) return []
  const { playbook, unit, response } = situation
  const route = reviewRoute(playbook, unit)
  const turn = reviewTurn(route, response.plan)
  return route.map((level) => ({
    level,
    state: level === turn ? 'turn' : response.plan.endorsedBy.includes(level) ? 'endorsed' : 'later',
  }))
}
