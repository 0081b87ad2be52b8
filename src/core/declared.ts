import type { Instant } from '../../machines/vocabulary.ts'
import type { Response, Seq } from './response.ts'

/** A level that a bureau has declared for its area: which, since when, and the entry that says so. */
export interface Declared {
  readonly value: string
  readonly seq: Seq
  readonly at: Instant
}

/** What a bureau's response says holds in its area. */
export interface DeclaredHere {
  readonly level: Declared | null
  readonly risk: Declared | null
}

/** both are regions of the bureau's statechart, so that its nodes say what is in force and its visits since when. */
export function declaredIn({ nodes, visits }: Pick<Response, 'nodes' | 'visits'>): DeclaredHere {
  const inForce = (region: string): Declared | null => {
    const node = nodes.find((one) => one.startsWith(`${region}.`))
    const visit = node === undefined ? undefined : visits[node]
    const value = node?.slice(region.length + 1)
    return value === undefined || value === NONE || visit === undefined ? null : { value, seq: visit.seq, at: visit.at }
  }
  return { level: inForce('level'), risk: inForce('risk') }
}

const NONE = 'none'

/**
 * What applies at a unit, of what the bureaus above it have declared, the nearest first. Of response levels the strictest:
 * a lower level may tighten what stands above, never relax it. Of risk levels the nearest: they are findings
 * about an area, and the smaller area is known better.
 */
export function applied<D extends DeclaredHere>(nearestFirst: readonly D[]): { readonly level: D | null; readonly risk: D | null } {
  const levels = nearestFirst.filter(({ level }) => level !== null)
  const strictest = levels.toSorted((left, right) => strictness(left) - strictness(right))[0]
  return { level: strictest ?? null, risk: nearestFirst.find(({ risk }) => risk !== null) ?? null }
}

const STRICTEST_FIRST: readonly string[] = ['I', 'II', 'III', 'IV']

function strictness({ level }: DeclaredHere): number {
  return STRICTEST_FIRST.indexOf(level?.value ?? '')
}
