import type { Kysely } from 'kysely'
import { columnTypes } from './columns.ts'

/** Local additions to playbooks (属地补充措施) and how far each has spread. */
export async function up(db: Kysely<unknown>): Promise<void> {
  const type = columnTypes(db)
  await db.schema
    .createTable('overlay')
    .addColumn('id', type.id, (c) => c.primaryKey())
    .addColumn('unit', type.text, (c) => c.notNull())
    .addColumn('terms', type.text, (c) => c.notNull())
    .addColumn('issued_by', type.text, (c) => c.notNull())
    .addColumn('published_at', type.text, (c) => c.notNull())
    .addColumn('expires_at', type.text, (c) => c.notNull())
    .addColumn('withdrawn_by', type.id)
    .addColumn('status', type.text, (c) => c.notNull())
    .addColumn('cursor', type.text, (c) => c.notNull())
    .execute()
  await db.schema.createIndex('overlay_unit').on('overlay').column('unit').execute()
  await db.schema.createIndex('overlay_status').on('overlay').columns(['status', 'id']).execute()
}
