import type { Expression, SqlBool } from 'kysely'
import { expressionBuilder } from 'kysely'
import { SCHOOL_KINDS } from '../machines/vocabulary.ts'
import { DAILY_REPORT } from '../src/core/report-date.ts'
import type { Database } from './connect.ts'
import type { Tables } from './schema.ts'
import type { Viewer } from './scope.ts'
import { findPlace, withinSubtree } from './scope.ts'

/** A school that has sent no report for the day. */
export interface SilentSchool {
  readonly code: string
  readonly name: string
  readonly path: string
  readonly parentName: string | null
}

/** The schools of a region that have not signed the report of a local date (缺报), in order of path. */
export async function missingReports(db: Database, viewer: Viewer, region: string, date: string): Promise<readonly SilentSchool[]> {
  const top = await findPlace(db, viewer, region)
  if (top === null) return []
  return db
    .selectFrom('unit')
    .innerJoin('response', (join) =>
      join.onRef('response.unit_id', '=', 'unit.id').on('playbook', '=', 'epidemic').on('mode', '=', 'actual'),
    )
    .leftJoin('unit as above', 'above.code', 'unit.parent')
    .select(['unit.code', 'unit.name', 'unit.path', 'above.name as parentName'])
    .where(withinSubtree('unit.path', top.path))
    .where('unit.kind', 'in', SCHOOL_KINDS)
    .where((eb) => eb.not(hasReported(date)))
    .orderBy('unit.path')
    .execute()
}

/**
 * For queries that have `unit`. A report can only be signed on its day, so the latest one up to the date is the one
 * for the date or there is none; asked this way, a year of reports costs no more than one.
 */
export function hasReported(date: string): Expression<SqlBool> {
  const eb = expressionBuilder<Tables, 'unit'>()
  const latest = eb
    .selectFrom('sign_off')
    .select('sign_off.occurrence')
    .whereRef('sign_off.unit_id', '=', 'unit.id')
    .where('sign_off.task', '=', DAILY_REPORT)
    .where('sign_off.playbook', '=', 'epidemic')
    .where('sign_off.mode', '=', 'actual')
    .where('sign_off.complete', '=', 1)
    .where('sign_off.withdrawn_by', 'is', null)
    .where('sign_off.occurrence', '<=', date)
    .orderBy('sign_off.seq', 'desc')
    .limit(1)
  return eb(eb.val(date), 'in', latest)
}
