import type { OverlayTable } from './overlay-table.ts'
import type { Selectable } from 'kysely'
import type { AttachmentTable } from './attachment-table.ts'
import type { ConcealmentTable } from './concealment-table.ts'
import type { Database } from './connect.ts'
import type { AssignmentReceiptTable, AssignmentTable } from './assignment-tables.ts'
import type { OrderOutcomeTable, PersonTable, PrivateTextTable, ResponseTable, SignOffTable, UnitTable } from './schema.ts'
import type { PlaybookMoveRefusalTable, PlaybookMoveTable } from './version-tables.ts'

// The stored rows that `replay` compares with what the journal says, read by ascending key in pages.

export async function readUnits(db: Database, after: number, limit: number): Promise<readonly Selectable<UnitTable>[]> {
  return db.selectFrom('unit').selectAll().where('id', '>', after).orderBy('id').limit(limit).execute()
}

export async function readResponses(db: Database, after: number, limit: number): Promise<readonly Selectable<ResponseTable>[]> {
  return db.selectFrom('response').selectAll().where('id', '>', after).orderBy('id').limit(limit).execute()
}

export async function readSignOffs(db: Database, after: number, limit: number): Promise<readonly Selectable<SignOffTable>[]> {
  return db.selectFrom('sign_off').selectAll().where('seq', '>', after).orderBy('seq').limit(limit).execute()
}

export async function readPeople(db: Database): Promise<readonly Selectable<PersonTable>[]> {
  return db.selectFrom('person').selectAll().orderBy('id').execute()
}

export async function readOrderCounts(
  db: Database,
): Promise<readonly { id: number; status: string; changed: number; unchanged: number; refused: number }[]> {
  return db.selectFrom('orders').select(['id', 'status', 'changed', 'unchanged', 'refused']).orderBy('id').execute()
}

export async function readOutcomes(db: Database, order: number): Promise<readonly Selectable<OrderOutcomeTable>[]> {
  return db.selectFrom('order_outcome').selectAll().where('order_id', '=', order).orderBy('unit_id').execute()
}

export async function readOverlays(db: Database): Promise<readonly Selectable<OverlayTable>[]> {
  return db.selectFrom('overlay').selectAll().orderBy('id').execute()
}

export async function readMoves(db: Database): Promise<readonly Selectable<PlaybookMoveTable>[]> {
  return db.selectFrom('playbook_move').selectAll().orderBy('id').execute()
}

export async function readMoveRefusals(db: Database): Promise<readonly Selectable<PlaybookMoveRefusalTable>[]> {
  return db.selectFrom('playbook_move_refusal').selectAll().orderBy('move_id').orderBy('unit_id').execute()
}

export async function readAssignments(db: Database): Promise<readonly Selectable<AssignmentTable>[]> {
  return db.selectFrom('assignment').selectAll().orderBy('id').execute()
}

export async function readReceipts(db: Database, after: number, limit: number): Promise<readonly Selectable<AssignmentReceiptTable>[]> {
  return db.selectFrom('assignment_receipt').selectAll().where('received', '>', after).orderBy('received').limit(limit).execute()
}

export async function readConcealments(db: Database, after: number, limit: number): Promise<readonly Selectable<ConcealmentTable>[]> {
  return db.selectFrom('concealment').selectAll().where('seq', '>', after).orderBy('seq').limit(limit).execute()
}

/** Texts of the entries after a seq, up to another. */
export async function readTexts(db: Database, after: number, to: number): Promise<readonly Selectable<PrivateTextTable>[]> {
  return db.selectFrom('private_text').selectAll().where('seq', '>', after).where('seq', '<=', to).execute()
}

/** Files of the entries after a seq, up to another, without their bytes. */
export async function readAttachments(
  db: Database,
  after: number,
  to: number,
): Promise<readonly Omit<Selectable<AttachmentTable>, 'bytes'>[]> {
  return db
    .selectFrom('attachment')
    .select([
      'id',
      'unit_id',
      'uploaded_by',
      'at',
      'type',
      'size',
      'sha256',
      'salt',
      'digest',
      'personal',
      'seq',
      'field',
      'position',
      'name',
    ])
    .where('seq', '>', after)
    .where('seq', '<=', to)
    .execute()
}
