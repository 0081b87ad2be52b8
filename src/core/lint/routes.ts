import type { Playbook } from '../../../machines/playbook.ts'
import type { Kind } from '../../../machines/vocabulary.ts'
import { allTasks, appliesTo } from '../checklist.ts'
import { begin } from './act.ts'
import type { Walk } from './explore.ts'
import { explore } from './explore.ts'
import { provoke } from './provoke.ts'
import type { Sample } from './sample.ts'
import type { GateSeen } from './watch.ts'
import { watch } from './watch.ts'

/** One walk through the playbook, and the samples for which it stands. */
export interface Route {
  readonly samples: readonly Sample[]
  readonly walk: Walk
  readonly gates: readonly GateSeen[]
}

/**
 * Walks through the playbook for every sample. One walk stands for all samples to which the same events may be sent,
 * of which the same steps are asked that a gate can look at, and whom every gate met on the way would have answered
 * alike; a sample that differs in any of this walks for itself.
 */
export function* routesOf(playbook: Playbook, samples: readonly Sample[]): Generator<void, readonly Route[]> {
  const routes: Route[] = []
  let left = samples.filter(({ small }) => !small)
  for (let first = left[0]; first !== undefined; first = left[0]) {
    const { watched, seen } = watch(playbook, left)
    const walked = yield* explore(watched, first)
    const walk = { ...walked, closed: [...walked.closed, ...provoke(walked.ready, seen.tasks)] }
    const like = footing(playbook, first, seen.tasks)
    const alike = left.filter((one) => one === first || (!seen.differing.has(one) && footing(playbook, one, seen.tasks) === like))
    routes.push({ samples: alike, walk, gates: [...seen.gates.values()] })
    left = left.filter((one) => !alike.includes(one))
  }
  return routes
}

/** All by which two samples can come to different ends, but for the gates. */
function footing(playbook: Playbook, sample: Sample, wanted: ReadonlySet<string>): string {
  const events = Object.values(playbook.events).filter(
    ({ kinds }) => kinds === undefined || kinds.some((kind) => kind === sample.unit.kind),
  )
  const tasks = allTasks(playbook).filter((task) => {
    const counts = task.timing.kind === 'once' || task.timing.kind === 'case' || task.sends !== undefined || wanted.has(task.id)
    return counts && appliesTo(task, { ...sample, playbook })
  })
  const senders = [...begin(playbook, sample).senders.keys()]
  return JSON.stringify([events.map(({ type }) => type), tasks.map(({ id }) => id), senders])
}

/** The kinds of the samples, each once. */
export function kindsOf(samples: readonly Sample[]): readonly Kind[] {
  return [...new Set(samples.map(({ unit }) => unit.kind))]
}
