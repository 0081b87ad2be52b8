import type { Kysely } from 'kysely'
import { columnTypes } from './columns.ts'

/** Reports that were stated to have been concealed (瞒报), school by school. */
export async function up(db: Kysely<unknown>): Promise<void> {
  const type = columnTypes(db)
  await db.schema
    .createTable('concealment')
    .addColumn('seq', type.id, (c) => c.primaryKey())
    .addColumn('unit_id', type.id, (c) => c.notNull())
    .addColumn('playbook', type.text, (c) => c.notNull())
    .addColumn('mode', type.text, (c) => c.notNull())
    .addColumn('task', type.text, (c) => c.notNull())
    .addColumn('date', type.text, (c) => c.notNull())
    .addColumn('case_seq', type.id)
    .addColumn('office', type.text, (c) => c.notNull())
    .addColumn('actor', type.text, (c) => c.notNull())
    .addColumn('post', type.text, (c) => c.notNull())
    .addColumn('at', type.text, (c) => c.notNull())
    .addColumn('withdrawn_by', type.id)
    .execute()
  await db.schema.createIndex('concealment_date').on('concealment').columns(['date', 'unit_id']).execute()
  await db.schema.createIndex('concealment_unit').on('concealment').columns(['unit_id', 'seq']).execute()
}
