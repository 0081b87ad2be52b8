import type { Database } from '../../db/connect.ts'
import { loadAssignments } from '../../db/assignments.ts'
import type { Assignment, InHand } from '../core/assignment/assignment.ts'
import type { Response, Seq } from '../core/response.ts'

/** What every assignment asks, kept once read: none is ever altered. Their words are not kept, because they may be erased. */
export interface AssignmentShelf {
  /** Reads those that stand at these responses and are not here yet; another process may have given them. */
  readonly fetch: (db: Database, responses: Iterable<Pick<Response, 'assignments'>>) => Promise<void>
  /** What stands at the response; all of it must have been fetched. */
  readonly inHand: (response: Pick<Response, 'assignments'>) => readonly InHand[]
  readonly put: (assignment: Assignment) => void
}

const NONE: readonly InHand[] = []

export function createAssignmentShelf(): AssignmentShelf {
  const known = new Map<Seq, InHand>()
  const put = (assignment: Assignment): void => {
    known.set(assignment.seq, { assignment, words: null })
  }
  return {
    fetch: async (db, responses) => {
      const missing = new Set<Seq>()
      for (const { assignments = [] } of responses) for (const { seq } of assignments) if (!known.has(seq)) missing.add(seq)
      if (missing.size === 0) return
      for (const assignment of await loadAssignments(db, [...missing])) put(assignment)
    },
    inHand: ({ assignments }) => {
      if (assignments === undefined) return NONE
      return assignments.map(({ seq }) => {
        const found = known.get(seq)
        if (found === undefined) throw new Error(`assignment ${seq} stands at a response and was not fetched`)
        return found
      })
    },
    put,
  }
}
