import type { Kysely } from 'kysely'
import { sql } from 'kysely'
import { columnTypes } from './columns.ts'
import { journalColumns } from './journal-columns.ts'

/**
 * The journal on PostgreSQL: partitioned by the month of `at`, so that old months can lie on slower disks. A unique key of
 * a partitioned table must contain `at`, so that each seq is there once is held by the unpartitioned `journal_key`.
 */
export async function createJournalTable(db: Kysely<unknown>): Promise<void> {
  const type = columnTypes(db)
  await db.schema
    .createTable('journal_key')
    .addColumn('seq', type.id, (c) => c.primaryKey())
    .execute()
  await journalColumns(
    db.schema.createTable('journal').addColumn('seq', type.id, (c) => c.notNull()),
    db,
  )
    .modifyEnd(sql`partition by range (at)`)
    .execute()
  await db.schema.createIndex('journal_seq').on('journal').column('seq').execute()
  await db.schema.createIndex('journal_unit').on('journal').columns(['unit_id', 'seq']).execute()
}

/**
 * The journal takes new rows only, whoever asks, through the table or through one of its months. Months are made by
 * `journal_month`, which runs with the rights of whoever migrated: the server itself needs none on the schema.
 */
export async function sealJournal(db: Kysely<unknown>): Promise<void> {
  await sql`create function append_only() returns trigger language plpgsql as $$
    begin raise exception 'the journal is append-only'; end $$`.execute(db)
  await sql`create function claim_seqs() returns trigger language plpgsql security definer set search_path from current as $$
    begin insert into journal_key (seq) select seq from added; return null; end $$`.execute(db)
  await sql`create function seal_journal_table(name text) returns void language plpgsql as $$
    begin
      execute format('create trigger claim after insert on %I referencing new table as added for each statement execute function claim_seqs()', name);
      execute format('create trigger no_truncate before truncate on %I for each statement execute function append_only()', name);
    end $$`.execute(db)
  await sql`create function journal_month(month text) returns void language plpgsql security definer set search_path from current as $$
    declare name text := 'journal_' || replace(month, '-', '_');
    begin
      if month !~ '^\\d{4}-\\d{2}$' then raise exception 'not a month: %', month; end if;
      if to_regclass(name) is not null then return; end if;
      perform pg_advisory_xact_lock(hashtext('journal_month'));
      if to_regclass(name) is not null then return; end if;
      -- Attaching, unlike creating in place, waits for no reader.
      execute format('create table %I (like journal including all)', name);
      execute format('alter table journal attach partition %I for values from (%L) to (%L)', name, month, month || '~');
      perform seal_journal_table(name);
    end $$`.execute(db)
  await sql`select seal_journal_table('journal')`.execute(db)
  const always = sql`for each row execute function append_only()`
  await sql`create trigger no_change before update or delete on journal ${always}`.execute(db)
  await sql`create trigger no_delete before delete on private_text ${always}`.execute(db)
  await sql`create trigger erase_only before update on private_text for each row
    when (new.text is not null or new.seq <> old.seq or new.field <> old.field or new.salt <> old.salt)
    execute function append_only()`.execute(db)
  for (const table of ['private_text', 'journal_key']) {
    await sql`create trigger no_truncate before truncate on ${sql.table(table)} for each statement execute function append_only()`.execute(
      db,
    )
  }
  await sql`create trigger no_change before update or delete on journal_key ${always}`.execute(db)
}
