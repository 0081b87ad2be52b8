import type { Database } from './connect.ts'
import { setSetting } from './settings.ts'

/** Writes and commits one row: throws while the database cannot be written, be it full, locked or read-only. */
export async function probeWrite(db: Database, at: string): Promise<void> {
  await setSetting(db, 'probed_at', at)
}
