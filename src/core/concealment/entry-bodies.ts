import type { Level } from '../../../machines/vocabulary.ts'
import type { Seq } from '../response.ts'
import type { ConcealedReport } from './concealment.ts'

/** An office above the school stated that a report was concealed (瞒报); its grounds are stored apart. */
export interface ReportConcealed extends ConcealedReport {
  readonly type: 'report.concealed'
  readonly v: 1
  /** Code of the unit whose office states it, and its level. */
  readonly office: string
  readonly level: Level
}

/** The statement of that seq is taken back, with a reason; both stay on record. */
export interface ConcealmentWithdrawn extends ConcealedReport {
  readonly type: 'concealment.withdrawn'
  readonly v: 1
  readonly concealment: Seq
  readonly office: string
  readonly level: Level
}
