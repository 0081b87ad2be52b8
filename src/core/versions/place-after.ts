import type { Mapping } from '../../../machines/mapping.ts'
import type { Playbook } from '../../../machines/playbook.ts'
import type { Visit } from '../response.ts'
import { allNodes, initialStep, positionAt } from '../statechart.ts'
import type { MovedPlace } from './entry-bodies.ts'

/** The active nodes of a response, or of one of its suspended phases, with the stay at each. */
export interface PlaceBefore {
  readonly nodes: readonly string[]
  readonly visits: Readonly<Record<string, Visit>>
}

/**
 * Where it comes to stand in the newer version: each node without children goes where the mapping says, or stays; what lies
 * around follows. Null if the newer version has no such node.
 */
export function placeAfter({ nodes, visits }: PlaceBefore, mapping: Mapping, to: Playbook): MovedPlace | null {
  const all = allNodes(to)
  const leaves = nodes.filter((node) => !nodes.some((other) => other !== node && isUnder(other, node)))
  const moves = leaves.map((from) => ({ from, to: mapping.states[from] ?? from }))
  if (!moves.every((move) => isLeafOf(all, move.to))) return null
  const whole = nodes.includes('')
  const targets = [...moves.map((move) => move.to), ...(whole ? newRegions(to, moves) : [])]
  const after = all.filter((node) => (whole || node !== '') && targets.some((target) => isUnder(target, node)))
  const stayAt = (node: string): Visit | undefined => {
    const leading = moves.find((move) => move.to === node)?.from
    const around = nodes.includes(node) ? node : moves.find((move) => isUnder(move.to, node))?.from
    return visits[leading ?? around ?? '-']
  }
  const stays = after.flatMap((node) => {
    const visit = stayAt(node)
    return visit === undefined ? [] : [[node, visit.seq] as const]
  })
  const { phase, teaching } = positionAt(after)
  return { phase, teaching, nodes: after, visits: Object.fromEntries(stays) }
}

/** Regions that only the newer version has begin where they begin. */
function newRegions(to: Playbook, moves: readonly { readonly to: string }[]): readonly string[] {
  const known = new Set(moves.map((move) => move.to.split('.')[0]))
  return initialStep(to).nodes.filter((node) => node !== '' && !known.has(node.split('.')[0]))
}

/** A node of the chart that has no children. */
export function isLeafOf(all: readonly string[], node: string): boolean {
  return all.includes(node) && !all.some((other) => other !== node && isUnder(other, node))
}

function isUnder(node: string, top: string): boolean {
  return top === '' || node === top || node.startsWith(`${top}.`)
}
