import { loadAssignmentWords } from '../../db/assignments.ts'
import type { Database } from '../../db/connect.ts'
import type { Situation } from '../core/situation.ts'

/** Situations with what people wrote in their assignments, for a screen: read anew each time, since it may be erased. */
export async function inWords(db: Database, situations: readonly Situation[]): Promise<readonly Situation[]> {
  const seqs = new Set(situations.flatMap(({ assignments }) => assignments.map(({ assignment }) => assignment.seq)))
  const words = await loadAssignmentWords(db, [...seqs])
  return situations.map((situation) => ({
    ...situation,
    assignments: situation.assignments.map((one) => ({ ...one, words: words.get(one.assignment.seq) ?? null })),
  }))
}
