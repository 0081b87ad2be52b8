import type { Kysely } from 'kysely'
import { sql } from 'kysely'
import { columnTypes } from './columns.ts'

/** What of each response waits for a bureau above, and an index of the few for which something does. */
export async function up(db: Kysely<unknown>): Promise<void> {
  const type = columnTypes(db)
  for (const column of ['awaiting', 'awaiting_overdue']) {
    await db.schema
      .alterTable('response')
      .addColumn(column, type.integer, (c) => c.notNull().defaultTo(0))
      .execute()
  }
  await db.schema.createIndex('response_awaiting').on('response').column('unit_id').where(sql.ref('awaiting'), '>', 0).execute()
}
