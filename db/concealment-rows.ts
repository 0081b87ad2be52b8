import type { NumberedDraft } from './append.ts'
import type { ConcealmentTable } from './concealment-table.ts'
import type { Database } from './connect.ts'

/** Projects the statements among these entries that a report was concealed, and those that were taken back, into `concealment`. */
export async function projectConcealments(trx: Database, entries: readonly NumberedDraft[]): Promise<void> {
  for (const entry of entries) {
    const row = toConcealment(entry)
    if (row !== null) await trx.insertInto('concealment').values(row).execute()
    const { body } = entry.draft
    if (body.type === 'concealment.withdrawn')
      await trx.updateTable('concealment').set({ withdrawn_by: entry.seq }).where('seq', '=', body.concealment).execute()
  }
}

/** The row that a statement makes; null for other entries. */
export function toConcealment({ draft, seq, unitId }: NumberedDraft): ConcealmentTable | null {
  const { body, playbook, mode, actor, post, at } = draft
  if (body.type !== 'report.concealed' || unitId === null) return null
  const { task, date, caseSeq, office } = body
  return {
    seq,
    unit_id: unitId,
    playbook: playbook ?? '',
    mode: mode ?? '',
    task,
    date,
    case_seq: caseSeq,
    office,
    actor,
    post: post ?? '',
    at,
    withdrawn_by: null,
  }
}
