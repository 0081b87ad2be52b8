import { sql } from 'kysely'
import type { Unit } from '../src/core/unit.ts'
import { inChunks } from './append.ts'
import type { Database } from './connect.ts'
import { locksRows } from './dialect.ts'
import { toUnit, toUnitRow } from './unit-columns.ts'

/** All units by code: for imports, which check a whole list against the whole tree. */
export async function loadUnitsByCode(db: Database): Promise<ReadonlyMap<string, Unit>> {
  const rows = await db.selectFrom('unit').selectAll().execute()
  return new Map(rows.map((row) => [row.code, toUnit(row)]))
}

/** One change of the tree at a time: nobody else adds or moves units before the transaction ends. */
export async function lockTree(trx: Database): Promise<void> {
  if (locksRows(trx)) await sql`select pg_advisory_xact_lock(hashtext('tree of units'))`.execute(trx)
}

export async function saveUnits(trx: Database, units: readonly (Unit & { readonly seq: number })[]): Promise<void> {
  for (const some of inChunks(units.map(toUnitRow), 500)) {
    await trx
      .insertInto('unit')
      .values(some)
      .onConflict((conflict) =>
        conflict.column('id').doUpdateSet((eb) => ({
          parent: eb.ref('excluded.parent'),
          kind: eb.ref('excluded.kind'),
          name: eb.ref('excluded.name'),
          path: eb.ref('excluded.path'),
          levels: eb.ref('excluded.levels'),
          boarders: eb.ref('excluded.boarders'),
          day: eb.ref('excluded.day'),
          staff: eb.ref('excluded.staff'),
          hospital: eb.ref('excluded.hospital'),
          seq: eb.ref('excluded.seq'),
        })),
      )
      .execute()
  }
}

/** One unit of any place, for judging what goes to it; null if there is none. */
export async function findUnitPlace(db: Database, code: string): Promise<Pick<Unit, 'id' | 'code' | 'path' | 'kind'> | null> {
  const row = await db.selectFrom('unit').selectAll().where('code', '=', code).executeTakeFirst()
  return row === undefined ? null : toUnit(row)
}

/** Where these units stand in the tree, by code; unknown ones are missing. */
export async function loadUnitPlaces(
  db: Database,
  codes: readonly string[],
): Promise<ReadonlyMap<string, Pick<Unit, 'id' | 'code' | 'path'>>> {
  const places = new Map<string, Pick<Unit, 'id' | 'code' | 'path'>>()
  for (const some of inChunks([...new Set(codes)], 1000)) {
    const rows = await db.selectFrom('unit').select(['id', 'code', 'path']).where('code', 'in', some).execute()
    for (const row of rows) places.set(row.code, row)
  }
  return places
}
