import { sql } from 'kysely'
import type { Database } from './connect.ts'

/**
 * Runs work in one transaction that takes the write lock at once (Kysely's own transaction would take it at the first
 * write, and could then fail half-way). Waits for another process to release the lock, `patienceMs` at most.
 */
export async function inTransaction<T>(writer: Database, work: (trx: Database) => Promise<T>, patienceMs = 10_000): Promise<T> {
  return writer.connection().execute(async (trx) => {
    await begin(trx, Date.now() + patienceMs)
    try {
      const result = await work(trx)
      await sql`commit`.execute(trx)
      return result
    } catch (error) {
      await sql`rollback`.execute(trx).catch(() => undefined)
      throw error
    }
  })
}

async function begin(trx: Database, until: number): Promise<void> {
  for (;;) {
    try {
      await sql`begin immediate`.execute(trx)
      return
    } catch (error) {
      if (!isBusy(error) || Date.now() > until) throw error
      await new Promise((resolve) => setTimeout(resolve, 20))
    }
  }
}

/** Is another process holding the database? Worth trying again. */
function isBusy(error: unknown): boolean {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' && error.code.startsWith('SQLITE_BUSY')
}
