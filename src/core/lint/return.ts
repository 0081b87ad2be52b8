import { deadEnds } from './dead-ends.ts'
import type { Rule } from './finding.ts'
import { afterAll, nodeOf, phaseTitle } from './named.ts'
import { kindsOf } from './routes.ts'

/** From everywhere a unit can come back to where it began. What ends in a single phase is a trap, and found as such. */
export const comeBack: Rule = ({ playbook, routes }) => {
  const findings = routes.flatMap(({ walk, samples }) =>
    deadEnds(walk)
      .filter(({ phases }) => phases.length > 1)
      .map(({ phases, way }) => {
        const [after, titles] = [afterAll(playbook, way), phases.map((phase) => phaseTitle(playbook, phase))]
        return {
          where: { node: nodeOf(playbook, phases[0] ?? ''), kinds: kindsOf(samples) },
          text: {
            zh: `${after.zh}只能在${titles.map(({ zh }) => `“${zh}”`).join('、')}之间往复，回不到起始阶段。补上回去的事件。`,
            en: `${after.en} there is only ${titles.map(({ en }) => `“${en}”`).join(', ')} and no way back to the beginning. Add the event that leads back.`,
          },
        }
      }),
  )
  return { proved: routes.reduce((sum, { walk }) => sum + walk.exits.length, 0), findings }
}
