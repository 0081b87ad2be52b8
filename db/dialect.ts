import type { QueryExecutorProvider } from 'kysely'
import { PostgresAdapter } from 'kysely'

/** The two databases that everything here is written for. */
export type Dialect = 'sqlite' | 'postgres'

/** Which of them this connection or transaction talks to. */
export function dialectOf(db: QueryExecutorProvider): Dialect {
  return db.getExecutor().adapter instanceof PostgresAdapter ? 'postgres' : 'sqlite'
}

/**
 * True where many processes write at once and rows have to be locked one by one; SQLite's one write lock, taken when a
 * transaction begins, covers them all.
 */
export function locksRows(db: QueryExecutorProvider): boolean {
  return dialectOf(db) === 'postgres'
}
