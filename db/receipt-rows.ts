import { assignmentOf } from '../src/core/assignment/assignment.ts'
import type { EntryBody } from '../src/core/entry.ts'
import type { NumberedDraft } from './append.ts'
import type { Database } from './connect.ts'
import { insertRows } from './insert-rows.ts'
import type { AssignmentReceiptTable } from './assignment-tables.ts'

/** Projects into `assignment_receipt` who received an assignment among these entries, signed for it, or need not any longer. */
export async function projectReceipts(trx: Database, entries: readonly NumberedDraft[]): Promise<void> {
  const rows = entries.flatMap((entry) => toReceipt(entry) ?? [])
  await insertRows(trx, 'assignment_receipt', rows, (some) => trx.insertInto('assignment_receipt').values(some))
  for (const { draft, seq, unitId } of entries) {
    const change = changeOf(draft.body, seq)
    if (change === null || unitId === null) continue
    const receipt = { assignment_id: change.assignment, unit_id: unitId }
    await trx
      .updateTable('assignment_receipt')
      .set((eb) => ({
        ...(change.done === undefined ? {} : { done: change.done }),
        ...(change.ended === undefined ? {} : { ended: change.ended }),
        ...(change.first === undefined ? {} : { first_signed: eb.fn.coalesce('first_signed', eb.val(change.first)) }),
        ...(change.undoes === undefined ? {} : { first_signed: eb.fn<number | null>('nullif', ['first_signed', eb.val(change.undoes)]) }),
      }))
      .where('assignment_id', '=', receipt.assignment_id)
      .where('unit_id', '=', receipt.unit_id)
      .execute()
  }
}

/** The row that the arrival of an assignment makes; null for other entries. */
export function toReceipt({
  draft,
  seq,
  unitId,
}: Pick<NumberedDraft, 'seq' | 'unitId'> & { readonly draft: Arrival }): AssignmentReceiptTable | null {
  const { body, playbook } = draft
  if (body.type !== 'assignment.received' || unitId === null) return null
  return {
    received: seq,
    assignment_id: body.assignment,
    unit_id: unitId,
    playbook: playbook ?? '',
    due_at: body.dueAt,
    first_signed: null,
    done: null,
    ended: null,
  }
}

interface Arrival {
  readonly body: EntryBody
  readonly playbook: string | null
}

/** What an entry changes of a receipt; what it does not name stays. */
export interface ReceiptChange {
  readonly assignment: number
  /** Signed, if nobody had. */
  readonly first?: number
  readonly done?: number | null
  /** No longer signed first by this entry. */
  readonly undoes?: number
  readonly ended?: number
}

/** What the entry changes of the receipt of an assignment at its unit; null if nothing. */
export function changeOf(body: EntryBody, seq: number): ReceiptChange | null {
  if (body.type === 'assignment.ended') return { assignment: body.assignment, ended: seq }
  const assignment = 'task' in body ? assignmentOf(body.task) : null
  if (assignment === null) return null
  if (body.type === 'task.signed') return { assignment, first: seq, ...(body.complete ? { done: seq } : {}) }
  if (body.type === 'sign_off.withdrawn' || body.type === 'sign_off.returned') return { assignment, done: null, undoes: body.signOff }
  return null
}

/** The receipt after the change. */
export function changed(receipt: AssignmentReceiptTable, { first, done, undoes, ended }: ReceiptChange): AssignmentReceiptTable {
  return {
    ...receipt,
    first_signed: undoes !== undefined && receipt.first_signed === undoes ? null : (receipt.first_signed ?? first ?? null),
    done: done === undefined ? receipt.done : done,
    ended: ended ?? receipt.ended,
  }
}
