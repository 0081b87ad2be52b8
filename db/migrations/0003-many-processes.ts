import type { Kysely } from 'kysely'
import { columnTypes } from './columns.ts'

/** The lease that decides which of several processes keeps the clock and carries out orders, and the keys that they share. */
export async function up(db: Kysely<unknown>): Promise<void> {
  const type = columnTypes(db)
  await db.schema
    .createTable('lease')
    .addColumn('name', type.text, (c) => c.primaryKey())
    .addColumn('holder', type.text, (c) => c.notNull())
    .addColumn('token', type.id, (c) => c.notNull())
    .addColumn('until', type.id, (c) => c.notNull())
    .execute()
  await db.schema
    .createTable('secret')
    .addColumn('name', type.text, (c) => c.primaryKey())
    .addColumn('value', type.text, (c) => c.notNull())
    .execute()
}
