import type { Expression, SqlBool } from 'kysely'
import { expressionBuilder } from 'kysely'
import type { Actor } from '../src/core/actor.ts'
import type { Database } from './connect.ts'
import type { Page } from './page.ts'
import { cut, startOf } from './page.ts'
import type { LoadedResponse } from './responses.ts'
import { selectLoaded, toLoaded } from './responses.ts'
import type { Tables } from './schema.ts'
import { withinSubtree } from './scope.ts'

/** Phases of a playbook in which a response waits for a decision of a bureau. */
export interface Decided {
  readonly playbook: string
  readonly phases: readonly string[]
}

/** The responses of the next units at which something may wait for the viewer. */
export interface Awaited {
  readonly responses: readonly LoadedResponse[]
  /** Cursor of the units that follow; null at the end. */
  readonly next: string | null
  /** How many units follow. */
  readonly more: number
}

/**
 * Whatever in the viewer's subtree waits for a bureau or for its decision, and the viewer's own unit whatever it waits
 * for, so many units at a time in order of path. What of it is the viewer's to do is then derived, not stored.
 */
export async function findAwaited(
  db: Database,
  viewer: Pick<Actor, 'path' | 'unit'>,
  decided: readonly Decided[],
  page: Page,
): Promise<Awaited> {
  const after = startOf(page)
  const candidates = db
    .selectFrom('unit')
    .innerJoin('response', 'response.unit_id', 'unit.id')
    .where(withinSubtree('unit.path', viewer.path))
    .where('response.mode', '=', 'actual')
    .where(isAwaited(viewer.unit, decided))
  const paths = candidates.select('unit.path').distinct().where('unit.path', '>', after)
  const { items, next } = cut(
    await paths
      .orderBy('unit.path')
      .limit(page.limit + 1)
      .execute(),
    page,
    ({ path }) => path,
  )
  const last = items.at(-1)
  if (last === undefined) return { responses: [], next: null, more: 0 }
  const [rows, beyond] = await Promise.all([
    selectLoaded(db)
      .where(withinSubtree('unit.path', viewer.path))
      .where('unit.path', '>', after)
      .where('unit.path', '<=', last.path)
      .where('response.mode', '=', 'actual')
      .where(isAwaited(viewer.unit, decided))
      .orderBy('unit.path')
      .orderBy('response.id')
      .execute(),
    next === null
      ? null
      : candidates
          .select((eb) => eb.fn.count<number | string>('unit.path').distinct().as('units'))
          .where('unit.path', '>', last.path)
          .executeTakeFirst(),
  ])
  return { responses: rows.map(toLoaded), next, more: Number(beyond?.units ?? 0) }
}

function isAwaited(own: string, decided: readonly Decided[]): Expression<SqlBool> {
  const eb = expressionBuilder<Tables, 'unit' | 'response'>()
  return eb.or([
    eb('response.awaiting', '>', 0),
    eb('unit.code', '=', own),
    ...decided
      .filter(({ phases }) => phases.length > 0)
      .map(({ playbook, phases }) => eb.and([eb('response.playbook', '=', playbook), eb('response.phase', 'in', phases)])),
  ])
}
