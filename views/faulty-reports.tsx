import { DAILY_REPORT } from '../src/core/report-date.ts'
import type { FaultyReport } from '../src/core/report-fault.ts'
import { concealmentsHref } from './addresses.ts'
import type { Page } from './page.ts'

export interface ShownFault extends FaultyReport {
  readonly code: string
  readonly name: string
}

export const FAULTS = ['missing', 'late', 'incomplete'] as const

export interface FaultyReportsProps {
  readonly page: Page
  readonly reports: readonly ShownFault[]
  /** Local date of the reports. */
  readonly date: string
}

/** Daily reports that are missing, late or incomplete, school by school. */
export function FaultyReports({ page, reports, date }: FaultyReportsProps) {
  return (
    <>
      {FAULTS.map((fault) => (
        <Faults page={page} fault={fault} reports={reports.filter((one) => one.fault === fault)} date={date} />
      ))}
    </>
  )
}

function Faults({ page, fault, reports, date }: FaultyReportsProps & { readonly fault: ShownFault['fault'] }) {
  const { situation: words, shell, concealment } = page.words
  const mayState = page.viewer?.role === 'inspector' || page.viewer?.role === 'commander'
  return (
    <section aria-labelledby={fault}>
      <h2 id={fault}>{words.faultTitles[fault]}</h2>
      {reports.length === 0 ? <p>{shell.none}</p> : null}
      <ul>
        {reports.map(({ code, name, why }) => (
          <li>
            <a href={`/units/${code}`}>{name}</a>
            {why === null ? '' : words.because(words.incomplete[why])}{' '}
            {mayState ? (
              <a href={concealmentsHref({ unit: code, playbook: 'epidemic' }, '', { task: DAILY_REPORT, date })}>{concealment.form}</a>
            ) : null}
          </li>
        ))}
      </ul>
    </section>
  )
}
