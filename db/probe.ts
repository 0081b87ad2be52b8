import type { Database } from './connect.ts'

/** Writes and commits one row: throws while the database cannot be written, be it full, locked or read-only. */
export async function probeWrite(db: Database, at: string): Promise<void> {
  await db
    .insertInto('setting')
    .values({ name: 'probed_at', value: at })
    .onConflict((conflict) => conflict.column('name').doUpdateSet({ value: at }))
    .execute()
}
