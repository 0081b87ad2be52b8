import type { Kysely } from 'kysely'
import { columnTypes } from './columns.ts'

/** The school calendar, which of its changes have yet to reach every school, and after which entry it stands as it does. */
export async function up(db: Kysely<unknown>): Promise<void> {
  const type = columnTypes(db)
  await db.schema
    .createTable('calendar')
    .addColumn('region', type.text, (c) => c.notNull())
    .addColumn('kind', type.text, (c) => c.notNull())
    .addColumn('what', type.text, (c) => c.notNull())
    .addColumn('first_day', type.text, (c) => c.notNull())
    .addColumn('last_day', type.text, (c) => c.notNull())
    .addColumn('name', type.text, (c) => c.notNull())
    .addPrimaryKeyConstraint('calendar_key', ['region', 'kind', 'what', 'first_day'])
    .execute()
  await db.schema
    .createTable('calendar_change')
    .addColumn('seq', type.id, (c) => c.primaryKey())
    .addColumn('path', type.text, (c) => c.notNull())
    .addColumn('cursor', type.text, (c) => c.notNull())
    .execute()
  await db.schema
    .alterTable('counter')
    .addColumn('calendar', type.id, (c) => c.notNull().defaultTo(0))
    .execute()
}
