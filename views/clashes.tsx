import type { Situation } from '../src/core/situation.ts'
import { clashes } from '../src/core/surroundings/conflicts.ts'
import { unitHref } from './addresses.ts'
import type { Page } from './page.ts'
import { say } from './page.ts'
import { Notice } from './parts.tsx'
import { phaseTitle } from './phases.ts'

/** An emergency came on top of another response, and the two stand where they cannot both be: why, and what to do first. */
export function Clashes({ page, situation }: { readonly page: Page; readonly situation: Situation }) {
  const { surroundings: words, shell } = page.words
  return clashes(situation).map(({ conflict, other: { playbook, response } }) => (
    <Notice tone="bad" title={words.clash(say(page, playbook.title), phaseTitle(page, playbook, response.phase))}>
      <p>
        {say(page, conflict.why)}
        {shell.comma}
        {say(page, conflict.first)} <a href={unitHref(response)}>{say(page, playbook.title)}</a>
      </p>
    </Notice>
  ))
}
