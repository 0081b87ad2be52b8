import { summaryOf, workedOut } from '../../src/core/summary.ts'
import { claim, alike } from './claim.ts'
import { overlaysAreWhereTheyBelong } from './overlays.ts'
import type { Walk } from './walk.ts'
import { situationAt } from './walk.ts'

/** What holds at any time and takes a while to look at. */
export async function holds(walk: Walk): Promise<void> {
  await overlaysAreWhereTheyBelong(walk)
  for (const unit of walk.units) {
    const situation = await situationAt(walk, unit, walk.playbook.name)
    const now = walk.city.clock.now()
    claim(alike(summaryOf(situation, now), workedOut(situation, now)), 'what is remembered of a checklist is what it says', unit)
  }
}

/** Replaying the journal finds everything as it is stored. */
export async function replays({ city }: Walk): Promise<void> {
  const differences = await city.differences()
  claim(differences.length === 0, 'a replay finds no difference', ...differences)
}
