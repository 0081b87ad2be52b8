import type { Gate } from '../../machines/gate.ts'
import type { Measure } from '../../machines/measures.ts'
import { MEASURES } from '../../machines/measures.ts'
import type { EventDefinition, Playbook } from '../../machines/playbook.ts'
import type { Rule } from '../../machines/rules.ts'
import { RULES } from '../../machines/rules.ts'
import type { Task } from '../../machines/task.ts'
import { allTasks } from './checklist.ts'

/** What of a playbook serves one measure or rule, and which other playbooks do. */
export interface Coverage {
  readonly measure: Rule
  readonly tasks: readonly Task[]
  readonly events: readonly EventDefinition[]
  readonly gates: readonly Gate[]
  readonly elsewhere: readonly Playbook[]
}

/**
 * Every measure that the playbook is about, whether it serves it or not, and whatever else its tasks, events and gates
 * name as their source; in the order of the ids.
 */
export function coverageOf(playbook: Playbook, all: readonly Playbook[]): readonly Coverage[] {
  return [...MEASURES, ...RULES]
    .map((measure) => ({
      measure,
      ...servedBy(playbook, measure.id),
      elsewhere: all.filter(({ name }) => name !== playbook.name).filter((other) => sourcesOf(other).has(measure.id)),
    }))
    .filter(({ measure, ...served }) => isAbout(playbook, measure) || isServed(served))
}

/** Ids of everything that tasks, events and gates of the playbook name as their source. */
export function sourcesOf(playbook: Playbook): ReadonlySet<string> {
  const events = Object.values(playbook.events)
  return new Set([...allTasks(playbook), ...events, ...events.flatMap(({ gates }) => gates)].flatMap(({ source }) => source))
}

type Served = Pick<Coverage, 'tasks' | 'events' | 'gates'>

function servedBy(playbook: Playbook, id: string): Served {
  const events = Object.values(playbook.events)
  const names = ({ source }: { readonly source: readonly string[] }): boolean => source.includes(id)
  const gates = events.flatMap((event) => event.gates).filter(names)
  return {
    tasks: allTasks(playbook).filter(names),
    events: events.filter(names),
    gates: gates.filter((gate, index) => gates.findIndex((other) => other.id === gate.id) === index),
  }
}

function isServed({ tasks, events, gates }: Served): boolean {
  return tasks.length + events.length + gates.length > 0
}

/** The measures of floods belong to their own playbook, all others to that of the epidemic, from which the rules come. */
function isAbout({ name }: Playbook, { id }: Measure): boolean {
  return name === (id.startsWith('F-') ? 'flood' : 'epidemic')
}
