import type { Selectable } from 'kysely'
import type { Database } from './connect.ts'
import { locksRows } from './dialect.ts'
import { insertRows } from './insert-rows.ts'
import type { PlaybookMoveRefusalTable, PlaybookMoveTable } from './version-tables.ts'

/** A move of responses to another version of their playbook, with how far it has come. */
export type StoredMove = Selectable<PlaybookMoveTable>

export async function insertMove(trx: Database, row: PlaybookMoveTable): Promise<void> {
  await trx.insertInto('playbook_move').values(row).execute()
}

/** The move that has to be carried on first; null if none has. `kept`: nobody else changes it before the transaction ends. */
export async function findRunningMove(db: Database, { kept }: { readonly kept: boolean } = { kept: false }): Promise<StoredMove | null> {
  const first = db.selectFrom('playbook_move').selectAll().where('status', '=', 'running').orderBy('id').limit(1)
  return (await first.$if(kept && locksRows(db), (qb) => qb.forUpdate()).executeTakeFirst()) ?? null
}

/** Moves the cursor and the counts; `settled_at` ends the move. */
export async function saveMove(
  trx: Database,
  id: number,
  progress: Pick<PlaybookMoveTable, 'cursor' | 'moved' | 'refused' | 'status' | 'settled_at'>,
): Promise<void> {
  await trx.updateTable('playbook_move').set(progress).where('id', '=', id).execute()
}

export async function saveMoveRefusals(trx: Database, rows: readonly PlaybookMoveRefusalTable[]): Promise<void> {
  await insertRows(trx, 'playbook_move_refusal', rows, (some) => trx.insertInto('playbook_move_refusal').values(some))
}
