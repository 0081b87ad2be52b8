import { createHash } from 'node:crypto'
import { toCanonicalJson } from '../../db/append.ts'
import { readRows } from '../../db/backup-rows.ts'
import type { BackupTable } from '../../db/backup-tables.ts'
import type { Database } from '../../db/connect.ts'
import type { Lived } from './month.ts'

const JOURNAL: BackupTable = { name: 'journal', key: ['seq'] }
const TEXTS: BackupTable = { name: 'private_text', key: ['seq', 'field'] }

/** Every column of every entry in order, then every text with its salt, as one SHA-256. */
export async function digestOf(db: Database): Promise<Omit<Lived, 'seconds' | 'computing'>> {
  const hash = createHash('sha256')
  const types: Record<string, number> = {}
  let entries = 0
  for (const table of [JOURNAL, TEXTS]) {
    for await (const page of readRows(db, table)) {
      for (const row of page) hash.update(toCanonicalJson(row)).update('\n')
      if (table !== JOURNAL) continue
      entries += page.length
      for (const { type } of page) types[String(type)] = (types[String(type)] ?? 0) + 1
    }
  }
  return { entries, types, digest: hash.digest('hex') }
}
