import type { ProvisionalRegion } from '../src/core/provisional-terms.ts'
import type { Page } from './page.ts'
import { Notice } from './parts.tsx'

/** A half-year whose term nobody has told, with the names of the regions. */
export interface ShownProvisional {
  readonly half: string
  readonly regions: readonly (ProvisionalRegion & { readonly name: string })[]
}

/** Tells administrators whose school days are only computed, what that means, and what to do. */
export function ProvisionalCalendar({ page, terms }: { readonly page: Page; readonly terms: readonly ShownProvisional[] }) {
  const { calendar: words, task, shell } = page.words
  if (terms.length === 0) return null
  return (
    <Notice tone="warn" title={words.provisional}>
      <ul>
        {terms.map(({ half, regions }) => {
          const [year = '', season = ''] = half.split('-')
          return (
            <li>
              {task.term(year, season) + shell.colon}
              {shell.list(regions.map((region) => regionName(page, region)))}
            </li>
          )
        })}
      </ul>
      <p>{words.meaning}</p>
      <p>{words.remedy}</p>
      <pre tabindex={0}>npm run fangxian -- import calendar FILE.csv</pre>
    </Notice>
  )
}

function regionName({ words }: Page, { name, kinds }: ShownProvisional['regions'][number]): string {
  return kinds === null ? name : words.calendar.onlyKinds(name, words.shell.list(kinds.map((kind) => words.kinds[kind])))
}
