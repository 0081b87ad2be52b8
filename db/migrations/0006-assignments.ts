import type { Kysely } from 'kysely'
import { columnTypes } from './columns.ts'

/** What was given to units to do (交办), how far each has spread, and who has received and done it. */
export async function up(db: Kysely<unknown>): Promise<void> {
  const type = columnTypes(db)
  await db.schema
    .createTable('assignment')
    .addColumn('id', type.id, (c) => c.primaryKey())
    .addColumn('unit', type.text, (c) => c.notNull())
    .addColumn('level', type.text, (c) => c.notNull())
    .addColumn('kind', type.text, (c) => c.notNull())
    .addColumn('terms', type.text, (c) => c.notNull())
    .addColumn('playbook', type.text)
    .addColumn('scope', type.text, (c) => c.notNull())
    .addColumn('given_by', type.text, (c) => c.notNull())
    .addColumn('given_at', type.text, (c) => c.notNull())
    .addColumn('due_at', type.text, (c) => c.notNull())
    .addColumn('expected', type.integer, (c) => c.notNull())
    .addColumn('withdrawn_by', type.id)
    .addColumn('status', type.text, (c) => c.notNull())
    .addColumn('cursor', type.text, (c) => c.notNull())
    .execute()
  await db.schema.createIndex('assignment_unit').on('assignment').columns(['unit', 'id']).execute()
  await db.schema.createIndex('assignment_status').on('assignment').columns(['status', 'id']).execute()
  await db.schema
    .createTable('assignment_receipt')
    .addColumn('received', type.id, (c) => c.primaryKey())
    .addColumn('assignment_id', type.id, (c) => c.notNull())
    .addColumn('unit_id', type.id, (c) => c.notNull())
    .addColumn('playbook', type.text, (c) => c.notNull())
    .addColumn('due_at', type.text, (c) => c.notNull())
    .addColumn('first_signed', type.id)
    .addColumn('done', type.id)
    .addColumn('ended', type.id)
    .execute()
  // Counts and chasing lists are answered by these alone, whatever else is in the table.
  await db.schema
    .createIndex('assignment_receipt_state')
    .on('assignment_receipt')
    .columns(['assignment_id', 'done', 'ended', 'due_at', 'unit_id'])
    .execute()
  await db.schema.createIndex('assignment_receipt_unit').unique().on('assignment_receipt').columns(['unit_id', 'assignment_id']).execute()
}
