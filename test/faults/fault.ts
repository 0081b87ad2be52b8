import type { Build, Patch } from './build.ts'
import { acknowledged, unknown, type Remembered } from './memory.ts'
import type { Mutant } from './mutants.ts'
import type { Town, TownSize } from './town.ts'

/** Something that happens to a running server, and what may not come of it. */
export interface Fault {
  readonly name: string
  /** What holds however often it happens. */
  readonly promise: string
  readonly rounds: number
  /** Enough to find the mutants out. */
  readonly mutantRounds: number
  readonly mutants: readonly Mutant[]
  /** What is altered in the product and its mutants alike, to come sooner to the point. */
  readonly setting?: readonly Patch[]
  /** The town that suffers it. */
  readonly size: TownSize
  /** What the town's data lie in; SQLite unless told otherwise. */
  readonly on?: 'postgres'
  readonly run: (given: Given) => Promise<Report>
}

export interface Given {
  readonly town: Town
  readonly build: Build
  readonly rounds: number
  readonly seed: number
}

export interface Report {
  readonly rounds: number
  readonly acknowledged: number
  readonly unknown: number
  readonly violations: readonly string[]
  /** What else was measured. */
  readonly notes?: string
}

export function reportOf(rounds: number, all: readonly Remembered[], violations: readonly string[], notes = ''): Report {
  return { rounds, acknowledged: acknowledged(all).length, unknown: unknown(all).length, violations: violations.slice(0, 20), notes }
}
