import type { Kysely } from 'kysely'
import { sql } from 'kysely'
import { columnTypes } from './columns.ts'

/** Which versions of playbooks are in use, as they were when they came into use; and moves from one to another. */
export async function up(db: Kysely<unknown>): Promise<void> {
  const type = columnTypes(db)
  await db.schema
    .createTable('playbook_version')
    .addColumn('playbook', type.text, (c) => c.notNull())
    .addColumn('version', type.integer, (c) => c.notNull())
    .addColumn('digest', type.text, (c) => c.notNull())
    .addPrimaryKeyConstraint('playbook_version_key', ['playbook', 'version'])
    .execute()
  // What an older database has in use; how it reads, the first start says.
  await sql`insert into playbook_version (playbook, version, digest) select distinct playbook, version, '' from response`.execute(db)
  await db.schema
    .createTable('playbook_move')
    .addColumn('id', type.id, (c) => c.primaryKey())
    .addColumn('playbook', type.text, (c) => c.notNull())
    .addColumn('mode', type.text, (c) => c.notNull())
    .addColumn('from_version', type.integer, (c) => c.notNull())
    .addColumn('to_version', type.integer, (c) => c.notNull())
    .addColumn('scope', type.text, (c) => c.notNull())
    .addColumn('planned_by', type.text, (c) => c.notNull())
    .addColumn('planned_at', type.text, (c) => c.notNull())
    .addColumn('unit', type.text, (c) => c.notNull())
    .addColumn('status', type.text, (c) => c.notNull())
    .addColumn('cursor', type.text, (c) => c.notNull())
    .addColumn('expected', type.integer, (c) => c.notNull())
    .addColumn('moved', type.integer, (c) => c.notNull())
    .addColumn('refused', type.integer, (c) => c.notNull())
    .addColumn('settled_at', type.text)
    .execute()
  await db.schema.createIndex('playbook_move_status').on('playbook_move').columns(['status', 'id']).execute()
  await db.schema
    .createTable('playbook_move_refusal')
    .addColumn('move_id', type.id, (c) => c.notNull())
    .addColumn('unit_id', type.id, (c) => c.notNull())
    .addColumn('refusal', type.text, (c) => c.notNull())
    .addColumn('missing', type.text, (c) => c.notNull())
    .addColumn('seq', type.id, (c) => c.notNull())
    .addPrimaryKeyConstraint('playbook_move_refusal_key', ['move_id', 'unit_id'])
    .execute()
}
