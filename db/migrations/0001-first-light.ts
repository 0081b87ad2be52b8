import type { Kysely } from 'kysely'
import { sql } from 'kysely'

/** Units, people, responses, the append-only journal with its projections, orders and idempotency keys. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await createUnits(db)
  await createJournal(db)
  await createResponses(db)
  await createOrders(db)
  await sealJournal(db)
}

async function createUnits(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('unit')
    .addColumn('id', 'integer', (c) => c.primaryKey())
    .addColumn('code', 'text', (c) => c.notNull().unique())
    .addColumn('parent', 'text')
    .addColumn('kind', 'text', (c) => c.notNull())
    .addColumn('name', 'text', (c) => c.notNull())
    .addColumn('path', 'text', (c) => c.notNull().unique())
    .addColumn('boarders', 'integer', (c) => c.notNull())
    .addColumn('day', 'integer', (c) => c.notNull())
    .addColumn('staff', 'integer', (c) => c.notNull())
    .addColumn('hospital', 'text', (c) => c.notNull())
    .addColumn('seq', 'integer', (c) => c.notNull())
    .execute()
  await db.schema.createIndex('unit_parent').on('unit').column('parent').execute()
  await db.schema
    .createTable('person')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('username', 'text', (c) => c.unique())
    .addColumn('name', 'text', (c) => c.notNull())
    .addColumn('role', 'text', (c) => c.notNull())
    .addColumn('unit', 'text', (c) => c.notNull())
    .addColumn('posts', 'text', (c) => c.notNull())
    .addColumn('active', 'integer', (c) => c.notNull())
    .addColumn('seq', 'integer', (c) => c.notNull())
    .execute()
  await db.schema.createIndex('person_unit').on('person').column('unit').execute()
  await db.schema
    .createTable('setting')
    .addColumn('name', 'text', (c) => c.primaryKey())
    .addColumn('value', 'text', (c) => c.notNull())
    .execute()
}

async function createJournal(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('counter')
    .addColumn('id', 'integer', (c) => c.primaryKey())
    .addColumn('seq', 'integer', (c) => c.notNull())
    .execute()
  await sql`insert into counter (id, seq) values (1, 0)`.execute(db)
  await db.schema
    .createTable('journal')
    .addColumn('seq', 'integer', (c) => c.primaryKey())
    .addColumn('unit_id', 'integer')
    .addColumn('playbook', 'text')
    .addColumn('mode', 'text')
    .addColumn('type', 'text', (c) => c.notNull())
    .addColumn('actor', 'text', (c) => c.notNull())
    .addColumn('post', 'text')
    .addColumn('stands_in_for', 'text')
    .addColumn('at', 'text', (c) => c.notNull())
    .addColumn('body', 'text', (c) => c.notNull())
    .execute()
  await db.schema.createIndex('journal_unit').on('journal').columns(['unit_id', 'seq']).execute()
  await db.schema
    .createTable('private_text')
    .addColumn('seq', 'integer', (c) => c.notNull())
    .addColumn('field', 'text', (c) => c.notNull())
    .addColumn('salt', 'text', (c) => c.notNull())
    .addColumn('text', 'text')
    .addPrimaryKeyConstraint('private_text_key', ['seq', 'field'])
    .execute()
  await db.schema
    .createTable('idempotency')
    .addColumn('actor', 'text', (c) => c.notNull())
    .addColumn('key', 'text', (c) => c.notNull())
    .addColumn('request', 'text', (c) => c.notNull())
    .addColumn('answer', 'text', (c) => c.notNull())
    .addColumn('at', 'text', (c) => c.notNull())
    .addPrimaryKeyConstraint('idempotency_key', ['key', 'actor'])
    .execute()
}

async function createResponses(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('response')
    .addColumn('id', 'integer', (c) => c.primaryKey())
    .addColumn('unit_id', 'integer', (c) => c.notNull())
    .addColumn('playbook', 'text', (c) => c.notNull())
    .addColumn('mode', 'text', (c) => c.notNull())
    .addColumn('version', 'integer', (c) => c.notNull())
    .addColumn('state', 'text', (c) => c.notNull())
    .addColumn('phase', 'text', (c) => c.notNull())
    .addColumn('teaching', 'text', (c) => c.notNull())
    .addColumn('since', 'text', (c) => c.notNull())
    .addColumn('revision', 'integer', (c) => c.notNull())
    .addColumn('total', 'integer', (c) => c.notNull())
    .addColumn('done', 'integer', (c) => c.notNull())
    .addColumn('overdue', 'integer', (c) => c.notNull())
    .addColumn('visits', 'text', (c) => c.notNull())
    .addColumn('open_cases', 'integer', (c) => c.notNull())
    .addColumn('provisional', 'integer', (c) => c.notNull())
    .addColumn('next_due_at', 'text')
    .addColumn('next_wake_at', 'text')
    .addColumn('cause_seq', 'integer', (c) => c.notNull())
    .addColumn('cause_order', 'integer')
    .addUniqueConstraint('response_key', ['unit_id', 'playbook', 'mode'])
    .execute()
  await db.schema.createIndex('response_wake').on('response').column('next_wake_at').execute()
  await db.schema
    .createTable('sign_off')
    .addColumn('seq', 'integer', (c) => c.primaryKey())
    .addColumn('unit_id', 'integer', (c) => c.notNull())
    .addColumn('playbook', 'text', (c) => c.notNull())
    .addColumn('mode', 'text', (c) => c.notNull())
    .addColumn('task', 'text', (c) => c.notNull())
    .addColumn('visit', 'integer', (c) => c.notNull())
    .addColumn('occurrence', 'text')
    .addColumn('statement', 'text', (c) => c.notNull())
    .addColumn('evidence', 'text', (c) => c.notNull())
    .addColumn('actor', 'text', (c) => c.notNull())
    .addColumn('post', 'text', (c) => c.notNull())
    .addColumn('stand_in', 'integer', (c) => c.notNull())
    .addColumn('at', 'text', (c) => c.notNull())
    .addColumn('late', 'integer', (c) => c.notNull())
    .addColumn('complete', 'integer', (c) => c.notNull())
    .addColumn('withdrawn_by', 'integer')
    .execute()
  await db.schema.createIndex('sign_off_unit').on('sign_off').columns(['unit_id', 'task', 'seq']).execute()
}

async function createOrders(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('orders')
    .addColumn('id', 'integer', (c) => c.primaryKey())
    .addColumn('playbook', 'text', (c) => c.notNull())
    .addColumn('mode', 'text', (c) => c.notNull())
    .addColumn('event', 'text', (c) => c.notNull())
    .addColumn('facts', 'text', (c) => c.notNull())
    .addColumn('scope', 'text', (c) => c.notNull())
    .addColumn('issued_by', 'text', (c) => c.notNull())
    .addColumn('issued_at', 'text', (c) => c.notNull())
    .addColumn('unit', 'text', (c) => c.notNull())
    .addColumn('status', 'text', (c) => c.notNull())
    .addColumn('cursor', 'text', (c) => c.notNull())
    .addColumn('expected', 'integer', (c) => c.notNull())
    .addColumn('changed', 'integer', (c) => c.notNull())
    .addColumn('unchanged', 'integer', (c) => c.notNull())
    .addColumn('refused', 'integer', (c) => c.notNull())
    .addColumn('settled_at', 'text')
    .execute()
  await db.schema
    .createTable('order_outcome')
    .addColumn('order_id', 'integer', (c) => c.notNull())
    .addColumn('unit_id', 'integer', (c) => c.notNull())
    .addColumn('result', 'text', (c) => c.notNull())
    .addColumn('refusal', 'text')
    .addColumn('missing', 'text', (c) => c.notNull())
    .addColumn('seq', 'integer', (c) => c.notNull())
    .addPrimaryKeyConstraint('order_outcome_key', ['order_id', 'unit_id'])
    .execute()
}

/** The journal takes new rows only, whoever asks. Texts may be erased, never changed. */
async function sealJournal(db: Kysely<unknown>): Promise<void> {
  const refuse = sql.raw("begin select raise(abort, 'the journal is append-only'); end")
  await sql`create trigger journal_no_update before update on journal ${refuse}`.execute(db)
  await sql`create trigger journal_no_delete before delete on journal ${refuse}`.execute(db)
  await sql`create trigger journal_no_overwrite before insert on journal when exists (select 1 from journal where seq = new.seq) ${refuse}`.execute(
    db,
  )
  await sql`create trigger private_text_no_delete before delete on private_text ${refuse}`.execute(db)
  await sql`create trigger private_text_erase_only before update on private_text
    when new.text is not null or new.seq <> old.seq or new.field <> old.field or new.salt <> old.salt ${refuse}`.execute(db)
}
