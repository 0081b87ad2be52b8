import type { ConcealmentView } from './concealments.ts'
import { concealedReports } from './concealments.ts'
import type { Database } from './connect.ts'
import type { FaultyReportOf } from './daily-report.ts'
import { faultyReports } from './daily-report.ts'
import type { EvidenceSums, Figures } from './evidence-now.ts'
import { lastWords, statementsBelow, sumsOf } from './evidence-now.ts'
import type { Viewer } from './scope.ts'
import { findPlace } from './scope.ts'
import type { Tally, Top } from './tally.ts'
import { talliesOf } from './tally.ts'

/** The figures of a region (情况日报, R-15): what its schools entered, added up once. */
export interface SituationReport extends Situation {
  /** Schools without a complete report for the day. */
  readonly missingReports: readonly { readonly code: string; readonly name: string }[]
  /** Those whose report is missing, late or incomplete, told apart, in order of path. */
  readonly faultyReports: readonly FaultyReportOf[]
  /** Those of the day that were stated to be concealed (瞒报): apart from the others, which are told by signatures alone. */
  readonly concealedReports: readonly ConcealmentView[]
  /** One for each unit directly below, in order of path. */
  readonly byRegion: readonly (Situation & { readonly unit: Top; readonly missingReports: number; readonly concealingSchools: number })[]
}

type Counted = 'overdue' | 'overdueSchools' | 'awaiting' | 'awaitingOverdue' | 'openCases' | 'provisional'

/** `evidence` sums each count field over the schools, from the signature that stated it last in each. */
interface Situation extends Pick<Tally, 'people' | 'byPhase' | Counted>, EvidenceSums {
  /** Schools. */
  readonly units: number
}

/** The situation of a region; null if the viewer may not see it. `date` is the local date of the daily reports. */
export async function situationReport(
  db: Database,
  viewer: Viewer,
  region: string,
  { date }: { readonly date: string },
): Promise<SituationReport | null> {
  const place = await findPlace(db, viewer, region)
  if (place === null) return null
  const [[whole], parts, faulty, concealed, statements] = await Promise.all([
    talliesOf(db, { column: 'code', code: region }, date),
    talliesOf(db, { column: 'parent', code: region }, date),
    faultyReports(db, viewer, region, date),
    concealedReports(db, viewer, region, date),
    statementsBelow(db, place.path),
  ])
  if (whole === undefined) return null
  const figures = lastWords(statements)
  const partOf = ({ path }: { readonly path: string }): string => path.slice(place.path.length).split('/')[0] ?? ''
  const [byPart, concealing] = [Map.groupBy(figures, partOf), Map.groupBy(concealed, partOf)]
  return {
    ...situationOf(whole.tally, figures),
    missingReports: faulty.filter(({ reported }) => !reported).map(({ code, name }) => ({ code, name })),
    faultyReports: faulty,
    concealedReports: concealed,
    byRegion: parts.map(({ unit, tally }) => ({
      unit,
      ...situationOf(tally, byPart.get(unit.code) ?? []),
      missingReports: tally.missingReports,
      concealingSchools: new Set(concealing.get(unit.code)?.map(({ code }) => code)).size,
    })),
  }
}

function situationOf(tally: Tally, figures: readonly Figures[]): Situation {
  const { schools, people, byPhase, overdue, overdueSchools, awaiting, awaitingOverdue, openCases, provisional } = tally
  const counted = { overdue, overdueSchools, awaiting, awaitingOverdue, openCases, provisional }
  return { units: schools, people, byPhase, ...counted, ...sumsOf(figures) }
}
