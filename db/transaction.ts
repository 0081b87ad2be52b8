import { sql } from 'kysely'
import type { Database } from './connect.ts'
import { dialectOf } from './dialect.ts'
import { codeOf, isUnwritable } from './unwritable.ts'

/**
 * Runs work in one transaction. On SQLite it takes the write lock at once (Kysely's own transaction would take it at the
 * first write, and could then fail half-way). What fails before the commit because of other processes (a lock held, a
 * deadlock, a connection that broke) changed nothing and is tried again, for `patienceMs` at most, so `work` may run more
 * than once. Once the commit was sent nothing is tried again: its outcome is unknown, and whoever asked must ask again
 * with the same key.
 */
export async function inTransaction<T>(writer: Database, work: (trx: Database) => Promise<T>, patienceMs = 10_000): Promise<T> {
  const until = performance.now() + patienceMs
  for (let tries = 0; ; tries += 1) {
    const attempt: Attempt = { committing: false }
    try {
      return await writer.connection().execute((trx) => once(trx, work, attempt))
    } catch (error) {
      if (attempt.committing || !isPassing(error) || performance.now() > until) throw error
    }
    await new Promise((resolve) => setTimeout(resolve, Math.min(20 + 10 * tries, 200)))
  }
}

interface Attempt {
  committing: boolean
}

async function once<T>(trx: Database, work: (trx: Database) => Promise<T>, attempt: Attempt): Promise<T> {
  await (dialectOf(trx) === 'postgres' ? sql`begin isolation level read committed` : sql`begin immediate`).execute(trx)
  try {
    const result = await work(trx)
    attempt.committing = true
    await sql`commit`.execute(trx)
    return result
  } catch (error) {
    await sql`rollback`.execute(trx).catch(() => undefined)
    throw error
  }
}

/** Did it fail because of others, and before anything was committed? Worth trying again. */
function isPassing(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  const code = codeOf(error)
  if (code.startsWith('SQLITE_')) return code.startsWith('SQLITE_BUSY')
  // Two processes were given the same key at once: the second finds the first one's answer.
  if (code === UNIQUE_VIOLATION) return 'constraint' in error && error.constraint === 'idempotency_key'
  return code !== DISK_FULL && isUnwritable(error)
}

const UNIQUE_VIOLATION = '23505'
const DISK_FULL = '53100'
