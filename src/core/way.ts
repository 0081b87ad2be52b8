import type { Playbook } from '../../machines/playbook.ts'
import type { Instant } from '../../machines/vocabulary.ts'
import type { Edge, Lifecycle } from './lifecycle.ts'
import { ORIGIN } from './lifecycle.ts'
import type { Response, Seq } from './response.ts'
import { initialStep } from './statechart.ts'

/** One change of phase as the journal has it. */
export interface Passage {
  readonly seq: Seq
  readonly at: Instant
  /** Null where the response was opened. */
  readonly event: string | null
  readonly from: string | null
  readonly to: string
  readonly teaching: string
}

/**
 * The passages of the present emergency: from the last time that the response stood in its first phase. If it stands
 * there now, of the last one, so that what is over can still be read. Both lists begin with the oldest.
 */
export function presentWay(playbook: Playbook, passages: readonly Passage[]): readonly Passage[] {
  const first = initialStep(playbook).phase
  const moved = passages.filter(({ from, to }) => from !== to)
  const start = moved.findLastIndex(({ to }, index) => to === first && index < moved.length - 1)
  return moved.slice(Math.max(0, start))
}

/** Where a response stands in the picture of a region, the way it came, and where it may go. Nodes by path, edges by number. */
export interface Standing {
  readonly active: ReadonlySet<string>
  readonly visited: ReadonlySet<string>
  readonly suspended: ReadonlySet<string>
  readonly taken: ReadonlySet<number>
  readonly open: ReadonlySet<number>
}

/** The standing of the response in the region. Pure. */
export function standingIn(lifecycle: Lifecycle, response: Pick<Response, 'nodes' | 'suspended'>, way: readonly Passage[]): Standing {
  const active = new Set(response.nodes)
  const stations = lifecycle.region === 'control' ? way.map(({ to }) => `control.${to}`) : []
  const taken = stations.length === 0 ? [] : way.flatMap((passage) => takenBy(lifecycle, passage))
  return {
    active,
    visited: new Set(stations),
    suspended: new Set(lifecycle.region === 'control' ? response.suspended.map(({ phase }) => `control.${phase}`) : []),
    taken: new Set(taken.map(({ number }) => number)),
    open: new Set(lifecycle.edges.filter((edge) => isOpen(lifecycle, active, edge)).map(({ number }) => number)),
  }
}

/** The edge of the innermost node that has the event: XState asks it first. */
function takenBy({ edges }: Lifecycle, { event, from, to }: Passage): readonly Edge[] {
  if (event === null || from === null) return []
  return edges
    .filter((edge) => edge.events.includes(event) && isWithin(`control.${from}`, edge.from))
    .filter((edge) => edge.targets.some((target) => isWithin(`control.${to}`, target)))
    .toSorted((left, right) => right.from.length - left.from.length || Number(left.to === ORIGIN) - Number(right.to === ORIGIN))
    .slice(0, 1)
}

/** An event that a node further inside takes for itself does not reach this one. */
function isOpen({ edges, unmoving }: Lifecycle, active: ReadonlySet<string>, edge: Edge): boolean {
  const inner = [...edges, ...unmoving].filter(({ from }) => active.has(from) && from !== edge.from && isWithin(from, edge.from))
  return active.has(edge.from) && edge.events.some((event) => inner.every(({ events }) => !events.includes(event)))
}

function isWithin(path: string, top: string): boolean {
  return path === top || path.startsWith(`${top}.`)
}
