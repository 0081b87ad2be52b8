import { sql } from 'kysely'
import type { Database } from './connect.ts'

/**
 * Runs work in one transaction that takes the write lock at once (Kysely's own transaction would take it at the first
 * write, and could then fail half-way). Waits for another process to release the lock, `patienceMs` at most.
 */
export async function inTransaction<T>(writer: Database, work: (trx: Database) => Promise<T>, patienceMs: number): Promise<T> {
  const until = performance.now() + patienceMs
  for (;;) {
    const answer = await writer.connection().execute((trx) => attempt(trx, work, until))
    if (answer !== null) return answer.result
    // Meanwhile others have the connection: sessions are looked up through it, and reading goes on.
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
}

/** Null while another process holds the lock. */
async function attempt<T>(trx: Database, work: (trx: Database) => Promise<T>, until: number): Promise<{ readonly result: T } | null> {
  if (!(await begins(trx, until))) return null
  try {
    const result = await work(trx)
    await sql`commit`.execute(trx)
    return { result }
  } catch (error) {
    await sql`rollback`.execute(trx).catch(() => undefined)
    throw error
  }
}

async function begins(trx: Database, until: number): Promise<boolean> {
  try {
    await sql`begin immediate`.execute(trx)
    return true
  } catch (error) {
    if (isBusy(error) && performance.now() < until) return false
    throw error
  }
}

/** Is another process holding the database? Worth trying again. */
function isBusy(error: unknown): boolean {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' && error.code.startsWith('SQLITE_BUSY')
}
