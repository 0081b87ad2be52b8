import BetterSqlite from 'better-sqlite3'
import { Kysely, PostgresDialect, SqliteDialect, sql } from 'kysely'
import type { CustomTypesConfig } from 'pg'
import { Client, Pool, types as columnTypes } from 'pg'
import { CHANNEL } from './channel.ts'
import { keepingStatements } from './kept-statements.ts'
import { workerDialect } from './worker-dialect.ts'
import type { Tables } from './schema.ts'

export type Database = Kysely<Tables>

/**
 * Every write goes through `writer`. What is read in a moment goes through `reader`; what may take longer (boards, reports,
 * exports, a replay) through `reports`, so that nobody who signs waits for it.
 */
export interface Connections {
  readonly writer: Database
  readonly reader: Database
  readonly reports: Database
  /**
   * Calls back with the last seq whenever any process has committed entries, until closed; with Infinity when some may
   * have been missed. SQLite tells nobody: there one has to look.
   */
  readonly listen: (heard: (seq: number) => void) => Promise<void>
  readonly close: () => Promise<void>
}

/** Where the data lies: a file, or the address of a PostgreSQL database. */
export type Place = { readonly file: string } | { readonly url: string }

export async function connect(place: Place): Promise<Connections> {
  return 'url' in place ? connectPostgres(place.url) : connectSqlite(place.file)
}

/**
 * Opens a SQLite file in WAL mode with synchronous=FULL, and makes sure that both took: with WAL's usual NORMAL an
 * acknowledged signature can be lost in a power cut.
 */
export async function connectSqlite(file: string): Promise<Connections> {
  const writer = open(file)
  await assertSettings(writer, { journal_mode: 'wal', synchronous: 2, recursive_triggers: 1 }, 'pragma')
  const reader = open(file, READER_CACHE_KB)
  const reports = new Kysely<Tables>({ dialect: workerDialect(file, REPORTERS) })
  return {
    writer,
    reader,
    reports,
    listen: () => Promise.resolve(),
    close: async () => {
      await reports.destroy()
      await reader.destroy()
      await writer.destroy()
    },
  }
}

/** Threads that read at the same time, started when they are needed. */
const REPORTERS = 2

/** Waiting for another process blocks the event loop, so it is kept short; the batcher tries again. */
const BUSY_TIMEOUT_MS = 250

function open(file: string, cacheKb = WRITER_CACHE_KB): Database {
  return new Kysely<Tables>({ dialect: new SqliteDialect({ database: keepingStatements(openSqlite(file, { readOnly: false, cacheKb })) }) })
}

/** A city's night fits in memory; what only reads finds most of it in the operating system's. */
const WRITER_CACHE_KB = 65_536
const READER_CACHE_KB = 16_384

/** A handle with the settings that durability and the journal's triggers depend on. */
export function openSqlite(
  file: string,
  { readOnly, cacheKb = READER_CACHE_KB }: { readonly readOnly: boolean; readonly cacheKb?: number },
): BetterSqlite.Database {
  const handle = new BetterSqlite(file, { timeout: BUSY_TIMEOUT_MS })
  handle.pragma('journal_mode = WAL')
  handle.pragma('synchronous = FULL')
  handle.pragma(`cache_size = -${cacheKb}`)
  // The log is folded back less often than its 4 MB default.
  handle.pragma('wal_autocheckpoint = 4000')
  // Without it INSERT OR REPLACE would slip past the triggers that keep the journal append-only.
  handle.pragma('recursive_triggers = ON')
  if (readOnly) handle.pragma('query_only = ON')
  return handle
}

const WRITERS = 4
const READERS = 8
const REPORTERS_APART = 4
const SETTINGS = {
  // What was answered with "done" is on disk.
  synchronous_commit: 'on',
  // A process that stalls inside a transaction must not hold its locks for longer.
  idle_in_transaction_session_timeout: '5s',
  lock_timeout: '10s',
  timezone: 'UTC',
  jit: 'off',
} as const

/** Opens a PostgreSQL database: a pool to write with, a pool that can only read, and on demand a connection that listens. */
export async function connectPostgres(url: string): Promise<Connections> {
  const writer = pool(url, WRITERS, { ...SETTINGS, statement_timeout: '30s' })
  const reader = pool(url, READERS, { ...SETTINGS, statement_timeout: '60s', default_transaction_read_only: 'on' })
  const reports = pool(url, REPORTERS_APART, { ...SETTINGS, statement_timeout: '10min', default_transaction_read_only: 'on' })
  const listener = listening(url)
  try {
    await assertSettings(writer, { fsync: 'on', full_page_writes: 'on', synchronous_commit: 'on' }, 'show')
  } catch (error) {
    await Promise.all([reports.destroy(), reader.destroy(), writer.destroy()])
    throw error
  }
  return {
    writer,
    reader,
    reports,
    listen: listener.listen,
    close: async () => {
      await listener.close()
      await reports.destroy()
      await reader.destroy()
      await writer.destroy()
    },
  }
}

// Seqs and sums: whole numbers well below 2^53.
const types: CustomTypesConfig = {
  getTypeParser: (oid, format): unknown => (oid === columnTypes.builtins.INT8 ? Number : columnTypes.getTypeParser(oid, format)),
}

function pool(url: string, max: number, settings: Readonly<Record<string, string>>): Database {
  const options = Object.entries(settings)
    .map(([name, value]) => `-c ${name}=${value}`)
    .join(' ')
  const connections = new Pool({ connectionString: url, max, types, options, connectionTimeoutMillis: 10_000, keepAlive: true })
  // A connection that breaks while nobody uses it is replaced by the next query; whoever uses it is told by the query.
  connections.on('error', () => undefined).on('connect', (client) => client.on('error', () => undefined))
  return new Kysely<Tables>({ dialect: new PostgresDialect({ pool: connections }) })
}

const AGAIN_AFTER_MS = 500

/** One connection that hears what other processes commit; when it breaks it is made again, and who listens looks anew. */
function listening(url: string): Pick<Connections, 'listen' | 'close'> {
  let client: Client | null = null
  const closing = new AbortController()
  const hear = async (heard: (seq: number) => void): Promise<void> => {
    const next = new Client({ connectionString: url, keepAlive: true, connectionTimeoutMillis: 10_000 })
    const broken = Promise.withResolvers<void>()
    next.on('error', () => broken.resolve()).on('end', () => broken.resolve())
    next.on('notification', ({ payload }) => heard(Number(payload)))
    client = next
    await next.connect()
    await next.query(`listen ${CHANNEL}`)
    heard(Number.POSITIVE_INFINITY)
    await broken.promise
  }
  return {
    listen: async (heard) => {
      while (!closing.signal.aborted) {
        // Whatever went wrong, the poll goes on meanwhile, and the connection is made again.
        await hear(heard).catch(() => undefined)
        if (!closing.signal.aborted) await new Promise((resolve) => setTimeout(resolve, AGAIN_AFTER_MS))
      }
    },
    close: async () => {
      closing.abort()
      await client?.end()
    },
  }
}

async function assertSettings(db: Database, wanted: Readonly<Record<string, string | number>>, ask: 'pragma' | 'show'): Promise<void> {
  const found: Record<string, unknown> = {}
  for (const name of Object.keys(wanted)) {
    const { rows } = await sql<Record<string, unknown>>`${sql.raw(`${ask} ${name}`)}`.execute(db)
    found[name] = Object.values(rows[0] ?? {})[0]
  }
  if (Object.entries(wanted).some(([name, value]) => found[name] !== value)) {
    throw new Error(`the database does not promise durability: ${JSON.stringify(found)}`)
  }
}
