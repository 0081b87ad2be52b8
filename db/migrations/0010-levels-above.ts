import type { Kysely } from 'kysely'
import { sql } from 'kysely'
import { columnTypes } from './columns.ts'

/** The levels of the bureaus above each unit, the widest first: `province city`. By them the route of a review is known. */
export async function up(db: Kysely<unknown>): Promise<void> {
  const type = columnTypes(db)
  await db.schema
    .alterTable('unit')
    .addColumn('levels', type.text, (c) => c.notNull().defaultTo(''))
    .execute()
  // From the root down, so that what stands above a unit is known before what stands below it.
  const { rows } = await sql<Above>`
    select code, parent, kind from unit
    where exists (select 1 from unit below where below.parent = unit.code)
    order by length(path), path`.execute(db)
  const levels = new Map<string, string>()
  for (const { code, parent, kind } of rows) {
    const own = parent === null ? '' : (levels.get(parent) ?? '')
    const below = BUREAUS.includes(kind) ? `${own} ${kind}`.trim() : own
    levels.set(code, below)
    await sql`update unit set levels = ${below} where parent = ${code}`.execute(db)
  }
}

interface Above {
  readonly code: string
  readonly parent: string | null
  readonly kind: string
}

/** As they were when this migration was written. */
const BUREAUS: readonly string[] = ['nation', 'province', 'city', 'county', 'township']
