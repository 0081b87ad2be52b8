import type { Condition } from '../../machines/chart.ts'
import type { Playbook } from '../../machines/playbook.ts'
import type { Text } from '../../machines/vocabulary.ts'
import type { ChartMove, ChartNode } from './statechart.ts'
import { chartOf } from './statechart.ts'

type Language = keyof Text

/**
 * The statechart of a playbook as the configuration of an XState machine, without functions, for Stately's tools and for
 * `createMachine`. Every guard has a name that says its condition, which stands in its `params` too; what people call
 * each state and event is in `description` and `meta`.
 */
export function machineJson(playbook: Playbook, language: Language): Readonly<Record<string, unknown>> {
  const { name, version } = playbook
  return { id: name, version: String(version), ...stateJson(playbook, language, chartOf(playbook)) }
}

function stateJson(playbook: Playbook, language: Language, node: ChartNode): Readonly<Record<string, unknown>> {
  const { path, meta, parallel, initial, moves, children } = node
  const events = [...Map.groupBy(moves, ({ event }) => event)]
  const states = children.map((child) => [child.path.split('.').at(-1) ?? '', stateJson(playbook, language, child)] as const)
  return {
    description: [meta.title, meta.summary].flatMap((text) => (text === undefined ? [] : [text[language]])).join('\n'),
    meta: { title: meta.title, tasks: meta.tasks.map(({ id, title }) => ({ id, title })) },
    entry: { type: 'enter', params: { node: path } },
    ...(parallel && { type: 'parallel' }),
    ...(initial !== null && { initial }),
    ...(states.length > 0 && { states: Object.fromEntries(states) }),
    ...(events.length > 0 && {
      on: Object.fromEntries(events.map(([event, list]) => [event, list.map((one) => moveJson(playbook, language, one))])),
    }),
  }
}

function moveJson(
  { name, events }: Playbook,
  language: Language,
  { event, to, reenter, when }: ChartMove,
): Readonly<Record<string, unknown>> {
  const meaning = events[event]
  return {
    ...(to === null ? { actions: 'record' } : { target: `#${name}.${to}` }),
    ...(reenter && { reenter }),
    // A condition without any part always holds.
    ...(when !== null && Object.keys(when).length > 0 && { guard: { type: guardName(when), params: when } }),
    ...(meaning && {
      description: meaning.title[language],
      meta: { title: meaning.title, gates: meaning.gates.map(({ id, title }) => ({ id, title })) },
    }),
  }
}

/** `resume is normal.inTerm`, `openCases is true and phases is lockdown or online`. */
function guardName(condition: Condition): string {
  return Object.entries(condition)
    .map(([fact, wanted]) => `${fact} is ${Array.isArray(wanted) ? wanted.join(' or ') : String(wanted)}`)
    .join(' and ')
}
