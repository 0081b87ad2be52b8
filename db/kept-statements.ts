import type { SqliteDatabase, SqliteStatement } from 'kysely'

/** A SQLite driver, as far as it prepares statements. */
interface Driver {
  readonly prepare: (query: string) => SqliteStatement & { readonly busy: boolean }
  readonly close: () => unknown
}

const MOST_KEPT = 400

/**
 * The driver, keeping the statements used last: Kysely would prepare every query anew. SQLite itself prepares a kept statement again when the schema has changed.
 */
export function keepingStatements(driver: Driver): SqliteDatabase {
  const kept = new Map<string, ReturnType<Driver['prepare']>>()
  return {
    prepare: (query) => {
      const known = kept.get(query)
      // One that is read row by row cannot be begun a second time.
      if (known?.busy === true) return driver.prepare(query)
      const statement = known ?? driver.prepare(query)
      // Set anew, it is the last to be dropped.
      kept.delete(query)
      kept.set(query, statement)
      if (kept.size > MOST_KEPT) kept.delete(kept.keys().next().value ?? '')
      return statement
    },
    close: () => {
      kept.clear()
      driver.close()
    },
  }
}
