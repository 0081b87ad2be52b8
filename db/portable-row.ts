import type { Dialect } from './dialect.ts'

/** A row as every database can take it: instants as ISO text in UTC, truth values as true and false. */
export type PortableRow = Readonly<Record<string, string | number | boolean | null>>

/**
 * Where databases differ. Our own tables are the same on all of them (db/schema.ts); better-auth's have instants and
 * truth values in whatever type it prefers: ISO text and 0 or 1 on SQLite, timestamptz and boolean on PostgreSQL.
 * Instants need no list: PostgreSQL's driver hands out `Date` and takes ISO text.
 */
const TRUTH_VALUES: Readonly<Record<string, readonly string[]>> = { user: ['emailVerified'] }

/** A row as the driver of whichever database hands it out. Throws for a value that no other database could take. */
export function toPortable(table: string, row: Readonly<Record<string, unknown>>): PortableRow {
  const truths = TRUTH_VALUES[table] ?? []
  const portable = (column: string, value: unknown): PortableRow[string] => {
    if (value === null || typeof value === 'string' || typeof value === 'boolean') return value
    if (typeof value === 'number') return truths.includes(column) ? value !== 0 : value
    if (value instanceof Date) return value.toISOString()
    throw new Error(`${table}.${column} holds a ${typeof value}, for which a backup has no form`)
  }
  return Object.fromEntries(Object.entries(row).map(([column, value]) => [column, portable(column, value)]))
}

/** The row as that database takes it. */
export function fromPortable(row: PortableRow, dialect: Dialect): PortableRow {
  switch (dialect) {
    case 'postgres':
      return row
    case 'sqlite':
      return Object.fromEntries(Object.entries(row).map(([column, value]) => [column, typeof value === 'boolean' ? Number(value) : value]))
    default:
      return dialect satisfies never
  }
}
