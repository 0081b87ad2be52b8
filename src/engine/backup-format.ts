import { z } from 'zod'

// A backup is gzip over lines of JSON: a header; then pages, each one line that names a table and its columns, and one
// line with the values of each row; and last the counts of rows and SHA-256 over every byte before that line.

/** The newest version of the format, written by this version and read along with all older ones. */
export const BACKUP_VERSION = 1

/** What every version of the format begins with, whatever else it holds. */
export const Beginning = z.object({ format: z.literal('fangxian-backup'), v: z.int().positive() })

export const Header = Beginning.extend({
  /** Names of the migrations that the tables had been through, first to last. */
  migrations: z.array(z.string()).min(1),
  /** Of the newest entry. */
  seq: z.int().nonnegative(),
  /** When it was taken. */
  at: z.iso.datetime(),
})
export type Header = z.infer<typeof Header>

export const PageHead = z.object({ table: z.string(), columns: z.array(z.string()) })
export type PageHead = z.infer<typeof PageHead>

export const Ending = z.object({ rows: z.record(z.string(), z.int().nonnegative()), sha256: z.hex() })
export type Ending = z.infer<typeof Ending>

export function toLine(value: Header | PageHead | Ending | readonly unknown[]): string {
  return `${JSON.stringify(value)}\n`
}
