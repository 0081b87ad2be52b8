import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { open, rename, rm, type FileHandle } from 'node:fs/promises'
import { dirname } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { createGzip } from 'node:zlib'
import { readCounter } from '../../db/append.ts'
import { readRows } from '../../db/backup-rows.ts'
import { BACKUP_TABLES } from '../../db/backup-tables.ts'
import type { Connections, Database } from '../../db/connect.ts'
import { isEmpty } from '../../db/empty.ts'
import { appliedMigrations } from '../../db/migrate.ts'
import { inSnapshot } from '../../db/snapshot.ts'
import type { Instant } from '../../machines/vocabulary.ts'
import { BACKUP_VERSION, toLine, type Ending, type Header } from './backup-format.ts'

/** A backup that is complete and on disk. */
export type BackedUp = Pick<Header, 'seq' | 'at'> & Ending

export type BackupRefusal = 'file_exists' | 'unfinished_backup' | 'nothing_recorded' | 'cannot_write'

/**
 * Writes all that the database holds at one moment into a new file, which its owner alone can read: it holds names and
 * password hashes. Under its name the file is only ever whole; until then it is called `.partial`.
 */
export async function backup(
  { reader }: Pick<Connections, 'reader'>,
  file: string,
  at: Instant,
): Promise<BackedUp | { readonly refusal: BackupRefusal; readonly reason?: string }> {
  if (existsSync(file)) return { refusal: 'file_exists' }
  // Most likely the wrong folder: night after night nothing would be kept, and nobody would know.
  if (await isEmpty(reader)) return { refusal: 'nothing_recorded' }
  try {
    return (await inNewFile(file, (handle) => writeBackup(reader, handle, at))) ?? { refusal: 'file_exists' }
  } catch (error) {
    if (!isFileError(error)) throw error
    return error.code === 'EEXIST' ? { refusal: 'unfinished_backup' } : { refusal: 'cannot_write', reason: error.message }
  }
}

/** Null if somebody else made the file meanwhile. */
async function inNewFile<T>(file: string, write: (handle: FileHandle) => Promise<T>): Promise<T | null> {
  const partial = `${file}.partial`
  const handle = await open(partial, 'wx', 0o600)
  try {
    const written = await write(handle)
    await handle.sync()
    if (existsSync(file)) {
      await rm(partial)
      return null
    }
    await rename(partial, file)
    await syncFolder(dirname(file))
    return written
  } catch (error) {
    await rm(partial, { force: true })
    throw error
  } finally {
    await handle.close()
  }
}

/** A new name is in the folder's own file, which is not on disk yet when the file is. */
async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}

async function writeBackup(reader: Database, handle: FileHandle, at: Instant): Promise<BackedUp> {
  const migrations = [...(await appliedMigrations(reader))]
  return inSnapshot(reader, async (snapshot) => {
    const header: Header = { format: 'fangxian-backup', v: BACKUP_VERSION, migrations, seq: await readCounter(snapshot), at }
    const ending: Ending = { rows: {}, sha256: '' }
    await pipeline(linesOf(snapshot, header, ending), createGzip(), (zipped: AsyncIterable<Buffer>) => handle.writeFile(zipped))
    return { seq: header.seq, at, ...ending }
  })
}

/** The lines of a backup, a page at a time; fills in the ending while it goes. */
async function* linesOf(snapshot: Database, header: Header, ending: Ending): AsyncGenerator<string> {
  const digest = createHash('sha256')
  const hashed = (text: string): string => {
    digest.update(text)
    return text
  }
  yield hashed(toLine(header))
  for (const table of BACKUP_TABLES) {
    let count = 0
    for await (const rows of readRows(snapshot, table)) {
      const columns = Object.keys(rows[0] ?? {})
      count += rows.length
      const values = rows.map((row) => toLine(columns.map((column) => row[column])))
      yield hashed(toLine({ table: table.name, columns }) + values.join(''))
    }
    ending.rows[table.name] = count
  }
  ending.sha256 = digest.digest('hex')
  yield toLine(ending)
}

function isFileError(error: unknown): error is NodeJS.ErrnoException {
  return error instanceof Error && 'syscall' in error
}
