import type { EventSent, ResponseOpened } from '../src/core/entry.ts'
import type { Passage } from '../src/core/way.ts'
import type { Database } from './connect.ts'
import type { Viewer } from './scope.ts'
import { withinSubtree } from './scope.ts'

/** More than one emergency has; what is older is in the journal. */
const MOST = 200

/** How the response of a unit came to its phase, the oldest first: its opening and every event that changed its state. */
export async function passagesOf(
  db: Database,
  viewer: Viewer,
  unit: string,
  { playbook, mode }: { readonly playbook: string; readonly mode: string },
): Promise<readonly Passage[]> {
  const rows = await db
    .selectFrom('journal')
    .innerJoin('unit', 'unit.id', 'journal.unit_id')
    .select(['journal.seq', 'journal.at', 'journal.body'])
    .where('unit.code', '=', unit)
    .where(withinSubtree('unit.path', viewer.path))
    .where('journal.playbook', '=', playbook)
    .where('journal.mode', '=', mode)
    .where('journal.type', 'in', ['response.opened', 'event.sent'])
    .orderBy('journal.seq', 'desc')
    .limit(MOST)
    .execute()
  return rows.toReversed().flatMap(({ seq, at, body }) => {
    // Appended as an EntryBody, and of one of these two types.
    const entry = JSON.parse(body) as ResponseOpened | EventSent
    if (entry.outcome === null) return []
    const { phase, teaching } = entry.outcome
    const sent = entry.type === 'event.sent' ? { event: entry.event, from: entry.from } : { event: null, from: null }
    return [{ seq, at, ...sent, to: phase, teaching }]
  })
}
