import { deadEnds } from './dead-ends.ts'
import type { Rule } from './finding.ts'
import { afterAll, nodeOf } from './named.ts'
import { kindsOf } from './routes.ts'

/** No phase is a trap: for every kind of unit there is a way out of it, whatever happened before. */
export const traps: Rule = ({ playbook, routes }) => {
  const findings = routes.flatMap(({ walk, samples }) =>
    deadEnds(walk).flatMap(({ phases, way }) => {
      const [phase, ...others] = phases
      if (phase === undefined || others.length > 0) return []
      const after = afterAll(playbook, way)
      return [
        {
          where: { node: nodeOf(playbook, phase), kinds: kindsOf(samples) },
          text: {
            zh: `${after.zh}到此，再没有事件能离开。补上离开的事件，或放宽其条件。`,
            en: `${after.en} no event leads out again. Add one that does, or relax its gates.`,
          },
        },
      ]
    }),
  )
  return { proved: routes.reduce((sum, { walk }) => sum + walk.places.length, 0), findings }
}
