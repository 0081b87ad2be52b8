import type { Playbook } from '../../machines/playbook.ts'
import type { Text } from '../../machines/vocabulary.ts'
import type { ChartMove, ChartNode } from './statechart.ts'
import { chartOf } from './statechart.ts'

/** The regions of which a lifecycle is drawn: where the unit stands; how lessons are given; at a bureau its response and risk levels. */
export const REGIONS = ['control', 'teaching', 'level', 'risk'] as const
export type Region = (typeof REGIONS)[number]

/** Stands in the picture for whichever phase was suspended: one arrow instead of one to every phase. */
export const ORIGIN = 'origin'

/** One region of a statechart as a graph. */
export interface Lifecycle {
  readonly region: Region
  /** Parents before children, in the order of the playbook; the region itself is none of them. */
  readonly nodes: readonly LifecycleNode[]
  readonly edges: readonly Edge[]
  readonly unmoving: readonly Unmoving[]
}

export interface LifecycleNode {
  readonly path: string
  /** Path of the node around it; null for the main phases. */
  readonly parent: string | null
  readonly title: Text
  readonly leaf: boolean
}

/** Everything that leads from one node to another. */
export interface Edge {
  /** From 1, in the order of the nodes from which they lead. */
  readonly number: number
  readonly from: string
  /** A node, or `ORIGIN`. */
  readonly to: string
  readonly events: readonly string[]
  /** Where it may end: for `ORIGIN` every phase to which it can lead. */
  readonly targets: readonly string[]
}

/** What is not drawn: an event that is only recorded, that begins its own node anew, or that leads to one node from everywhere. */
export interface Unmoving {
  /** The node that accepts it; the region or the root where every phase does. */
  readonly from: string
  /** Null if the phase stays as it is. */
  readonly to: string | null
  readonly events: readonly string[]
}

/** The graph of a region; null if the playbook has no such region. */
export function lifecycleOf(playbook: Playbook, region: Region): Lifecycle | null {
  const root = chartOf(playbook)
  const top = root.children.find(({ path }) => path === region)
  if (top === undefined) return null
  const inside = descendants(top)
  // What the root accepts is told once.
  const around = region === REGIONS[0] ? [root, top] : [top]
  const moves = [...around, ...inside].flatMap(({ path, moves: own }) => own.map((move) => leading(path, move, own)))
  return {
    region,
    nodes: inside.map((node) => ({
      path: node.path,
      parent: parentOf(node.path) === region ? null : parentOf(node.path),
      title: node.meta.title,
      leaf: node.children.length === 0,
    })),
    edges: edgesAmong(moves.filter(({ drawn }) => drawn)),
    unmoving: grouped(moves.filter(({ drawn }) => !drawn)).map(([{ from, to }, group]) => ({ from, to, events: eventsOf(group) })),
  }
}

function descendants({ children }: ChartNode): readonly ChartNode[] {
  return children.flatMap((child) => [child, ...descendants(child)])
}

function parentOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf('.')))
}

interface Leading {
  readonly event: string
  readonly from: string
  readonly to: string | null
  readonly target: string | null
  readonly drawn: boolean
}

function leading(from: string, { event, to }: ChartMove, siblings: readonly ChartMove[]): Leading {
  if (to === null) return { event, from, to, target: to, drawn: false }
  const resumes = siblings.some((sibling) => sibling.event === event && sibling.when?.resume !== undefined)
  if (resumes) return { event, from, to: ORIGIN, target: to, drawn: true }
  // What the region or the root accepts, and what begins a node anew, leads into the very box from which it comes.
  return { event, from, to, target: to, drawn: !`${to}.`.startsWith(from === '' ? '' : `${from}.`) }
}

function edgesAmong(moves: readonly Leading[]): readonly Edge[] {
  return grouped(moves).map(([{ from, to }, group], index) => ({
    number: index + 1,
    from,
    to: to ?? ORIGIN,
    events: eventsOf(group),
    targets: [...new Set(group.flatMap(({ target }) => target ?? []))],
  }))
}

function grouped(moves: readonly Leading[]): readonly (readonly [Leading, readonly Leading[]])[] {
  return [...Map.groupBy(moves, ({ from, to }) => `${from} ${to ?? ''}`).values()].flatMap((group) =>
    group[0] === undefined ? [] : [[group[0], group] as const],
  )
}

function eventsOf(group: readonly Leading[]): readonly string[] {
  return [...new Set(group.map(({ event }) => event))]
}
