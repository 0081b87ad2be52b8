import { consentFirst } from '../machines/review.ts'
import type { Signer } from '../machines/task.ts'
import type { ChecklistItem } from '../src/core/checklist.ts'
import { nextSigners, waitsSince } from '../src/core/turn.ts'
import { taskHref } from './addresses.ts'
import type { Run } from './addresses.ts'
import { roundName } from './deadlines.ts'
import type { Page } from './page.ts'
import { say } from './page.ts'
import { Due, StateTag } from './parts.tsx'
import { postsOf } from './posts-of.ts'
import { showInstant } from './time.ts'

export interface AwaitingAboveProps {
  readonly page: Page
  readonly run: Run
  /** Steps that only a bureau above can sign next. */
  readonly items: readonly ChecklistItem[]
}

/** What the school waits for from a bureau (待上级办理): from whom, since when, by when. It is not the school that is late. */
export function AwaitingAbove({ page, run, items }: AwaitingAboveProps) {
  const { waiting, time } = page.words
  if (items.length === 0) return null
  return (
    <section aria-labelledby="above">
      <h2 id="above">{waiting.above}</h2>
      <p class="hint">{waiting.aboveLead}</p>
      <ul class="tasks">
        {items.map((item) => {
          const round = roundName(page, item.task, item.occurrence.id)
          return (
            <li class={`task ${item.state}`}>
              <div>
                <a href={taskHref(run, item)}>
                  {say(page, item.task.title)}
                  {round === '' ? '' : `${time.space}${round}`}
                </a>
                <p class="hint">
                  {item.after === undefined
                    ? waiting.aboveLine(whoOf(page, nextSigners(item)), showInstant(page, waitsSince(item)))
                    : say(page, consentFirst(item.after))}{' '}
                  · <Due page={page} dueAt={item.occurrence.dueAt} />
                </p>
              </div>
              <StateTag page={page} state={item.state} />
            </li>
          )
        })}
      </ul>
    </section>
  )
}

/** The levels and posts that may sign, each once: `县级、市级值班员`. */
function whoOf(page: Page, signers: readonly Signer[]): string {
  const { levels, shell, waiting } = page.words
  const named = shell.list([...new Set(signers.map(({ level }) => levels[level]))])
  return waiting.levelPosts(named, postsOf(page, signers))
}
