import type { EventDefinition, Playbook } from '../machines/playbook.ts'
import { eventHref, unitHref } from './addresses.ts'
import type { Run } from './addresses.ts'
import type { Page } from './page.ts'
import { say } from './page.ts'
import { phaseTitle } from './phases.ts'

/** Another response of the same unit, as its page mentions it. */
export interface OtherRun {
  readonly run: Run
  readonly playbook: Playbook
  readonly phase: string
  /** It stands where every response begins, with nothing to do: one quiet line. */
  readonly quiet: boolean
  readonly total: number
  readonly done: number
  readonly overdue: number
  /** What the viewer may report there at once. */
  readonly urgent: readonly EventDefinition[]
}

/** What else goes on at this unit: each other response with the way to it. */
export function OtherRuns({ page, others }: { readonly page: Page; readonly others: readonly OtherRun[] }) {
  const { unit, shell } = page.words
  return others.map(({ run, playbook, phase, quiet, total, done, overdue, urgent }) => (
    <p class={quiet ? 'other hint' : `other notice ${overdue > 0 ? 'warn' : 'plain'}`}>
      <a href={unitHref(run)}>{say(page, playbook.title)}</a>
      {shell.colon}
      {phaseTitle(page, playbook, phase)} {quiet ? null : <span>{unit.progress(done, total)}</span>}{' '}
      {overdue === 0 ? null : <strong class="late">{`${page.words.board.overdue} ${overdue}`}</strong>}
      {quiet
        ? urgent.map((event) => (
            <>
              {' · '}
              <a href={eventHref(run, event.type)}>{say(page, event.title)}</a>
            </>
          ))
        : null}
    </p>
  ))
}
