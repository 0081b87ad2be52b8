import type { Database } from './connect.ts'

/** Has nothing ever been recorded here? */
export async function isEmpty(db: Database): Promise<boolean> {
  const entry = await db.selectFrom('journal').select('seq').limit(1).executeTakeFirst()
  return entry === undefined
}
