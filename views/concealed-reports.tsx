import { concealedReport } from './concealment-words.ts'
import type { Page } from './page.ts'
import { taskOf } from './step-words.ts'
import { showInstant } from './time.ts'

/** A report of a school that an office above stated to be concealed. */
export interface ShownConcealed {
  readonly seq: number
  readonly code: string
  readonly name: string
  readonly playbook: string
  readonly task: string
  readonly date: string
  readonly caseSeq: number | null
  readonly office: { readonly name: string }
  readonly at: string
}

export interface ConcealedReportsProps {
  readonly page: Page
  readonly reports: readonly ShownConcealed[]
  /** How many schools of each unit directly below the region. */
  readonly byRegion: readonly { readonly unit: { readonly name: string }; readonly concealingSchools: number }[]
}

/** Reports that were stated to be concealed (瞒报), school by school: stated by people, so apart from what signatures tell. */
export function ConcealedReports({ page, reports, byRegion }: ConcealedReportsProps) {
  const { concealment, shell } = page.words
  const regions = byRegion.filter(({ concealingSchools }) => concealingSchools > 0)
  return (
    <section aria-labelledby="concealed">
      <h2 id="concealed">{concealment.faultTitle}</h2>
      {reports.length === 0 ? <p>{shell.none}</p> : null}
      {regions.length < 2 ? null : <p>{shell.list(regions.map(({ unit, concealingSchools }) => `${unit.name} ${concealingSchools}`))}</p>}
      <ul>
        {reports.map((one) => (
          <li>
            <a href={`/units/${one.code}`}>{one.name}</a>
            {shell.colon}
            <a href={`/journal/${one.seq}`}>
              {concealment.line(...concealedReport(page, taskOf(one.playbook, one.task), one), one.office.name, showInstant(page, one.at))}
            </a>
          </li>
        ))}
      </ul>
    </section>
  )
}
