import { setup } from 'xstate'
import type { AnyStateMachine } from 'xstate'
import type { ChartEvent, NodeMeta } from './playbook.ts'

/** A node of a playbook's statechart as it is written down: its meaning, its children and its moves. */
export interface Node {
  readonly meta: NodeMeta
  readonly type?: 'parallel'
  readonly initial?: string
  readonly states?: Readonly<Record<string, Node>>
  readonly on?: Moves
}

/** Moves by event. Of several moves the first whose condition holds is taken. */
export type Moves = Readonly<Record<string, readonly Move[]>>

/** Where an event leads. Without `to` the event is recorded and the phase stays. */
export interface Move {
  /** Path of the target node, e.g. `control.lockdown.sealed`. */
  readonly to?: string
  /** Leave and enter again, so that a new visit begins. */
  readonly reenter?: boolean
  readonly when?: Condition
}

/** Everything given must hold. Plain values, so that a version of the chart can be digested. */
export interface Condition {
  /** Whether cases are still open after the event. */
  readonly openCases?: boolean
  /** The phase to return to is exactly this one. */
  readonly resume?: string
  readonly resumeTeaching?: string
  /** The teaching that the event asks for. */
  readonly teaching?: string
  /** The response level, or the risk level, that the event declares. */
  readonly level?: string
  readonly risk?: string
  /** The control phase is one of these, or below one of them. */
  readonly phases?: readonly string[]
}

/**
 * Builds the XState machine of a playbook. Every node carries its `NodeMeta` and the entry action
 * `{ type: 'enter', params: { node } }` with its path (the root's is empty), so that a pure transition tells what it entered.
 */
export function buildMachine(name: string, root: Node): AnyStateMachine {
  return chart.createMachine({ id: name, ...nodeConfig(name, '', root) })
}

/** True if everything that the condition names holds of the event. */
export function holds(condition: Condition, event: ChartEvent): boolean {
  return (
    (condition.openCases === undefined || condition.openCases === event.openCasesAfter > 0) &&
    (condition.resume === undefined || condition.resume === event.resume) &&
    (condition.resumeTeaching === undefined || condition.resumeTeaching === event.resumeTeaching) &&
    (condition.teaching === undefined || condition.teaching === event.teaching) &&
    (condition.level === undefined || condition.level === event.level) &&
    (condition.risk === undefined || condition.risk === event.risk) &&
    (condition.phases === undefined || condition.phases.some((prefix) => isWithin(event.phase, prefix)))
  )
}

/** `lockdown.sealed` is within `lockdown` and within itself. */
function isWithin(phase: string, prefix: string): boolean {
  return phase === prefix || phase.startsWith(`${prefix}.`)
}

// Actions only name what happened; whoever takes the transition reads them.
const chart = setup({
  // XState reads the type of this value, never the value.
  types: { events: {} as ChartEvent },
  actions: { enter: (_args, _params: { readonly node: string }) => {}, record: () => {} },
  guards: { holds: ({ event }, condition: Condition) => holds(condition, event) },
})

/** A node as XState reads it. */
interface NodeConfig {
  readonly entry: { readonly type: 'enter'; readonly params: { readonly node: string } }
  readonly meta: NodeMeta
  readonly type?: 'parallel'
  readonly initial?: string
  readonly states?: Readonly<Record<string, NodeConfig>>
  readonly on?: Readonly<Record<string, readonly object[]>>
}

function nodeConfig(name: string, path: string, { meta, type, initial, states = {}, on = {} }: Node): NodeConfig {
  const below = (key: string): string => (path === '' ? key : `${path}.${key}`)
  const children = Object.entries(states).map(([key, child]) => [key, nodeConfig(name, below(key), child)] as const)
  const moves = Object.entries(on).map(([event, list]) => [event, list.map((move) => transitionConfig(name, move))] as const)
  return {
    entry: { type: 'enter', params: { node: path } },
    meta,
    ...(type && { type }),
    ...(initial && { initial }),
    ...(children.length > 0 && { states: Object.fromEntries(children) }),
    ...(moves.length > 0 && { on: Object.fromEntries(moves) }),
  }
}

function transitionConfig(name: string, move: Move): object {
  return {
    // A move with neither target nor action would make `can()` answer false.
    ...(move.to === undefined ? { actions: 'record' } : { target: `#${name}.${move.to}` }),
    ...(move.reenter && { reenter: true }),
    ...(move.when && { guard: { type: 'holds', params: move.when } }),
  }
}
