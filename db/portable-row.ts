import type { Dialect } from './dialect.ts'

/** A row as a backup holds it: instants as ISO text in UTC, truth values as true and false, bytes in base64. */
export type PortableRow = Readonly<Record<string, string | number | boolean | null>>

/** A row as a driver takes it. */
export type DriverRow = Readonly<Record<string, PortableRow[string] | Uint8Array>>

/**
 * Where databases differ. Our own tables are the same on all of them (db/schema.ts); better-auth's have instants and
 * truth values in whatever type it prefers: ISO text and 0 or 1 on SQLite, timestamptz and boolean on PostgreSQL.
 * Instants need no list: PostgreSQL's driver hands out `Date` and takes ISO text.
 */
const TRUTH_VALUES: Readonly<Record<string, readonly string[]>> = { user: ['emailVerified'] }

/** Columns of bytes. */
const BYTES: Readonly<Record<string, readonly string[]>> = { attachment: ['bytes'] }

/** A row as the driver of whichever database hands it out. Throws for a value that no other database could take. */
export function toPortable(table: string, row: Readonly<Record<string, unknown>>): PortableRow {
  const [truths, bytes] = [TRUTH_VALUES[table] ?? [], BYTES[table] ?? []]
  const portable = (column: string, value: unknown): PortableRow[string] => {
    if (value === null || typeof value === 'string' || typeof value === 'boolean') return value
    if (typeof value === 'number') return truths.includes(column) ? value !== 0 : value
    if (value instanceof Uint8Array && bytes.includes(column)) return Buffer.from(value).toString('base64')
    if (value instanceof Date) return value.toISOString()
    throw new Error(`${table}.${column} holds a ${typeof value}, for which a backup has no form`)
  }
  return Object.fromEntries(Object.entries(row).map(([column, value]) => [column, portable(column, value)]))
}

/** The row as that database takes it. */
export function fromPortable(table: string, row: PortableRow, dialect: Dialect): DriverRow {
  const bytes = BYTES[table] ?? []
  const taken = (column: string, value: PortableRow[string]): DriverRow[string] => {
    if (typeof value === 'string' && bytes.includes(column)) return Buffer.from(value, 'base64')
    // SQLite has no truth values.
    return typeof value === 'boolean' && dialect === 'sqlite' ? Number(value) : value
  }
  return Object.fromEntries(Object.entries(row).map(([column, value]) => [column, taken(column, value)]))
}
