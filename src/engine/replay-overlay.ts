import { toCanonicalJson } from '../../db/append.ts'
import type { OverlayPublished } from '../core/overlay/entry-bodies.ts'
import type { State, StoredEntry } from './replay.ts'

/** What an overlay says, for the checklists of its schools, and its row. */
export function takeOverlay(state: State, entry: StoredEntry, { terms, expiresAt }: OverlayPublished): void {
  const { seq, at, actor, unitId } = entry
  const unit = state.units.get(unitId ?? -1)?.code ?? ''
  state.shelf.put({ ...terms, seq, unit, publishedAt: at, expiresAt })
  state.overlays.set(String(seq), {
    unit,
    terms: toCanonicalJson(terms),
    issued_by: actor,
    published_at: at,
    expires_at: expiresAt,
    withdrawn_by: null,
  })
}
