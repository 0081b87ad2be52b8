import type { Expression, SqlBool } from 'kysely'
import { expressionBuilder } from 'kysely'
import { SCHOOL_KINDS } from '../machines/vocabulary.ts'
import { DAILY_REPORT } from '../src/core/report-date.ts'
import type { FaultyReport } from '../src/core/report-fault.ts'
import { reportFault } from '../src/core/report-fault.ts'
import type { Database } from './connect.ts'
import type { Tables } from './schema.ts'
import type { Viewer } from './scope.ts'
import { findPlace, withinSubtree } from './scope.ts'

/** A school whose report for a day was not given in time and whole. */
export interface FaultyReportOf extends FaultyReport {
  readonly code: string
  readonly name: string
  readonly path: string
  readonly parentName: string | null
  /** Some complete report stands, be it late or corrected. */
  readonly reported: boolean
}

/** The schools of a region whose report for a local date is missing, late or incomplete (缺报、迟报、漏报), in order of path. */
export async function faultyReports(db: Database, viewer: Viewer, region: string, date: string): Promise<readonly FaultyReportOf[]> {
  const top = await findPlace(db, viewer, region)
  if (top === null) return []
  const rows = await db
    .selectFrom('unit')
    .innerJoin('response', (join) =>
      join.onRef('response.unit_id', '=', 'unit.id').on('response.playbook', '=', 'epidemic').on('response.mode', '=', 'actual'),
    )
    .leftJoin('unit as above', 'above.code', 'unit.parent')
    .leftJoin('sign_off', (join) =>
      join
        .onRef('sign_off.unit_id', '=', 'unit.id')
        .on('sign_off.task', '=', DAILY_REPORT)
        .on('sign_off.playbook', '=', 'epidemic')
        .on('sign_off.mode', '=', 'actual')
        .on('sign_off.occurrence', '=', date)
        .on('sign_off.seq', '>', lastBefore(date)),
    )
    .select(['unit.code', 'unit.name', 'unit.path', 'above.name as parentName'])
    .select(['sign_off.complete', 'sign_off.late', 'sign_off.statement', 'sign_off.withdrawn_by'])
    .where(withinSubtree('unit.path', top.path))
    .where('unit.kind', 'in', SCHOOL_KINDS)
    .orderBy('unit.path')
    .orderBy('sign_off.seq')
    .execute()
  return [...Map.groupBy(rows, ({ code }) => code).values()].flatMap(judged)
}

/** The seq of a school's last signature under the report of an earlier day, so that the years before it are not looked through. */
function lastBefore(date: string): Expression<number> {
  const eb = expressionBuilder<Tables, 'unit'>()
  const before = eb
    .selectFrom('sign_off as earlier')
    .select('earlier.seq')
    .whereRef('earlier.unit_id', '=', 'unit.id')
    .where('earlier.task', '=', DAILY_REPORT)
    .where('earlier.occurrence', '<', date)
    .orderBy('earlier.seq', 'desc')
    .limit(1)
  return eb.fn.coalesce(before, eb.lit(0))
}

interface ReportRow extends Pick<FaultyReportOf, 'code' | 'name' | 'path' | 'parentName'> {
  readonly complete: number | null
  readonly late: number | null
  readonly statement: string | null
  readonly withdrawn_by: number | null
}

/** The rows of one school; without a signature there is one all the same. */
function judged(rows: readonly ReportRow[]): readonly FaultyReportOf[] {
  const [school] = rows
  const signatures = rows.flatMap(({ complete, late, statement, withdrawn_by }) =>
    statement === null ? [] : [{ complete: complete === 1, late: late === 1, statement, withdrawn: withdrawn_by !== null }],
  )
  const faulty = reportFault(signatures)
  if (school === undefined || faulty === null) return []
  const { code, name, path, parentName } = school
  return [{ code, name, path, parentName, ...faulty, reported: signatures.some(({ complete, withdrawn }) => complete && !withdrawn) }]
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
