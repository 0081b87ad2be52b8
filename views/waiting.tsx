import type { Waiting } from '../src/core/waiting.ts'
import { eventHref, taskHref } from './addresses.ts'
import { roundName } from './deadlines.ts'
import { Layout } from './layout.tsx'
import type { Page } from './page.ts'
import { say } from './page.ts'
import { Due, MoreLink, StateTag } from './parts.tsx'
import { showInstant } from './time.ts'
import { withCursor } from './unit-list.tsx'

/** One thing that waits, with the unit at which it does. */
export interface ShownWaiting extends Waiting {
  readonly unit: { readonly code: string; readonly name: string }
  readonly playbook: string
}

export interface WaitingPageProps {
  readonly page: Page
  readonly items: readonly ShownWaiting[]
  readonly next: string | null
  /** Units beyond this page. */
  readonly more: number
  /** Not the first page. */
  readonly begun: boolean
}

/** Everything that waits for the viewer: what, where, since when, by when; the overdue first. */
export function WaitingPage({ page, items, next, more, begun }: WaitingPageProps) {
  const { waiting, shell } = page.words
  const late = items.filter(({ overdue }) => overdue).length
  return (
    <Layout page={page} title={waiting.title} refreshS={120}>
      <h1>{waiting.title}</h1>
      <p class="lead">
        {items.length === 0 ? (next === null && !begun ? waiting.nothing : waiting.nothingHere) : waiting.count(items.length, late)}
      </p>
      <ul class="tasks">
        {items.map((one) => (
          <Row page={page} one={one} />
        ))}
      </ul>
      {next === null ? null : (
        <>
          <p class="hint">{waiting.more(more)}</p>
          <MoreLink href={withCursor(page.here, next)}>{shell.more}</MoreLink>
        </>
      )}
      {begun ? (
        <p>
          <a href="/waiting">{waiting.fromStart}</a>
        </p>
      ) : null}
    </Layout>
  )
}

function Row({ page, one }: { readonly page: Page; readonly one: ShownWaiting }) {
  const { what, title, item, event, since, dueAt, overdue, unit, playbook } = one
  const { waiting, time } = page.words
  const run = { unit: unit.code, playbook }
  const round = item === null ? '' : roundName(page, item.task, item.occurrence.id)
  return (
    <li class={overdue ? 'task overdue' : 'task'}>
      <div>
        <a href={item === null ? eventHref(run, event ?? '') : taskHref(run, item)}>
          {say(page, title)}
          {round === '' ? '' : `${time.space}${round}`}
        </a>
        <p class="hint">
          {page.viewer?.unit === unit.code ? '' : `${unit.name} · `}
          {waiting.what[what]} · {waiting.since(showInstant(page, since))}
          {dueAt === null ? null : (
            <>
              {' · '}
              <Due page={page} dueAt={dueAt} />
            </>
          )}
        </p>
      </div>
      {item === null ? null : <StateTag page={page} state={item.state} />}
    </li>
  )
}
