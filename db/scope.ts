import type { Expression, SqlBool } from 'kysely'
import { expressionBuilder, sql } from 'kysely'
import type { Actor } from '../src/core/actor.ts'
import type { Database } from './connect.ts'
import { prepared } from './prepared.ts'
import type { Tables } from './schema.ts'

/** Who looks: all that may be seen lies in the subtree at this path. Without a place there is nothing to see. */
export type Viewer = Pick<Actor, 'path'> & Partial<Pick<Actor, 'role'>>

type PathColumn = `${string}.path`

/** The paths of a unit and of all below it: from `path` up to, and without, `end`. */
export interface Subtree {
  readonly path: string
  readonly end: string
}

/** Worked out apart from the query where that is prepared. */
export function subtreeAt(path: string): Subtree {
  // Paths end in '/', and '0' is the character after it.
  return { path, end: path === '' ? '' : `${path.slice(0, -1)}0` }
}

/** True for the unit at `top` and all below it: a range, so that the index on paths answers it. */
export function withinSubtree(column: PathColumn, top: string | Subtree): Expression<SqlBool> {
  const eb = expressionBuilder<Tables>()
  const own = sql.ref<string>(column)
  const { path, end } = typeof top === 'string' ? subtreeAt(top) : top
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
  const [found] = await placeWithin(db, { code, ...subtreeAt(viewer.path) })
  return found ?? null
}

const placeWithin = prepared((db, { code, ...top }: Subtree & { readonly code: string }) =>
  db.selectFrom('unit').select(['unit.id', 'unit.code', 'unit.path']).where('unit.code', '=', code).where(withinSubtree('unit.path', top)),
)
