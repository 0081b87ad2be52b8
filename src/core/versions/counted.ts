import type { Instant } from '../../../machines/vocabulary.ts'
import type { Case, Seq, Visit } from '../response.ts'

/** Nobody is late by what was asked afterwards: these steps count from a move, where their visit began before it. */
export interface CountedFrom {
  /** Of the entry that moved the response. */
  readonly seq: Seq
  readonly at: Instant
  readonly tasks: readonly string[]
  /** Time that each visit had been suspended by then, in ms by the seq of the visit; those of none are left out. */
  readonly awayMs: Readonly<Record<string, number>>
}

/** The visit from which the step counts. */
export function visitFrom(counted: readonly CountedFrom[], task: string, visit: Visit): Visit {
  const last = lastMove(counted, task, visit)
  if (last === undefined) return visit
  return { seq: visit.seq, at: last.at, awayMs: visit.awayMs - (last.awayMs[visit.seq] ?? 0) }
}

/** The cases for which the step is asked, those reported before the move as if they had been reported then. */
export function casesFrom(counted: readonly CountedFrom[], task: string, visit: Visit, cases: readonly Case[]): readonly Case[] {
  const last = lastMove(counted, task, visit)
  if (last === undefined) return cases
  return cases.map((one) => (one.at < last.at ? { ...one, at: last.at } : one))
}

function lastMove(counted: readonly CountedFrom[], task: string, visit: Visit): CountedFrom | undefined {
  return counted.findLast(({ seq, tasks }) => visit.seq < seq && tasks.includes(task))
}
