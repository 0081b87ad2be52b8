import type { Kysely } from 'kysely'
import { sql } from 'kysely'
import { dialectOf } from '../dialect.ts'
import { columnTypes } from './columns.ts'

/** Files that people attach to what they sign (附件), bytes included, so that a backup holds everything. */
export async function up(db: Kysely<unknown>): Promise<void> {
  const type = columnTypes(db)
  await db.schema
    .createTable('attachment')
    .addColumn('id', type.text, (c) => c.primaryKey())
    .addColumn('unit_id', type.id, (c) => c.notNull())
    .addColumn('uploaded_by', type.text, (c) => c.notNull())
    .addColumn('at', type.text, (c) => c.notNull())
    .addColumn('type', type.text, (c) => c.notNull())
    .addColumn('size', type.integer, (c) => c.notNull())
    .addColumn('sha256', type.text, (c) => c.notNull())
    .addColumn('salt', type.text, (c) => c.notNull())
    .addColumn('digest', type.text, (c) => c.notNull())
    .addColumn('personal', type.integer, (c) => c.notNull())
    .addColumn('seq', type.id)
    .addColumn('field', type.text)
    .addColumn('position', type.integer)
    // The widest come last: SQLite reads a row from its start.
    .addColumn('name', type.text)
    .addColumn('bytes', type.bytes)
    .execute()
  // Those that nobody has signed for stand together, by their age.
  await db.schema.createIndex('attachment_seq').on('attachment').columns(['seq', 'at']).execute()
  await (dialectOf(db) === 'postgres' ? sealOnPostgres(db) : sealOnSqlite(db))
}

/**
 * A file never changes. A signature names it once; then it stays. Its bytes may be erased, its name with them: digest
 * and size remain, and so does every proof.
 */
const FIXED = ['id', 'unit_id', 'uploaded_by', 'at', 'type', 'size', 'sha256', 'salt', 'digest'].join(', ')
const NAMED = ['seq', 'field', 'position', 'personal'].join(', ')

async function sealOnSqlite(db: Kysely<unknown>): Promise<void> {
  const refuse = sql.raw("begin select raise(abort, 'attachments are append-only'); end")
  await sql`create trigger attachment_fixed before update of ${sql.raw(FIXED)} on attachment ${refuse}`.execute(db)
  await sql`create trigger attachment_named_once before update of ${sql.raw(NAMED)} on attachment
    when old.seq is not null or new.seq is null ${refuse}`.execute(db)
  await sql`create trigger attachment_erase_only before update of name, bytes on attachment
    when new.name is not null or new.bytes is not null ${refuse}`.execute(db)
  await sql`create trigger attachment_no_delete before delete on attachment when old.seq is not null ${refuse}`.execute(db)
}

async function sealOnPostgres(db: Kysely<unknown>): Promise<void> {
  // Pictures and PDF files are compressed already.
  await sql`alter table attachment alter column bytes set storage external`.execute(db)
  const each = sql`for each row`
  const refuse = sql`execute function append_only()`
  await sql`create trigger fixed before update of ${sql.raw(FIXED)} on attachment ${each} ${refuse}`.execute(db)
  await sql`create trigger named_once before update of ${sql.raw(NAMED)} on attachment ${each}
    when (old.seq is not null or new.seq is null) ${refuse}`.execute(db)
  await sql`create trigger erase_only before update of name, bytes on attachment ${each}
    when (new.name is not null or new.bytes is not null) ${refuse}`.execute(db)
  await sql`create trigger no_delete before delete on attachment ${each} when (old.seq is not null) ${refuse}`.execute(db)
  await sql`create trigger no_truncate before truncate on attachment for each statement ${refuse}`.execute(db)
}
