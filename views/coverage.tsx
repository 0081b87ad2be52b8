import type { Playbook } from '../machines/playbook.ts'
import type { Coverage } from '../src/core/coverage.ts'
import { coverageOf } from '../src/core/coverage.ts'
import type { Page } from './page.ts'
import { say } from './page.ts'

export interface CoverageProps {
  readonly page: Page
  readonly playbook: Playbook
  /** Every playbook in use, since one may leave a measure to another. */
  readonly all: readonly Playbook[]
}

/** Every measure and what serves it: whoever asks "where is that?" finds it here, also on paper. */
export function CoverageTable({ page, playbook, all }: CoverageProps) {
  const { coverage: words } = page.words
  return (
    <section aria-labelledby="coverage">
      <h2 id="coverage">{words.title}</h2>
      <p class="hint">{words.lead}</p>
      <table class="coverage">
        <thead>
          <tr>
            <th scope="col">{words.id}</th>
            <th scope="col">{words.measure}</th>
            <th scope="col">{words.servedBy}</th>
          </tr>
        </thead>
        <tbody>
          {coverageOf(playbook, all).map((coverage) => (
            <tr>
              <th scope="row">{coverage.measure.id}</th>
              <td>{say(page, coverage.measure.title)}</td>
              <td>{servedWords(page, coverage)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

/** Tasks and events by name, then what the system does, other playbooks, and what is still to come. */
function servedWords(page: Page, { measure, tasks, events, gates, elsewhere }: Coverage): string {
  const { coverage: words, shell } = page.words
  const titles = (some: readonly { readonly title: Parameters<typeof say>[1] }[]): string =>
    shell.list([...new Set(some.map(({ title }) => say(page, title)))])
  const parts = [
    titles(tasks),
    events.length === 0 ? '' : words.events(titles(events)),
    gates.length === 0 ? '' : words.gates(titles(gates)),
    measure.kept === undefined ? '' : words.kept(say(page, measure.kept)),
    elsewhere.length === 0 ? '' : words.elsewhere(titles(elsewhere)),
    measure.later === undefined ? '' : words.later(say(page, measure.later)),
  ].filter((part) => part !== '')
  return parts.length === 0 ? words.none : parts.join(words.and)
}
