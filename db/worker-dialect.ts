import { once } from 'node:events'
import { Worker } from 'node:worker_threads'
import type { CompiledQuery, DatabaseConnection, Dialect, Driver, QueryResult } from 'kysely'
import { SqliteAdapter, SqliteIntrospector, SqliteQueryCompiler, CompiledQuery as Query } from 'kysely'

/** What the thread is asked, and what it tells (db/sqlite-worker.ts). */
export interface Asked {
  readonly query: string
  readonly parameters: readonly unknown[]
}
export type Told = { readonly rows: readonly unknown[] } | { readonly error: string; readonly code: string }

/** SQLite read by threads of their own, at most so many at once: for what takes longer than a moment. */
export function workerDialect(file: string, most: number): Dialect {
  return {
    createAdapter: () => new SqliteAdapter(),
    createQueryCompiler: () => new SqliteQueryCompiler(),
    createIntrospector: (db) => new SqliteIntrospector(db),
    createDriver: () => workerDriver(file, most),
  }
}

function workerDriver(file: string, most: number): Driver {
  const idle: ReadingThread[] = []
  const waiting: ((thread: ReadingThread) => void)[] = []
  const all = new Set<ReadingThread>()
  const asked = async (connection: DatabaseConnection, statement: string): Promise<void> => {
    await connection.executeQuery(Query.raw(statement))
  }
  return {
    init: () => Promise.resolve(),
    acquireConnection: async () => {
      const free = idle.pop()
      if (free !== undefined) return free
      if (all.size >= most) return new Promise((resolve) => waiting.push(resolve))
      const thread = readingThread(file)
      all.add(thread)
      return thread
    },
    releaseConnection: async (connection) => {
      // Made by acquireConnection alone.
      const thread = connection as ReadingThread
      if (thread.isBroken()) all.delete(thread)
      const next = waiting.shift()
      if (next !== undefined) next(thread.isBroken() ? renewed(file, all) : thread)
      else if (!thread.isBroken()) idle.push(thread)
    },
    beginTransaction: (connection) => asked(connection, 'begin'),
    commitTransaction: (connection) => asked(connection, 'commit'),
    rollbackTransaction: (connection) => asked(connection, 'rollback'),
    destroy: async () => {
      await Promise.all([...all].map((thread) => thread.end()))
    },
  }
}

function renewed(file: string, all: Set<ReadingThread>): ReadingThread {
  const thread = readingThread(file)
  all.add(thread)
  return thread
}

interface ReadingThread extends DatabaseConnection {
  readonly isBroken: () => boolean
  readonly end: () => Promise<void>
}

/** Asked one query at a time: Kysely gives a connection to one reader at a time. */
function readingThread(file: string): ReadingThread {
  const worker = new Worker(new URL(import.meta.url.endsWith('.ts') ? 'sqlite-worker.ts' : 'sqlite-worker.js', import.meta.url), {
    workerData: { file },
  })
  // A thread that waits for questions keeps no process alive.
  worker.unref()
  let broken: Error | null = null
  worker.on('error', (error: Error) => {
    broken = error
  })
  const ask = async ({ sql, parameters }: CompiledQuery): Promise<readonly unknown[]> => {
    if (broken !== null) throw broken
    worker.ref()
    worker.postMessage({ query: sql, parameters } satisfies Asked)
    // Fails when the thread does.
    const [told] = (await once(worker, 'message')) as [Told] // Written by db/sqlite-worker.ts.
    worker.unref()
    if ('error' in told) throw Object.assign(new Error(told.error), { code: told.code })
    return told.rows
  }
  return {
    executeQuery: async <R>(query: CompiledQuery): Promise<QueryResult<R>> => {
      // Kysely's callers state what their query answers.
      const rows = (await ask(query)) as R[]
      return { rows }
    },
    streamQuery: () => {
      throw new Error('read page after page instead')
    },
    isBroken: () => broken !== null,
    end: async () => {
      await worker.terminate()
    },
  }
}
