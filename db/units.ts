import type { ExpressionBuilder, ExpressionWrapper, SelectQueryBuilder, SqlBool } from 'kysely'
import type { Kind } from '../machines/vocabulary.ts'
import type { Unit } from '../src/core/unit.ts'
import type { KeyStep } from '../src/core/key-steps.ts'
import type { Database } from './connect.ts'
import { isAsked, isUnsigned } from './key-steps.ts'
import { contains, isPhaseBelow } from './like.ts'
import type { Page, Paged } from './page.ts'
import { cut, startOf } from './page.ts'
import { prepared } from './prepared.ts'
import type { ResponseView } from './response-view.ts'
import { responsesOf } from './response-view.ts'
import type { Tables } from './schema.ts'
import type { Subtree, Viewer } from './scope.ts'
import { findPlace, subtreeAt, withinSubtree } from './scope.ts'
import { levelsIn } from './unit-columns.ts'

/** A unit with its responses, as lists and unit pages show it. `id` stays inside. */
export interface UnitView extends Unit {
  readonly responses: readonly ResponseView[]
  readonly parentName: string | null
}

/** What a list of units is narrowed to; everything is ANDed. Phase, teaching and overdue look at the actual response of one playbook. */
export interface UnitFilter {
  /** The epidemic's unless said otherwise. */
  readonly playbook?: string | undefined
  /** Code of a unit: it and all below it. */
  readonly region?: string | undefined
  readonly kind?: string | undefined
  readonly kinds?: readonly string[] | undefined
  /** A phase or what lies above it: `lockdown` finds `lockdown.sealed`. */
  readonly phase?: string | undefined
  readonly teaching?: string | undefined
  readonly boarding?: boolean | undefined
  readonly overdue?: boolean | undefined
  /** Schools that have this step to do and have not signed it. */
  readonly unsigned?: KeyStep | undefined
  /** Part of the name or the code, taken literally. */
  readonly q?: string | undefined
}

/** One unit; null if there is none of that code in the viewer's subtree. */
export async function findUnit(db: Database, viewer: Viewer, code: string): Promise<UnitView | null> {
  const rows = await unitOfCode(db, { code, ...subtreeAt(viewer.path) })
  return (await viewsOf(db, rows))[0] ?? null
}

const unitOfCode = prepared((db, { code, ...top }: Subtree & { readonly code: string }) =>
  unitsWithin(db, top).where('unit.code', '=', code),
)

/** The units that pass the filter, in order of path. A region that the viewer may not see holds none. */
export async function listUnits(db: Database, viewer: Viewer, filter: UnitFilter, page: Page): Promise<Paged<UnitView>> {
  const region = filter.region === undefined ? viewer : await findPlace(db, viewer, filter.region)
  if (region === null) return { items: [], next: null }
  const rows = await narrowed(unitsSeenBy(db, region), filter)
    .where('unit.path', '>', startOf(page))
    .orderBy('unit.path')
    .limit(page.limit + 1)
    .execute()
  const { items, next } = cut(rows, page, ({ path }) => path)
  return { items: await viewsOf(db, items), next }
}

/** The bureaus and schools directly below a unit, in order of path. */
export async function listChildren(db: Database, viewer: Viewer, code: string): Promise<readonly UnitView[]> {
  const rows = await unitsSeenBy(db, viewer)
    .where('unit.parent', '=', code)
    // The viewer's own unit is not shown as a child of a bureau that the viewer may not see.
    .where(withinSubtree('above.path', viewer.path))
    .orderBy('unit.path')
    .execute()
  return viewsOf(db, rows)
}

type UnitRow = Omit<UnitView, 'kind' | 'levels' | 'responses'> & { readonly kind: string; readonly levels: string }
type UnitQuery = SelectQueryBuilder<UnitScope, 'unit' | 'above', UnitRow>
type UnitScope = Tables & { above: { [Column in keyof Tables['unit']]: Tables['unit'][Column] | null } }

function unitsSeenBy(db: Database, viewer: Viewer): UnitQuery {
  return unitsWithin(db, subtreeAt(viewer.path))
}

function unitsWithin(db: Database, top: Subtree): UnitQuery {
  return db
    .selectFrom('unit')
    .leftJoin('unit as above', 'above.code', 'unit.parent')
    .select(['unit.id', 'unit.code', 'unit.parent', 'unit.kind', 'unit.name', 'unit.path', 'unit.levels'])
    .select(['unit.boarders', 'unit.day', 'unit.staff', 'unit.hospital', 'above.name as parentName'])
    .where(withinSubtree('unit.path', top))
}

function narrowed(query: UnitQuery, filter: UnitFilter): UnitQuery {
  const { kind, kinds, boarding, q } = filter
  const needsResponse = [filter.phase, filter.teaching, filter.overdue, filter.unsigned].some((asked) => asked !== undefined)
  return query
    .$if(kind !== undefined, (qb) => qb.where('unit.kind', '=', kind ?? ''))
    .$if(kinds !== undefined, (qb) => qb.where((eb) => eb.or((kinds ?? []).map((each) => eb('unit.kind', '=', each)))))
    .$if(boarding !== undefined, (qb) => qb.where('unit.boarders', boarding === true ? '>' : '=', 0))
    .$if(q !== undefined, (qb) => qb.where((eb) => eb.or([contains('unit.name', q ?? ''), contains('unit.code', q ?? '')])))
    .$if(needsResponse, (qb) => qb.where((eb) => hasResponse(eb, filter)))
}

/** One actual response has all of the phase, the teaching and the state of deadlines. */
function hasResponse(
  eb: ExpressionBuilder<UnitScope, 'unit' | 'above'>,
  filter: UnitFilter,
): ExpressionWrapper<UnitScope, 'unit' | 'above', SqlBool> {
  const { phase, teaching, overdue, unsigned } = filter
  return eb.exists(
    eb
      .selectFrom('response')
      .select('response.id')
      .whereRef('response.unit_id', '=', 'unit.id')
      .where('response.mode', '=', 'actual')
      .where('response.playbook', '=', filter.playbook ?? 'epidemic')
      .$if(phase !== undefined, (qb) => qb.where(isPhaseBelow('response.phase', phase ?? '')))
      .$if(teaching !== undefined, (qb) => qb.where('response.teaching', '=', teaching ?? ''))
      .$if(overdue !== undefined, (qb) => qb.where('response.overdue', overdue === true ? '>' : '=', 0))
      .$if(unsigned !== undefined, (qb) => (unsigned === undefined ? qb : qb.where(isAsked(unsigned)).where(isUnsigned(unsigned.task)))),
  )
}

async function viewsOf(db: Database, rows: readonly UnitRow[]): Promise<readonly UnitView[]> {
  const responses = await responsesOf(
    db,
    rows.map(({ id }) => id),
  )
  return rows.map((row) => ({
    ...row,
    // Only kinds of the vocabulary are ever recorded.
    kind: row.kind as Kind,
    levels: levelsIn(row.levels),
    responses: responses.get(row.id) ?? [],
  }))
}
