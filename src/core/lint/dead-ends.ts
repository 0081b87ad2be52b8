import type { Place, Walk } from './explore.ts'

/** Places that lead to each other and nowhere else, though not to where the unit began. */
export interface DeadEnd {
  /** Phases of the places. */
  readonly phases: readonly string[]
  /** The shortest way there. */
  readonly way: readonly string[]
}

/**
 * The dead ends of a walk, those with the same phases once. Empty if the phase and the teaching of the beginning can be
 * reached from everywhere; levels and risks that were declared may stay declared.
 */
export function deadEnds({ places, exits, complete }: Walk): readonly DeadEnd[] {
  const home = places[0]
  // Of a walk that was broken off nothing can be said.
  if (home === undefined || !complete) return []
  const onward = Map.groupBy(exits, ({ from }) => from)
  const back = Map.groupBy(exits, ({ to }) => to)
  const { phase, teaching } = home.standing.response
  const isHome = ({ standing: { response } }: Place): boolean => response.phase === phase && response.teaching === teaching
  const homes = places.filter(isHome).map(({ id }) => id)
  const safe = spread(homes, (id) => (back.get(id) ?? []).map(({ from }) => from))
  const lost = places.filter(({ id }) => !safe.has(id))
  const reach = new Map(lost.map(({ id }) => [id, spread([id], (one) => (onward.get(one) ?? []).map(({ to }) => to))]))
  const final = lost.filter(({ id }) => [...(reach.get(id) ?? [])].every((other) => reach.get(other)?.has(id) === true))
  const found = final.map(({ id, way }): DeadEnd => ({ phases: phasesOf(places, reach.get(id) ?? new Set()), way }))
  return [...Map.groupBy(found, ({ phases }) => phases.join(' ')).values()].flatMap((alike) => alike.toSorted(byWay).slice(0, 1))
}

function byWay(one: DeadEnd, other: DeadEnd): number {
  return one.way.length - other.way.length
}

function phasesOf(places: readonly Place[], ids: ReadonlySet<number>): readonly string[] {
  return [...new Set(places.filter(({ id }) => ids.has(id)).map(({ standing }) => standing.response.phase))].toSorted()
}

/** All that can be reached, the beginnings too. */
function spread(from: readonly number[], next: (id: number) => readonly number[]): ReadonlySet<number> {
  const reached = new Set(from)
  // A set is gone through in the order in which it grows, while it grows.
  for (const id of reached) for (const other of next(id)) reached.add(other)
  return reached
}
