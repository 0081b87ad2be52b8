import type { Standing } from '../../src/core/lint/act.ts'
import { begin } from '../../src/core/lint/act.ts'
import type { Situation } from '../../src/core/situation.ts'
import type { Walk } from './walk.ts'

/** The situation as the linter thinks on from it: without the engine, and without anybody hearing of it. */
export function standingIn({ town, city }: Walk, situation: Situation): Standing {
  const { unit, playbook, response, heldPosts, ...around } = situation
  const sample = { unit, people: town.near(unit), heldPosts, small: false }
  const now = city.clock.now()
  const standing = begin(playbook, sample)
  return { ...standing, response, around: { ...around, nextWakeAt: null }, area: around.area ?? standing.area, now, seq: FAR }
}

/** Far from any seq of a walk, so that what is only thought is not mistaken for what is recorded. */
const FAR = 1_000_000_000
