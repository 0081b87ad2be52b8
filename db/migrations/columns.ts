import type { CreateTableBuilder, Kysely } from 'kysely'
import { sql } from 'kysely'
import { dialectOf } from '../dialect.ts'

type ColumnType = Parameters<CreateTableBuilder<string>['addColumn']>[1]

/** How the column types that we use are called in a database. */
export interface ColumnTypes {
  /** Compared byte by byte in both databases: ranges of paths and of instants depend on it. */
  readonly text: ColumnType
  /** Ids and seqs: half a million schools write two thousand million entries in a few years. */
  readonly id: ColumnType
  readonly integer: ColumnType
  readonly bytes: ColumnType
  /** What better-auth expects of its own tables. */
  readonly moment: ColumnType
  readonly truth: ColumnType
}

export function columnTypes(db: Kysely<unknown>): ColumnTypes {
  return dialectOf(db) === 'postgres'
    ? { text: sql`text collate "C"`, id: 'bigint', integer: 'integer', bytes: 'bytea', moment: 'timestamptz', truth: 'boolean' }
    : { text: 'text', id: 'integer', integer: 'integer', bytes: 'blob', moment: 'date', truth: 'integer' }
}
