import type { Task } from '../machines/task.ts'
import type { ConcealedReport } from '../src/core/concealment/concealment.ts'
import type { ConcealmentWithdrawn, ReportConcealed } from '../src/core/concealment/entry-bodies.ts'
import { roundName } from './deadlines.ts'
import type { Page } from './page.ts'
import { say } from './page.ts'

/** The report by name, then its day and case in brackets. */
export function concealedReport(
  page: Page,
  task: Task | undefined,
  { task: id, date, caseSeq }: ConcealedReport,
): readonly [string, string] {
  const { entry, shell } = page.words
  const rounds = [roundName(page, task, date), ...(caseSeq === null ? [] : [roundName(page, task, String(caseSeq))])]
  return [task === undefined ? id : say(page, task.title), entry.round(rounds.join(shell.comma))]
}

/** One sentence for an entry about a concealed report (瞒报). */
export function describeConcealment(page: Page, body: ReportConcealed | ConcealmentWithdrawn, task: Task | undefined): string {
  const { says } = page.words.concealment
  const [report, round] = concealedReport(page, task, body)
  return body.type === 'report.concealed' ? says.stated(report, round) : says.withdrawn(report, round, body.concealment)
}
