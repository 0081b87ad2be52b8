/** A signature under a daily report, as far as it says how the report came about. */
export interface ReportSignature {
  readonly complete: boolean
  readonly late: boolean
  readonly withdrawn: boolean
  readonly statement: string
}

/** What is wrong with a daily report: missing (缺报), late (迟报), or incomplete (漏报). What was concealed nobody computes. */
export type ReportFault = 'missing' | 'late' | 'incomplete'

/** Why a report counts as incomplete. */
export type Incompleteness = 'withdrawn' | 'unconfirmed' | 'without_figures' | 'corrected_late'

export interface FaultyReport {
  readonly fault: ReportFault
  readonly why: Incompleteness | null
}

/**
 * Judges the report of one school for one day by its signatures, in order; null for one given in time. Whoever
 * corrects a report before its hour has reported in time; one corrected after it lacked something when it was due.
 */
export function reportFault(signatures: readonly ReportSignature[]): FaultyReport | null {
  const standing = signatures.findLast(({ complete, withdrawn }) => complete && !withdrawn)
  if (standing === undefined) {
    if (signatures.length === 0) return { fault: 'missing', why: null }
    return { fault: 'incomplete', why: signatures.some(({ withdrawn }) => !withdrawn) ? 'unconfirmed' : 'withdrawn' }
  }
  if (standing.statement !== 'done') return { fault: 'incomplete', why: 'without_figures' }
  if (!standing.late) return null
  const correctsEarlier = signatures.some(({ complete, late, withdrawn }) => complete && withdrawn && !late)
  return correctsEarlier ? { fault: 'incomplete', why: 'corrected_late' } : { fault: 'late', why: null }
}
