import { textDigest } from '../../db/append.ts'
import type { Database } from '../../db/connect.ts'
import { readTexts } from '../../db/replay-rows.ts'
import type { Entry } from '../core/entry.ts'
import type { Difference, StoredEntry } from './replay.ts'

/** The texts of these entries (those after one seq, up to another) that do not have the hash which their entry holds. */
export async function wrongTexts(db: Database, page: readonly StoredEntry[], after: number, to: number): Promise<readonly Difference[]> {
  const found = new Map((await readTexts(db, after, to)).map((row) => [`${row.seq} ${row.field}`, row]))
  const hashes = new Map(page.flatMap(({ seq, body }) => Object.entries(hashesIn(body)).map(([field, hash]) => [`${seq} ${field}`, hash])))
  return [...new Set([...found.keys(), ...hashes.keys()])].flatMap((key): readonly Difference[] => {
    const [row, hash] = [found.get(key), hashes.get(key)]
    const digest = row?.text === null ? hash : row && textDigest(row.salt, row.text)
    if (digest !== undefined && digest === hash) return []
    return [{ table: 'private_text', key, field: 'text', stored: digest ?? null, replayed: hash ?? null }]
  })
}

/** Bodies of entries with texts carry their hashes (db/append.ts); an erased text leaves only the hash. */
function hashesIn(body: Entry['body']): Readonly<Record<string, string>> {
  // Written by db/append.ts alone.
  return 'texts' in body ? (body.texts as Readonly<Record<string, string>>) : {}
}
