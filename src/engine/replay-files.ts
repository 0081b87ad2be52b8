import { attachmentDigest, bytesDigest, readBytes } from '../../db/attachments.ts'
import type { Database } from '../../db/connect.ts'
import { readAttachments } from '../../db/replay-rows.ts'
import type { FileMark } from '../core/files/attachment.ts'
import type { Difference, StoredEntry } from './replay.ts'

type Row = Awaited<ReturnType<typeof readAttachments>>[number]

/**
 * The files of these entries (those after one seq, up to another) that are not what their signature says: each is read and
 * its digest worked out anew. One whose bytes were erased is held to what its row says.
 */
export async function wrongFiles(db: Database, page: readonly StoredEntry[], after: number, to: number): Promise<readonly Difference[]> {
  const rows = new Map((await readAttachments(db, after, to)).map((row) => [`${row.seq} ${row.field} ${row.position}`, row]))
  const marks = new Map(page.flatMap(marksIn))
  const differences: Difference[] = []
  for (const key of new Set([...rows.keys(), ...marks.keys()])) {
    const [stored, replayed] = [await markOf(db, rows.get(key)), written(marks.get(key))]
    if (stored !== replayed) differences.push({ table: 'attachment', key, field: 'bytes', stored, replayed })
  }
  return differences
}

function marksIn({ seq, body }: StoredEntry): readonly [string, FileMark][] {
  if (body.type !== 'task.signed') return []
  return Object.entries(body.files ?? {}).flatMap(([field, marks]) =>
    marks.map((mark, position): [string, FileMark] => [`${seq} ${field} ${position}`, mark]),
  )
}

/** The mark that a stored file deserves. */
async function markOf(db: Database, row: Row | undefined): Promise<string | null> {
  if (row === undefined) return null
  const bytes = await readBytes(db, row.id)
  if (bytes === null) return written(row)
  const honest = bytesDigest(bytes) === row.sha256
  return written({ digest: honest ? attachmentDigest(row.salt, bytes) : 'sha256', size: bytes.length, type: row.type })
}

function written(mark: Pick<Row, 'digest' | 'size' | 'type'> | undefined): string | null {
  return mark === undefined ? null : `${mark.digest} ${mark.size} ${mark.type}`
}
