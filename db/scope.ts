import type { Expression, SqlBool } from 'kysely'
import { expressionBuilder, sql } from 'kysely'
import type { Actor } from '../src/core/actor.ts'
import type { Database } from './connect.ts'
import type { Tables } from './schema.ts'

/** Who looks: all that may be seen lies in the subtree at this path. Without a place there is nothing to see. */
export type Viewer = Pick<Actor, 'path'> & Partial<Pick<Actor, 'role'>>

type PathColumn = `${string}.path`

/** True for the unit at `path` and all below it: a range, so that the index on paths answers it. */
export function withinSubtree(column: PathColumn, path: string): Expression<SqlBool> {
  const eb = expressionBuilder<Tables>()
  const own = sql.ref<string>(column)
  // Paths end in '/', and '0' is the character after it.
  const end = path === '' ? '' : `${path.slice(0, -1)}0`
  return eb.and([eb(own, '>=', path), eb(own, '<', end)])
}

/** The same between two columns, for joins. */
export function isBelow(column: PathColumn, top: PathColumn): Expression<SqlBool> {
  const eb = expressionBuilder<Tables>()
  const [own, above] = [sql.ref<string>(column), sql.ref<string>(top)]
  return eb.and([eb(own, '>=', above), eb(own, '<', sql<string>`substr(${above}, 1, length(${above}) - 1) || '0'`)])
}

/** A unit by what other queries need of it. */
export interface Place {
  readonly id: number
  readonly code: string
  readonly path: string
}

/** The unit of that code if the viewer may see it; one outside the subtree looks like one that does not exist. */
export async function findPlace(db: Database, viewer: Viewer, code: string): Promise<Place | null> {
  const found = await db
    .selectFrom('unit')
    .select(['unit.id', 'unit.code', 'unit.path'])
    .where('unit.code', '=', code)
    .where(withinSubtree('unit.path', viewer.path))
    .executeTakeFirst()
  return found ?? null
}
