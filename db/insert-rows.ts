import type { CompiledQuery, Compilable, InsertResult } from 'kysely'
import type { Database } from './connect.ts'

/** Statements of so many rows are made once and used again; a list is cut into them, the longest first. */
const SIZES = [256, 64, 16, 4, 1] as const

/** A row with its columns in the same order as all others of its table. */
type Row = object

/** The compiled statements of a dialect, by name and number of rows. */
const compiled = new WeakMap<object, Map<string, CompiledQuery>>()

/**
 * Inserts rows with the statement that `insert` makes of some of them, compiled once for each number of rows: building
 * it anew for every chunk is work for each row. `name` tells the statements apart.
 */
export async function insertRows<R extends Row>(
  trx: Database,
  name: string,
  rows: readonly R[],
  insert: (some: readonly R[]) => Compilable<InsertResult>,
): Promise<void> {
  const { adapter } = trx.getExecutor()
  const known = compiled.get(adapter) ?? new Map<string, CompiledQuery>()
  compiled.set(adapter, known)
  for (let from = 0; from < rows.length;) {
    const size = SIZES.find((one) => one <= rows.length - from) ?? 1
    const some = rows.slice(from, from + size)
    const key = `${name} ${size}`
    const query = known.get(key) ?? compile(insert(some), some)
    known.set(key, query)
    await trx.executeQuery({ ...query, parameters: valuesOf(some) })
    from += size
  }
}

/** Throws unless the statement takes the values of the rows one after the other, and nothing else. */
function compile(insert: Compilable<InsertResult>, rows: readonly Row[]): CompiledQuery {
  const query = insert.compile()
  const values = valuesOf(rows)
  if (values.length !== query.parameters.length || values.some((value, index) => value !== query.parameters[index]))
    throw new Error(`the statement takes something else than its rows: ${query.sql}`)
  return query
}

function valuesOf(rows: readonly Row[]): readonly unknown[] {
  const values: unknown[] = []
  for (const row of rows) {
    const cells: readonly unknown[] = Object.values(row)
    values.push(...cells)
  }
  return values
}
