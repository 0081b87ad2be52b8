import type { EntryDraft, SignOffReturned, SignOffWithdrawn, TaskSigned } from '../src/core/entry.ts'
import { staysOf } from '../src/core/versions/stays.ts'
import type { NumberedDraft } from './append.ts'
import { inChunks } from './append.ts'
import type { Database } from './connect.ts'
import { insertRows } from './insert-rows.ts'
import type { SignOffTable } from './schema.ts'

/** Projects the signatures, withdrawals and moves to another version among these entries into `sign_off`. */
export async function projectSignOffs(trx: Database, entries: readonly NumberedDraft[]): Promise<void> {
  const rows = entries.flatMap((entry) => toSignOff(entry) ?? [])
  await insertRows(trx, 'sign_off', rows, (some) => trx.insertInto('sign_off').values(some))
  for (const { draft, seq } of entries) {
    if (draft.body.type === 'sign_off.withdrawn' || draft.body.type === 'sign_off.returned') await markWithdrawn(trx, draft.body, seq)
  }
  await renameSteps(trx, entries)
}

/** The row that a signature makes; null for other entries. */
export function toSignOff({ draft, seq, unitId }: NumberedDraft): SignOffTable | null {
  const { body } = draft
  if (body.type !== 'task.signed' || unitId === null) return null
  return rowOf(draft, body, seq, unitId)
}

function rowOf(draft: EntryDraft, body: TaskSigned, seq: number, unitId: number): SignOffTable {
  return {
    seq,
    unit_id: unitId,
    playbook: draft.playbook ?? '',
    mode: draft.mode ?? '',
    task: body.task,
    visit: body.visit,
    occurrence: body.occurrence,
    statement: body.statement,
    evidence: JSON.stringify(body.evidence),
    actor: draft.actor,
    post: draft.standsInFor ?? draft.post ?? '',
    stand_in: draft.standsInFor === null ? 0 : 1,
    at: draft.at,
    late: body.late ? 1 : 0,
    complete: body.complete ? 1 : 0,
    withdrawn_by: null,
  }
}

/** A withdrawn first signature takes with it the second, given to what the first one said. */
async function markWithdrawn(trx: Database, body: SignOffWithdrawn | SignOffReturned, seq: number): Promise<void> {
  const { unit_id } = await trx.selectFrom('sign_off').select('unit_id').where('seq', '=', body.signOff).executeTakeFirstOrThrow()
  await trx
    .updateTable('sign_off')
    .set({ withdrawn_by: seq })
    .where('unit_id', '=', unit_id)
    .where('task', '=', body.task)
    .where('visit', '=', body.visit)
    .where((eb) => (body.occurrence === null ? eb('occurrence', 'is', null) : eb('occurrence', '=', body.occurrence)))
    .where('seq', '>=', body.signOff)
    // Whoever signed again after the withdrawal, in the same transaction, is not concerned.
    .where('seq', '<', seq)
    .where('withdrawn_by', 'is', null)
    .execute()
}

/**
 * Signatures of stays that go on in another version are listed under the step's new name; the entry that recorded each keeps the
 * old one. A stay belongs to one response and a response moves in a transaction without signatures, so all go together.
 */
async function renameSteps(trx: Database, entries: readonly NumberedDraft[]): Promise<void> {
  const moves = entries.flatMap(({ draft: { body, playbook, mode }, unitId }) =>
    body.type === 'response.moved' && unitId !== null ? [{ body, playbook, mode, unitId }] : [],
  )
  const alike = Map.groupBy(moves, ({ body, playbook, mode }) => JSON.stringify([playbook, mode, body.renamed]))
  for (const group of alike.values()) {
    const stays = group.flatMap(({ body }) => staysOf(body))
    for (const [before, after] of Object.entries(group[0]?.body.renamed ?? {})) {
      for (const some of inChunks(stays, 500)) {
        await trx
          .updateTable('sign_off')
          .set({ task: after })
          .where('unit_id', 'in', [...new Set(group.map(({ unitId }) => unitId))])
          .where('playbook', '=', group[0]?.playbook ?? '')
          .where('mode', '=', group[0]?.mode ?? '')
          .where('task', '=', before)
          .where('visit', 'in', some)
          .execute()
      }
    }
  }
}
