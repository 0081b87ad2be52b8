import type { Concealment } from '../src/core/concealment/concealment.ts'
import { concealmentsHref } from './addresses.ts'
import type { Run } from './addresses.ts'
import { concealedReport } from './concealment-words.ts'
import type { Page } from './page.ts'
import { taskOf } from './step-words.ts'
import { Notice, When } from './parts.tsx'

/** A statement that stands, with the name of the office that made it. */
export interface ShownConcealment extends Concealment {
  readonly officeName: string
  readonly at: string
}

export interface ConcealedHereProps {
  readonly page: Page
  readonly run: Run
  readonly concealed: readonly ShownConcealment[]
  /** May the viewer state that a report of this school was concealed? */
  readonly mayState: boolean
}

/** At the school: which of its reports were stated to be concealed, by whose office and when; for such an office, the way to the form. */
export function ConcealedHere({ page, run, concealed, mayState }: ConcealedHereProps) {
  const { concealment } = page.words
  const form = <a href={concealmentsHref(run)}>{mayState ? concealment.form : concealment.title}</a>
  if (concealed.length === 0) return mayState ? <p class="more">{form}</p> : null
  return (
    <Notice tone="bad" title={concealment.standing(concealed.length)}>
      <ul>
        {concealed.map((one) => (
          <li>
            <a href={`/journal/${one.seq}`}>{concealedReport(page, taskOf(run.playbook, one.task), one)}</a> {one.officeName}{' '}
            <When page={page} at={one.at} />
          </li>
        ))}
      </ul>
      <p class="more">{form}</p>
    </Notice>
  )
}
