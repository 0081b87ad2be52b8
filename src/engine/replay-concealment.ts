import { toConcealment } from '../../db/concealment-rows.ts'
import type { State, StoredEntry } from './replay.ts'

/** A statement that a report was concealed as its row says it, and its end. */
export function takeConcealment(state: State, entry: StoredEntry): void {
  const { body, seq, unitId } = entry
  const row = toConcealment({ draft: { ...entry, texts: {} }, seq, unitId })
  if (row !== null) state.concealments.set(String(seq), { ...row })
  if (body.type !== 'concealment.withdrawn') return
  const key = String(body.concealment)
  state.concealments.set(key, { ...state.concealments.get(key), withdrawn_by: seq })
}
