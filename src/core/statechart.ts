import type { AnyMachineSnapshot, AnyStateMachine, AnyStateNode, StateValue } from 'xstate'
import { initialTransition, transition } from 'xstate'
import type { Condition } from '../../machines/chart.ts'
import type { ChartEvent, NodeMeta, Playbook } from '../../machines/playbook.ts'

/** Where a response stands, or would stand, in its statechart. */
export interface Position {
  /** Active nodes by path, root `''` first. */
  readonly nodes: readonly string[]
  readonly phase: string
  /** Empty where the playbook has no region `teaching`. */
  readonly teaching: string
}

export interface Step extends Position {
  /** Nodes entered by the transition, re-entered ones too. */
  readonly entered: readonly string[]
}

/** Where a new response of the playbook begins. */
export function initialStep({ machine }: Playbook): Step {
  const known = firstSteps.get(machine)
  if (known !== undefined) return known
  const [snapshot, actions] = initialTransition(machine)
  const first = { ...positionOf(valueIn(snapshot)), entered: enteredBy(actions) }
  firstSteps.set(machine, first)
  return first
}

const firstSteps = new WeakMap<AnyStateMachine, Step>()

/**
 * Sends the event into the pinned statechart; null if it is not accepted there. Pure: `transition()` would return the
 * same snapshot for an event that it ignores, so `can()` is asked first.
 */
export function step(playbook: Playbook, nodes: readonly string[], event: ChartEvent): Step | null {
  const known = steps.get(playbook.machine) ?? new Map<string, Step | null>()
  steps.set(playbook.machine, known)
  const key = `${nodes.join(' ')} ${JSON.stringify(event)}`
  const found = known.get(key)
  if (found !== undefined) return found
  if (known.size >= REMEMBERED) known.clear()
  const taken = stepFrom(snapshotAt(playbook.machine, nodes), playbook.machine, event)
  known.set(key, taken)
  return taken
}

/** Most schools of an order stand alike, so each step is taken once. */
const steps = new WeakMap<AnyStateMachine, Map<string, Step | null>>()
const REMEMBERED = 2_000

function stepFrom(snapshot: AnyMachineSnapshot, machine: AnyStateMachine, event: ChartEvent): Step | null {
  if (!snapshot.can(event)) return null
  const [next, actions] = transition(machine, snapshot, event)
  return { ...positionOf(valueIn(next)), entered: enteredBy(actions) }
}

/** What the node means to people; undefined if the playbook has no such node. */
export function nodeMeta(playbook: Playbook, node: string): NodeMeta | undefined {
  return nodesOf(playbook.machine).get(node)
}

/** Paths of all nodes, parents before children. */
export function allNodes(playbook: Playbook): readonly string[] {
  return [...nodesOf(playbook.machine).keys()]
}

/** The events that this node itself reacts to, under some condition at least; its parents' hold in it as well. */
export function eventsAt(playbook: Playbook, node: string): readonly string[] {
  const path = node === '' ? [] : node.split('.')
  const found = path.reduce<AnyStateNode | undefined>((parent, key) => parent?.states[key], playbook.machine.root)
  return found === undefined ? [] : found.ownEvents.map(String)
}

/** A node of the statechart with what leads out of it, for whoever draws the chart or writes it down. */
export interface ChartNode {
  /** The root's is empty. */
  readonly path: string
  readonly meta: NodeMeta
  readonly parallel: boolean
  /** Key of the child entered first; null where all are entered, or none. */
  readonly initial: string | null
  readonly moves: readonly ChartMove[]
  readonly children: readonly ChartNode[]
}

/** One transition. Of several for one event the first whose condition holds is taken. */
export interface ChartMove {
  readonly event: string
  /** Path of the target; null if the event is recorded and the phase stays. */
  readonly to: string | null
  readonly reenter: boolean
  readonly when: Condition | null
}

/** The whole statechart as a tree, in the order in which it is written. */
export function chartOf(playbook: Playbook): ChartNode {
  return chartNode(playbook.machine.root)
}

function chartNode(node: AnyStateNode): ChartNode {
  return {
    path: node.path.join('.'),
    // Every node of a playbook carries NodeMeta: machines/chart builds them so.
    meta: node.meta as NodeMeta,
    parallel: node.type === 'parallel',
    initial: node.type === 'compound' ? (node.initial.target[0]?.key ?? null) : null,
    moves: [...node.transitions.values()].flat().map(({ eventType, target, reenter, guard }) => ({
      event: String(eventType),
      to: target?.[0]?.path.join('.') ?? null,
      reenter,
      // The one guard that machines/chart writes is `holds`, whose parameters are a condition.
      when: (guard as { readonly params: Condition } | undefined)?.params ?? null,
    })),
    children: Object.values(node.states).map(chartNode),
  }
}

const metaOfMachine = new WeakMap<AnyStateMachine, ReadonlyMap<string, NodeMeta>>()

function nodesOf(machine: AnyStateMachine): ReadonlyMap<string, NodeMeta> {
  const known = metaOfMachine.get(machine)
  if (known !== undefined) return known
  const found = new Map<string, NodeMeta>()
  const visit = (node: AnyStateNode): void => {
    // Every node of a playbook carries NodeMeta: machines/chart builds them so.
    found.set(node.path.join('.'), node.meta as NodeMeta)
    for (const child of Object.values(node.states)) visit(child)
  }
  visit(machine.root)
  metaOfMachine.set(machine, found)
  return found
}

const snapshots = new WeakMap<AnyStateMachine, Map<string, AnyMachineSnapshot>>()

/** Snapshots are immutable and few, so each configuration is resolved once. */
function snapshotAt(machine: AnyStateMachine, nodes: readonly string[]): AnyMachineSnapshot {
  const known = snapshots.get(machine) ?? new Map<string, AnyMachineSnapshot>()
  snapshots.set(machine, known)
  const key = nodes.join(' ')
  const snapshot = known.get(key) ?? machine.resolveState({ value: valueOf(nodes), context: {} })
  known.set(key, snapshot)
  return snapshot
}

function valueIn(snapshot: AnyMachineSnapshot): StateValue {
  // Typed `any` by XState for machines in general; a snapshot's value is a state value.
  return snapshot.value as StateValue
}

function enteredBy(actions: readonly { readonly type: string; readonly params: unknown }[]): readonly string[] {
  // `enter` is written by machines/chart alone, always with its node.
  return actions.filter(({ type }) => type === 'enter').map(({ params }) => (params as { readonly node: string }).node)
}

function positionOf(value: StateValue): Position {
  return positionAt(['', ...pathsOf(value, '')])
}

/** Where a response stands whose active nodes these are. */
export function positionAt(nodes: readonly string[]): Position {
  const deepest = (region: string): string => nodes.findLast((node) => node.startsWith(`${region}.`)) ?? `${region}.`
  return {
    nodes,
    phase: deepest('control').slice('control.'.length),
    teaching: deepest('teaching').split('.').at(-1) ?? '',
  }
}

function pathsOf(value: StateValue, prefix: string): readonly string[] {
  if (typeof value === 'string') return [prefix === '' ? value : `${prefix}.${value}`]
  return Object.entries(value).flatMap(([key, inner]) => {
    const path = prefix === '' ? key : `${prefix}.${key}`
    return inner === undefined ? [path] : [path, ...pathsOf(inner, path)]
  })
}

/** The state value whose active nodes these are: the inverse of `pathsOf`. */
function valueOf(nodes: readonly string[]): StateValue {
  const childrenOf = (parent: string): readonly string[] =>
    nodes.filter((node) => node !== '' && node.slice(0, Math.max(0, node.lastIndexOf('.'))) === parent)
  const name = (node: string): string => node.slice(node.lastIndexOf('.') + 1)
  const build = (parent: string): StateValue => {
    const children = childrenOf(parent)
    const only = children[0]
    if (children.length === 1 && only !== undefined && childrenOf(only).length === 0) return name(only)
    return Object.fromEntries(children.map((child) => [name(child), build(child)]))
  }
  return build('')
}
