import { sql, type Kysely } from 'kysely'
import { inChunks, makeMonths } from './append.ts'
import type { BackupTable } from './backup-tables.ts'
import type { Database } from './connect.ts'
import { dialectOf } from './dialect.ts'
import { fromPortable, toPortable, type DriverRow, type PortableRow } from './portable-row.ts'

/** A page of a large table is a few megabytes, whatever the size of the table. */
const PAGE = 1_000

/** Every row of the table in order of its key, page after page. */
export async function* readRows(snapshot: Database, table: BackupTable): AsyncGenerator<readonly PortableRow[]> {
  for (let last: PortableRow | undefined; ;) {
    const page = await readPage(snapshot, table, last)
    if (page.length > 0) yield page
    if (page.length < (table.page ?? PAGE)) return
    last = page.at(-1)
  }
}

async function readPage(
  snapshot: Database,
  { name, key, page = PAGE }: BackupTable,
  after: PortableRow | undefined,
): Promise<readonly PortableRow[]> {
  const columns = sql.join(key.map((column) => sql.ref(column)))
  const rest = after === undefined ? sql`` : sql`where (${columns}) > (${sql.join(key.map((column) => after[column]))})`
  const query = sql<Record<string, unknown>>`select * from ${sql.table(name)} ${rest} order by ${columns} limit ${page}`
  const { rows } = await query.execute(snapshot)
  return rows.map((row) => toPortable(name, row))
}

/** PostgreSQL takes 65,535 parameters in a statement, SQLite 32,766. */
const PARAMETERS = 30_000

/** Adds rows to a table that holds none of their keys; in one that starts filled they take the place of what is there. */
export async function restoreRows(trx: Database, { name, key, startsFilled }: BackupTable, rows: readonly PortableRow[]): Promise<void> {
  const dialect = dialectOf(trx)
  const columns = Object.keys(rows[0] ?? {})
  const replacements = Object.fromEntries(columns.map((column) => [column, sql<PortableRow[string]>`${sql.ref(`excluded.${column}`)}`]))
  for (const some of inChunks(rows, Math.floor(PARAMETERS / columns.length))) {
    const values = some.map((row) => fromPortable(name, row, dialect))
    if (name === 'journal')
      await makeMonths(
        trx,
        values.map(({ at }) => String(at)),
      )
    const insert = byName(trx).insertInto(name).values(values)
    await (startsFilled ? insert.onConflict((conflict) => conflict.columns([...key]).doUpdateSet(replacements)) : insert).execute()
  }
}

/** Tables of a backup go by their names, better-auth's too, which no type describes. */
function byName(db: Database): Kysely<Record<string, DriverRow>> {
  // A row of whichever table is one of these; the names come from BACKUP_TABLES and the columns from a backup of the same schema.
  return db as unknown as Kysely<Record<string, DriverRow>>
}
