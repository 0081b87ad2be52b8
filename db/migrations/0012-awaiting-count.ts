import type { Kysely } from 'kysely'
import { sql } from 'kysely'

/**
 * Responses from before `awaiting` existed do not say what of theirs waits for a bureau. Only the playbooks can tell, so the engine
 * counts it after the start; here is only noted that there is something to count (the setting of `db/awaiting-count.ts`).
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`insert into setting (name, value) select 'awaiting.countedTo', '0' where exists (select 1 from response)`.execute(db)
}
