import type { FaultyReport } from '../src/core/report-fault.ts'
import type { Page } from './page.ts'

export interface ShownFault extends FaultyReport {
  readonly code: string
  readonly name: string
}

export const FAULTS = ['missing', 'late', 'incomplete'] as const

/** Daily reports that are missing, late or incomplete, school by school. */
export function FaultyReports({ page, reports }: { readonly page: Page; readonly reports: readonly ShownFault[] }) {
  return (
    <>
      {FAULTS.map((fault) => (
        <Faults page={page} fault={fault} reports={reports.filter((one) => one.fault === fault)} />
      ))}
    </>
  )
}

function Faults({
  page,
  fault,
  reports,
}: {
  readonly page: Page
  readonly fault: ShownFault['fault']
  readonly reports: readonly ShownFault[]
}) {
  const { situation: words, shell } = page.words
  return (
    <section aria-labelledby={fault}>
      <h2 id={fault}>{words.faultTitles[fault]}</h2>
      {reports.length === 0 ? <p>{shell.none}</p> : null}
      <ul>
        {reports.map(({ code, name, why }) => (
          <li>
            <a href={`/units/${code}`}>{name}</a>
            {why === null ? '' : words.because(words.incomplete[why])}
          </li>
        ))}
      </ul>
    </section>
  )
}
