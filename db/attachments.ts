import { createHash } from 'node:crypto'
import type { Attachment } from '../src/core/files/attachment.ts'
import type { Instant } from '../machines/vocabulary.ts'
import type { NumberedDraft } from './append.ts'
import type { AttachmentTable } from './attachment-table.ts'
import type { Database } from './connect.ts'
import { locksRows } from './dialect.ts'

/** SHA-256(salt ‖ bytes) in hex: what a signature's body holds of a file. */
export function attachmentDigest(salt: string, bytes: Uint8Array): string {
  return createHash('sha256').update(Buffer.from(salt, 'hex')).update(bytes).digest('hex')
}

export function bytesDigest(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex')
}

export async function insertAttachment(trx: Database, row: AttachmentTable): Promise<void> {
  await trx.insertInto('attachment').values(row).execute()
}

/** How many files somebody has uploaded and not signed for. */
export async function countWaiting(trx: Database, person: string): Promise<number> {
  const { waiting } = await trx
    .selectFrom('attachment')
    .select((eb) => eb.fn.countAll<number>().as('waiting'))
    .where('seq', 'is', null)
    .where('uploaded_by', '=', person)
    .executeTakeFirstOrThrow()
  return waiting
}

/** The files of these ids, without their bytes, held until the transaction ends; in order of id, as everybody locks them. */
export async function lockAttachments(trx: Database, ids: readonly string[]): Promise<Map<string, Attachment>> {
  if (ids.length === 0) return new Map()
  const rows = await trx
    .selectFrom('attachment')
    .innerJoin('unit', 'unit.id', 'attachment.unit_id')
    .select(['attachment.id', 'unit.code', 'uploaded_by', 'type', 'size', 'sha256', 'digest', 'attachment.seq'])
    .where('attachment.id', 'in', ids)
    .orderBy('attachment.id')
    .$if(locksRows(trx), (qb) => qb.forUpdate('attachment'))
    .execute()
  return new Map(
    rows.map(({ id, code, uploaded_by, type, size, sha256, digest, seq }) => [
      id,
      // Types are decided before a row is written.
      { id, unit: code, uploadedBy: uploaded_by, type: type as Attachment['type'], size, sha256, digest, used: seq !== null },
    ]),
  )
}

/** The bytes of a file; null once erased. */
export async function readBytes(db: Database, id: string): Promise<Uint8Array | null> {
  const row = await db.selectFrom('attachment').select('bytes').where('id', '=', id).executeTakeFirst()
  return row?.bytes ?? null
}

/** Gives the files that these entries name to their entries, for good. */
export async function nameAttachments(trx: Database, entries: readonly NumberedDraft[]): Promise<void> {
  for (const { draft, seq } of entries) {
    for (const { id, field, position, personal } of draft.files ?? []) {
      await trx
        .updateTable('attachment')
        .set({ seq, field, position, personal: personal ? 1 : 0 })
        .where('id', '=', id)
        .execute()
    }
  }
}

/** Removes some of the files that were uploaded before an instant and that no signature names; says how many. */
export async function sweepAttachments(trx: Database, before: Instant, most: number): Promise<number> {
  const old = await trx.selectFrom('attachment').select('id').where('seq', 'is', null).where('at', '<', before).limit(most).execute()
  if (old.length === 0) return 0
  const { numDeletedRows } = await trx
    .deleteFrom('attachment')
    .where(
      'id',
      'in',
      old.map(({ id }) => id),
    )
    // Named by a signature meanwhile, it stays.
    .where('seq', 'is', null)
    .executeTakeFirstOrThrow()
  return Number(numDeletedRows)
}
