import type { CreateTableBuilder, Kysely } from 'kysely'
import { columnTypes } from './columns.ts'

/** The columns of the journal after `seq`, the same on both databases. */
export function journalColumns<T extends string>(table: CreateTableBuilder<T, 'seq'>, db: Kysely<unknown>) {
  const type = columnTypes(db)
  return table
    .addColumn('unit_id', type.id)
    .addColumn('playbook', type.text)
    .addColumn('mode', type.text)
    .addColumn('type', type.text, (c) => c.notNull())
    .addColumn('actor', type.text, (c) => c.notNull())
    .addColumn('post', type.text)
    .addColumn('stands_in_for', type.text)
    .addColumn('at', type.text, (c) => c.notNull())
    .addColumn('body', type.text, (c) => c.notNull())
}
