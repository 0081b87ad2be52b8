import { allNodes } from '../statechart.ts'
import type { Rule } from './finding.ts'
import { kindsOf } from './routes.ts'

/** Every state is reached by some kind of unit, and there is an end to what can be reached. */
export const states: Rule = ({ playbook, routes }) => {
  const reached = new Set(routes.flatMap(({ walk }) => walk.places.flatMap(({ standing }) => standing.response.nodes)))
  const never = allNodes(playbook).filter((node) => !reached.has(node))
  const endless = routes.filter(({ walk }) => !walk.complete)
  return {
    proved: reached.size,
    findings: [
      ...never.map((node) => ({
        where: { node },
        text: {
          zh: '没有任何事件能到达这个阶段。补上到达它的事件，或删去它。',
          en: 'No event ever leads to this state. Add one that does, or drop the state.',
        },
      })),
      ...endless.map(({ walk, samples }) => ({
        where: { kinds: kindsOf(samples) },
        text: {
          zh: `走过 ${walk.places.length} 种情形仍没有尽头：中止的阶段越积越多。检查哪个事件只中止、不恢复。`,
          en: `No end after ${walk.places.length} situations: suspended phases pile up. Find the event that suspends and is never resumed.`,
        },
      })),
    ],
  }
}
