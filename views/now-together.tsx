import type { ChecklistItem } from '../src/core/checklist.ts'
import type { Situation } from '../src/core/situation.ts'
import { unitHref } from './addresses.ts'
import { TaskRow } from './checklist.tsx'
import type { Page } from './page.ts'
import { say } from './page.ts'
import { mostUrgent } from './unit-now.tsx'

/** One of the unit's responses with its checklist. */
export interface RunNow {
  readonly situation: Situation
  readonly items: readonly ChecklistItem[]
  /** May the viewer sign this item next? */
  readonly isMine: (item: ChecklistItem) => boolean
  /** The steps of other responses that one signature under this item serves. */
  readonly servesAlso: (item: ChecklistItem) => readonly ServedStep[]
}

/** The same step in another response. */
export interface ServedStep {
  readonly other: Situation
  readonly item: ChecklistItem
}

const SHOWN = 5

/**
 * What a school in a flood and an outbreak has to do now, over all its responses: first what one signature does for more
 * than one of them, then what each of them asks for alone. The response that the page is about comes first.
 */
export function NowTogether({ page, runs }: { readonly page: Page; readonly runs: readonly RunNow[] }) {
  const { surroundings: words, shell, unit } = page.words
  const shared = runs.flatMap((run) =>
    mostUrgent(page, run.items, run.isMine).flatMap((item) => {
      const served = run.servesAlso(item)
      return served.length === 0 ? [] : [{ run, item, served }]
    }),
  )
  // The same step stands in each of its responses; the first one speaks for all.
  const spokenFor = new Set<string>()
  const once = shared.filter(({ run, item, served }) => {
    if (spokenFor.has(nameOf(run.situation, item))) return false
    for (const { other, item: same } of served) spokenFor.add(nameOf(other, same))
    return true
  })
  const together = new Set([...spokenFor, ...once.map(({ run, item }) => nameOf(run.situation, item))])
  return (
    <section aria-labelledby="first" class="together">
      <h2 id="first">{words.now}</h2>
      <p class="hint">{words.lead(shell.list(runs.map(({ situation }) => say(page, situation.playbook.title))))}</p>
      {once.length === 0 ? null : (
        <>
          <h3>{words.both}</h3>
          <ul class="tasks first">
            {once.map(({ run, item, served }) => (
              <TaskRow
                page={page}
                run={run.situation.response}
                item={item}
                also={alsoWords(page, [run.situation, ...served.map(({ other }) => other)])}
              />
            ))}
          </ul>
        </>
      )}
      {runs.map((run) => (
        <Alone
          page={page}
          run={run}
          items={mostUrgent(page, run.items, run.isMine).filter((item) => !together.has(nameOf(run.situation, item)))}
        />
      ))}
      <p class="hint">{unit.duty}</p>
    </section>
  )
}

/** Names of both playbooks, for a step that counts in both. */
function alsoWords(page: Page, situations: readonly Situation[]): string {
  return page.words.surroundings.also(page.words.shell.list(situations.map(({ playbook }) => say(page, playbook.title))))
}

function nameOf({ playbook }: Situation, { task, visit, occurrence }: ChecklistItem): string {
  return `${playbook.name} ${task.id} ${visit} ${occurrence.id ?? ''}`
}

function Alone({ page, run, items }: { readonly page: Page; readonly run: RunNow; readonly items: readonly ChecklistItem[] }) {
  const { surroundings: words } = page.words
  const { playbook, response } = run.situation
  return (
    <>
      <h3>{say(page, playbook.title)}</h3>
      {items.length === 0 ? <p>{words.nothing}</p> : null}
      <ul class="tasks first">
        {items.slice(0, SHOWN).map((item) => (
          <TaskRow page={page} run={response} item={item} />
        ))}
      </ul>
      {items.length > SHOWN ? (
        <p>
          <a href={`${unitHref(response)}#checklist`}>{words.more(items.length - SHOWN)}</a>
        </p>
      ) : null}
    </>
  )
}
