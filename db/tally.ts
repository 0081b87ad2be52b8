import type { Expression, RawBuilder, SqlBool } from 'kysely'
import { sql } from 'kysely'
import { SCHOOL_KINDS } from '../machines/vocabulary.ts'
import type { Database } from './connect.ts'
import { hasReported } from './daily-report.ts'
import { isBelow } from './scope.ts'

/** What the schools of a subtree add up to: their actual responses to an epidemic. */
export interface Tally {
  readonly schools: number
  /** Everybody on the rosters. */
  readonly people: number
  readonly byPhase: Readonly<Record<string, { readonly units: number; readonly people: number }>>
  /** Mandatory tasks, those done, and those that the schools themselves are late with. */
  readonly total: number
  readonly done: number
  readonly overdue: number
  /** Schools with a task past its deadline. */
  readonly overdueSchools: number
  /** Tasks of schools that wait for a bureau (待上级办理), and those of them past their deadline: no school is late by these. */
  readonly awaiting: number
  readonly awaitingOverdue: number
  readonly openCases: number
  /** Acts under emergency authority not yet ratified (待后补批). */
  readonly provisional: number
  /** Schools without a complete daily report for the date (缺报). */
  readonly missingReports: number
}

/** Which subtrees are added up: that of one unit, or one for each unit directly below it. */
export interface Tops {
  readonly column: 'code' | 'parent'
  readonly code: string
}

/** The tally of each subtree, by the code of its top, in order of path. The caller has checked who may see it. */
export async function talliesOf(db: Database, tops: Tops, date: string): Promise<readonly { readonly unit: Top; readonly tally: Tally }[]> {
  const [units, sums] = await Promise.all([selectTops(db, tops), selectSums(db, tops, date)])
  const sumsByTop = Map.groupBy(sums, ({ top }) => top)
  return units.map(({ id, ...unit }) => ({ unit, tally: tallyOf(sumsByTop.get(id) ?? []) }))
}

export interface Top {
  readonly code: string
  readonly name: string
  readonly kind: string
}

async function selectTops(db: Database, { column, code }: Tops) {
  return db
    .selectFrom('unit as top')
    .select(['top.id', 'top.code', 'top.name', 'top.kind'])
    .where(`top.${column}`, '=', code)
    .orderBy('top.path')
    .execute()
}

/** One row for each top and phase; schools without a response stand under no phase. */
async function selectSums(db: Database, tops: Tops, date: string) {
  return schoolsBelow(db, tops)
    .leftJoin('response', (join) =>
      join.onRef('response.unit_id', '=', 'unit.id').on('response.playbook', '=', 'epidemic').on('response.mode', '=', 'actual'),
    )
    .select(({ fn, eb }) => [
      'response.phase',
      fn.countAll<number | string>().as('schools'),
      fn.sum<number | string | null>(sql`${eb.ref('unit.boarders')} + ${eb.ref('unit.day')} + ${eb.ref('unit.staff')}`).as('people'),
      fn.sum<number | string | null>('response.total').as('total'),
      fn.sum<number | string | null>('response.done').as('done'),
      fn.sum<number | string | null>('response.overdue').as('overdue'),
      fn.sum<number | string | null>(one(eb('response.overdue', '>', 0))).as('overdueSchools'),
      fn.sum<number | string | null>('response.awaiting').as('awaiting'),
      fn.sum<number | string | null>('response.awaiting_overdue').as('awaitingOverdue'),
      fn.sum<number | string | null>('response.open_cases').as('openCases'),
      fn.sum<number | string | null>('response.provisional').as('provisional'),
      fn.sum<number | string | null>(one(eb.and([eb('response.id', 'is not', null), eb.not(hasReported(date))]))).as('missingReports'),
    ])
    .groupBy('response.phase')
    .execute()
}

/** 1 where it holds, to be added up. */
function one(holds: Expression<SqlBool>): RawBuilder<number> {
  return sql<number>`case when ${holds} then 1 else 0 end`
}

/** Begins with the tops; the index on paths then answers the range below each. */
function schoolsBelow(db: Database, { column, code }: Tops) {
  return db
    .selectFrom('unit as top')
    .innerJoin('unit', (join) => join.on(isBelow('unit.path', 'top.path')))
    .select('top.id as top')
    .where(`top.${column}`, '=', code)
    .where('unit.kind', 'in', SCHOOL_KINDS)
    .groupBy('top.id')
}

type PhaseSums = Awaited<ReturnType<typeof selectSums>>[number]

// PostgreSQL answers sums as text, and sums over nothing are null.
function tallyOf(sums: readonly PhaseSums[]): Tally {
  const all = (field: Exclude<keyof PhaseSums, 'phase' | 'top'>): number => sums.reduce((sum, row) => sum + Number(row[field]), 0)
  const byPhase = sums.flatMap(({ phase, schools, people }) =>
    phase === null ? [] : [[phase, { units: Number(schools), people: Number(people) }] as const],
  )
  return {
    schools: all('schools'),
    people: all('people'),
    byPhase: Object.fromEntries(byPhase),
    total: all('total'),
    done: all('done'),
    overdue: all('overdue'),
    overdueSchools: all('overdueSchools'),
    awaiting: all('awaiting'),
    awaitingOverdue: all('awaitingOverdue'),
    openCases: all('openCases'),
    provisional: all('provisional'),
    missingReports: all('missingReports'),
  }
}
