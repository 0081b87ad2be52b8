import type { Kysely } from 'kysely'
import { sql } from 'kysely'
import { columnTypes } from './columns.ts'
import { journalColumns } from './journal-columns.ts'

/** The journal on SQLite: one table. */
export async function createJournalTable(db: Kysely<unknown>): Promise<void> {
  await journalColumns(
    db.schema.createTable('journal').addColumn('seq', columnTypes(db).id, (c) => c.primaryKey()),
    db,
  ).execute()
  await db.schema.createIndex('journal_unit').on('journal').columns(['unit_id', 'seq']).execute()
}

/** The journal takes new rows only, whoever asks. Texts may be erased, never changed. */
export async function sealJournal(db: Kysely<unknown>): Promise<void> {
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
