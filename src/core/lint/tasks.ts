import { activeTasks, allTasks } from '../checklist.ts'
import { situationOf } from './act.ts'
import type { Rule } from './finding.ts'

/** Every task is asked of some unit in some situation that can be reached. */
export const tasks: Rule = ({ playbook, routes }) => {
  const asked = new Set(
    routes.flatMap(({ walk, samples }) =>
      // The same steps are asked wherever the same nodes are active.
      [...new Map(walk.places.map((place) => [place.standing.response.nodes.join(' '), place.standing])).values()].flatMap((standing) =>
        samples.flatMap((sample) => activeTasks(situationOf({ ...standing, sample })).map(({ task }) => task.id)),
      ),
    ),
  )
  const ids = new Set(allTasks(playbook).map(({ id }) => id))
  return {
    proved: asked.size,
    findings: [...ids]
      .filter((id) => !asked.has(id))
      .map((task) => ({
        where: { task },
        text: {
          zh: '没有哪类学校会在能到达的阶段接到这项任务。核对它的适用类别和所在阶段。',
          en: 'No unit is ever asked for this task in a state that it can reach. Check its kinds and its node.',
        },
      })),
  }
}
