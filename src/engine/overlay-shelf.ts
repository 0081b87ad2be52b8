import type { Database } from '../../db/connect.ts'
import { loadOverlays } from '../../db/overlays.ts'
import type { InForce } from '../core/overlay/overlaid.ts'
import type { Overlay } from '../core/overlay/overlay.ts'
import type { Response, Seq } from '../core/response.ts'
import type { AssignmentShelf } from './assignment-shelf.ts'
import { createAssignmentShelf } from './assignment-shelf.ts'

/** What every overlay says, kept once read: none is ever altered, so nothing here grows old. */
export interface OverlayShelf {
  /** Reads those that hold at these responses and are not here yet, and what was given to them; another process may have published them. */
  readonly fetch: (db: Database, responses: Iterable<Pick<Response, 'overlays' | 'assignments'>>) => Promise<void>
  /** What holds at the response; all of it must have been fetched. */
  readonly inForce: (response: Pick<Response, 'overlays'>) => InForce
  readonly put: (overlay: Overlay) => void
  readonly assignments: AssignmentShelf
}

const NONE: InForce = []

export function createShelf(): OverlayShelf {
  const known = new Map<Seq, Overlay>()
  const assignments = createAssignmentShelf()
  return {
    assignments,
    fetch: async (db, given) => {
      const responses = [...given]
      await assignments.fetch(db, responses)
      const missing = new Set<Seq>()
      for (const { overlays = [] } of responses) for (const { seq } of overlays) if (!known.has(seq)) missing.add(seq)
      if (missing.size === 0) return
      for (const overlay of await loadOverlays(db, [...missing])) known.set(overlay.seq, overlay)
    },
    inForce: ({ overlays }) => {
      if (overlays === undefined) return NONE
      return overlays.map(({ seq, since, awayMs }) => {
        const overlay = known.get(seq)
        if (overlay === undefined) throw new Error(`overlay ${seq} holds at a response and was not fetched`)
        return { overlay, since, awayMs }
      })
    },
    put: (overlay) => {
      known.set(overlay.seq, overlay)
    },
  }
}
