import BetterSqlite from 'better-sqlite3'
import { Kysely, SqliteDialect, sql } from 'kysely'
import { keepingStatements } from './kept-statements.ts'
import type { Tables } from './schema.ts'

export type Database = Kysely<Tables>

/** Two connections to one database: every write goes through `writer`, which the batcher holds for each transaction. */
export interface Connections {
  readonly writer: Database
  readonly reader: Database
  readonly close: () => Promise<void>
}

/**
 * Opens a SQLite file in WAL mode with synchronous=FULL, and makes sure that both took: with WAL's usual NORMAL an
 * acknowledged signature can be lost in a power cut.
 */
export async function connectSqlite(file: string): Promise<Connections> {
  const writer = open(file)
  await assertDurable(writer)
  const reader = open(file)
  return {
    writer,
    reader,
    close: async () => {
      await reader.destroy()
      await writer.destroy()
    },
  }
}

/** Waiting for another process blocks the event loop, so it is kept short; the batcher tries again. */
const BUSY_TIMEOUT_MS = 250

function open(file: string): Database {
  const handle = new BetterSqlite(file, { timeout: BUSY_TIMEOUT_MS })
  handle.pragma('journal_mode = WAL')
  handle.pragma('synchronous = FULL')
  // A city's night fits in memory, and the log is folded back less often than its 4 MB default.
  handle.pragma('cache_size = -65536')
  handle.pragma('wal_autocheckpoint = 4000')
  // Without it INSERT OR REPLACE would slip past the triggers that keep the journal append-only.
  handle.pragma('recursive_triggers = ON')
  return new Kysely<Tables>({ dialect: new SqliteDialect({ database: keepingStatements(handle) }) })
}

async function assertDurable(db: Database): Promise<void> {
  const read = async (pragma: string): Promise<unknown> => {
    const { rows } = await sql<Record<string, unknown>>`${sql.raw(`pragma ${pragma}`)}`.execute(db)
    return Object.values(rows[0] ?? {})[0]
  }
  const found = {
    journal_mode: await read('journal_mode'),
    synchronous: await read('synchronous'),
    recursive_triggers: await read('recursive_triggers'),
  }
  if (found.journal_mode !== 'wal' || found.synchronous !== 2 || found.recursive_triggers !== 1) {
    throw new Error(`the database does not promise durability: ${JSON.stringify(found)}`)
  }
}
