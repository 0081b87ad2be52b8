import type { Database } from './connect.ts'

/**
 * Work that reads the database as it is at one moment, whatever others write meanwhile; it may write nothing. A read
 * transaction of SQLite is always such a snapshot, and its driver passes over both settings, which PostgreSQL needs.
 */
export async function inSnapshot<T>(db: Database, work: (snapshot: Database) => Promise<T>): Promise<T> {
  return db.transaction().setIsolationLevel('repeatable read').setAccessMode('read only').execute(work)
}
