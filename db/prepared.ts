import type { Compilable, CompiledQuery } from 'kysely'
import type { Database } from './connect.ts'

/**
 * A query that is built and compiled once for each dialect, and from then on only given its values: building it anew
 * costs more than SQLite takes to answer it. `build` gets a stand-in for every value, which it may put into the query and
 * must not look at. For a list it gets as many as there are values, rounded up; the last one is then given several times,
 * so a list is only for `in`, and never empty.
 */
export function prepared<G extends object, R>(
  build: (db: Database, given: G) => Compilable<R>,
): (db: Database, given: G) => Promise<readonly R[]> {
  const compiled = new WeakMap<object, Map<string, CompiledQuery<R>>>()
  return async (db, given) => {
    const { adapter } = db.getExecutor()
    const known = compiled.get(adapter) ?? new Map<string, CompiledQuery<R>>()
    compiled.set(adapter, known)
    const shape = shapeOf(given)
    const query = known.get(shape) ?? build(db, standInsFor(given)).compile()
    known.set(shape, query)
    const values = new Map<string, unknown>(Object.entries(given))
    const { rows } = await db.executeQuery<R>({ ...query, parameters: query.parameters.map((parameter) => valueOf(parameter, values)) })
    return rows
  }
}

/** Lists of so many are compiled; a longer one is the caller's mistake. */
const SIZES = [1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 1_024] as const

function shapeOf(given: object): string {
  let shape = ''
  for (const value of Object.values(given)) if (Array.isArray(value)) shape += `${sizeFor(value.length)} `
  return shape
}

function sizeFor(length: number): number {
  const size = SIZES.find((one) => one >= length)
  if (size === undefined || length === 0) throw new Error(`no query takes a list of ${length}`)
  return size
}

function standInsFor<G extends object>(given: G): G {
  const standIns = Object.entries(given).map(([name, value]): readonly [string, unknown] => [
    name,
    Array.isArray(value) ? Array.from({ length: sizeFor(value.length) }, (_, index) => new StandIn(name, index)) : new StandIn(name, null),
  ])
  // The same names and lists; the values are put in their places before the query is run.
  return Object.fromEntries(standIns) as G
}

/** Stands for a value while a query is built. */
class StandIn {
  readonly name: string
  readonly index: number | null

  constructor(name: string, index: number | null) {
    this.name = name
    this.index = index
  }

  /** Whoever makes text or a number of it would build the query for one value only. */
  [Symbol.toPrimitive](): never {
    throw new Error(`'${this.name}' must not be looked at while a query is built`)
  }
}

function valueOf(parameter: unknown, values: ReadonlyMap<string, unknown>): unknown {
  if (!(parameter instanceof StandIn)) return parameter
  const value = values.get(parameter.name)
  return parameter.index !== null && Array.isArray(value) ? value[Math.min(parameter.index, value.length - 1)] : value
}
