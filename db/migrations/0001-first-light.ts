import type { Kysely } from 'kysely'
import { sql } from 'kysely'
import { dialectOf } from '../dialect.ts'
import { columnTypes } from './columns.ts'
import * as onPostgres from './journal-postgres.ts'
import * as onSqlite from './journal-sqlite.ts'

/** Units, people, responses, the append-only journal with its projections, orders and idempotency keys. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await createUnits(db)
  await createJournal(db)
  await createResponses(db)
  await createOrders(db)
  await journalOn(db).sealJournal(db)
}

async function createUnits(db: Kysely<unknown>): Promise<void> {
  const type = columnTypes(db)
  await db.schema
    .createTable('unit')
    .addColumn('id', type.id, (c) => c.primaryKey())
    .addColumn('code', type.text, (c) => c.notNull().unique())
    .addColumn('parent', type.text)
    .addColumn('kind', type.text, (c) => c.notNull())
    .addColumn('name', type.text, (c) => c.notNull())
    .addColumn('path', type.text, (c) => c.notNull().unique())
    .addColumn('boarders', type.integer, (c) => c.notNull())
    .addColumn('day', type.integer, (c) => c.notNull())
    .addColumn('staff', type.integer, (c) => c.notNull())
    .addColumn('hospital', type.text, (c) => c.notNull())
    .addColumn('seq', type.id, (c) => c.notNull())
    .execute()
  await db.schema.createIndex('unit_parent').on('unit').column('parent').execute()
  await db.schema
    .createTable('person')
    .addColumn('id', type.text, (c) => c.primaryKey())
    .addColumn('username', type.text, (c) => c.unique())
    .addColumn('name', type.text, (c) => c.notNull())
    .addColumn('role', type.text, (c) => c.notNull())
    .addColumn('unit', type.text, (c) => c.notNull())
    .addColumn('posts', type.text, (c) => c.notNull())
    .addColumn('active', type.integer, (c) => c.notNull())
    .addColumn('seq', type.id, (c) => c.notNull())
    .execute()
  await db.schema.createIndex('person_unit').on('person').column('unit').execute()
  await db.schema
    .createTable('setting')
    .addColumn('name', type.text, (c) => c.primaryKey())
    .addColumn('value', type.text, (c) => c.notNull())
    .execute()
}

async function createJournal(db: Kysely<unknown>): Promise<void> {
  const type = columnTypes(db)
  await db.schema
    .createTable('counter')
    .addColumn('id', type.id, (c) => c.primaryKey())
    .addColumn('seq', type.id, (c) => c.notNull())
    .execute()
  await sql`insert into counter (id, seq) values (1, 0)`.execute(db)
  await journalOn(db).createJournalTable(db)
  await db.schema
    .createTable('private_text')
    .addColumn('seq', type.id, (c) => c.notNull())
    .addColumn('field', type.text, (c) => c.notNull())
    .addColumn('salt', type.text, (c) => c.notNull())
    .addColumn('text', type.text)
    .addPrimaryKeyConstraint('private_text_key', ['seq', 'field'])
    .execute()
  await db.schema
    .createTable('idempotency')
    .addColumn('actor', type.text, (c) => c.notNull())
    .addColumn('key', type.text, (c) => c.notNull())
    .addColumn('request', type.text, (c) => c.notNull())
    .addColumn('answer', type.text, (c) => c.notNull())
    .addColumn('at', type.text, (c) => c.notNull())
    .addPrimaryKeyConstraint('idempotency_key', ['key', 'actor'])
    .execute()
}

async function createResponses(db: Kysely<unknown>): Promise<void> {
  const type = columnTypes(db)
  await db.schema
    .createTable('response')
    .addColumn('id', type.id, (c) => c.primaryKey())
    .addColumn('unit_id', type.id, (c) => c.notNull())
    .addColumn('playbook', type.text, (c) => c.notNull())
    .addColumn('mode', type.text, (c) => c.notNull())
    .addColumn('version', type.integer, (c) => c.notNull())
    .addColumn('state', type.text, (c) => c.notNull())
    .addColumn('phase', type.text, (c) => c.notNull())
    .addColumn('teaching', type.text, (c) => c.notNull())
    .addColumn('since', type.text, (c) => c.notNull())
    .addColumn('revision', type.integer, (c) => c.notNull())
    .addColumn('total', type.integer, (c) => c.notNull())
    .addColumn('done', type.integer, (c) => c.notNull())
    .addColumn('overdue', type.integer, (c) => c.notNull())
    .addColumn('visits', type.text, (c) => c.notNull())
    .addColumn('open_cases', type.integer, (c) => c.notNull())
    .addColumn('provisional', type.integer, (c) => c.notNull())
    .addColumn('next_due_at', type.text)
    .addColumn('next_wake_at', type.text)
    .addColumn('cause_seq', type.id, (c) => c.notNull())
    .addColumn('cause_order', type.id)
    .addUniqueConstraint('response_key', ['unit_id', 'playbook', 'mode'])
    .execute()
  await db.schema.createIndex('response_wake').on('response').column('next_wake_at').execute()
  await db.schema
    .createTable('sign_off')
    .addColumn('seq', type.id, (c) => c.primaryKey())
    .addColumn('unit_id', type.id, (c) => c.notNull())
    .addColumn('playbook', type.text, (c) => c.notNull())
    .addColumn('mode', type.text, (c) => c.notNull())
    .addColumn('task', type.text, (c) => c.notNull())
    .addColumn('visit', type.id, (c) => c.notNull())
    .addColumn('occurrence', type.text)
    .addColumn('statement', type.text, (c) => c.notNull())
    .addColumn('evidence', type.text, (c) => c.notNull())
    .addColumn('actor', type.text, (c) => c.notNull())
    .addColumn('post', type.text, (c) => c.notNull())
    .addColumn('stand_in', type.integer, (c) => c.notNull())
    .addColumn('at', type.text, (c) => c.notNull())
    .addColumn('late', type.integer, (c) => c.notNull())
    .addColumn('complete', type.integer, (c) => c.notNull())
    .addColumn('withdrawn_by', type.id)
    .execute()
  await db.schema.createIndex('sign_off_unit').on('sign_off').columns(['unit_id', 'task', 'seq']).execute()
}

async function createOrders(db: Kysely<unknown>): Promise<void> {
  const type = columnTypes(db)
  await db.schema
    .createTable('orders')
    .addColumn('id', type.id, (c) => c.primaryKey())
    .addColumn('playbook', type.text, (c) => c.notNull())
    .addColumn('mode', type.text, (c) => c.notNull())
    .addColumn('event', type.text, (c) => c.notNull())
    .addColumn('facts', type.text, (c) => c.notNull())
    .addColumn('scope', type.text, (c) => c.notNull())
    .addColumn('issued_by', type.text, (c) => c.notNull())
    .addColumn('issued_at', type.text, (c) => c.notNull())
    .addColumn('unit', type.text, (c) => c.notNull())
    .addColumn('status', type.text, (c) => c.notNull())
    .addColumn('cursor', type.text, (c) => c.notNull())
    .addColumn('expected', type.integer, (c) => c.notNull())
    .addColumn('changed', type.integer, (c) => c.notNull())
    .addColumn('unchanged', type.integer, (c) => c.notNull())
    .addColumn('refused', type.integer, (c) => c.notNull())
    .addColumn('settled_at', type.text)
    .execute()
  await db.schema
    .createTable('order_outcome')
    .addColumn('order_id', type.id, (c) => c.notNull())
    .addColumn('unit_id', type.id, (c) => c.notNull())
    .addColumn('result', type.text, (c) => c.notNull())
    .addColumn('refusal', type.text)
    .addColumn('missing', type.text, (c) => c.notNull())
    .addColumn('seq', type.id, (c) => c.notNull())
    .addPrimaryKeyConstraint('order_outcome_key', ['order_id', 'unit_id'])
    .execute()
}

/** What the two databases do differently about the journal. */
function journalOn(db: Kysely<unknown>): typeof onSqlite {
  return dialectOf(db) === 'postgres' ? onPostgres : onSqlite
}
