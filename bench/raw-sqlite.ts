import BetterSqlite from 'better-sqlite3'

/** The driver itself, set as db/connect.ts sets it: what the same machine could do without us. */
export function openRaw(file: string): BetterSqlite.Database {
  const database = new BetterSqlite(file)
  database.pragma('journal_mode = WAL')
  database.pragma('synchronous = FULL')
  database.pragma('cache_size = -65536')
  database.pragma('wal_autocheckpoint = 4000')
  database.pragma('recursive_triggers = ON')
  return database
}

/** A prepared insert into all of these columns, which takes the values in their order. */
export function prepareInsert(database: BetterSqlite.Database, table: string, columns: readonly string[]): BetterSqlite.Statement {
  return database.prepare(`insert into "${table}" (${columns.join(', ')}) values (${columns.map(() => '?').join(', ')})`)
}

/** The same, which replaces the row with that id, as responses are saved. */
export function prepareUpsert(database: BetterSqlite.Database, table: string, columns: readonly string[]): BetterSqlite.Statement {
  const changed = columns.filter((column) => column !== 'id').map((column) => `${column} = excluded.${column}`)
  const values = columns.map(() => '?').join(', ')
  return database.prepare(
    `insert into "${table}" (${columns.join(', ')}) values (${values}) on conflict (id) do update set ${changed.join(', ')}`,
  )
}

export function columnsOf(database: BetterSqlite.Database, table: string): readonly string[] {
  return database.prepare('select name from pragma_table_info(?)').pluck().all(table).map(String)
}
