import type { Child } from 'hono/jsx'
import type { Missing } from '../machines/gate.ts'
import type { TaskState } from '../src/core/checklist.ts'
import { taskHref } from './addresses.ts'
import type { Run } from './addresses.ts'
import type { Page } from './page.ts'
import { say } from './page.ts'
import { deadline, showInstant } from './time.ts'

/** The state of a task in words and colour; the words alone suffice. */
export function StateTag({ page, state }: { readonly page: Page; readonly state: TaskState }) {
  return <strong class={`tag ${state}`}>{page.words.taskStates[state]}</strong>
}

/** How long is left, in words, with the exact time for machines and on hover. */
export function Due({ page, dueAt }: { readonly page: Page; readonly dueAt: string | null }) {
  if (dueAt === null) return <span>{page.words.time.noDeadline}</span>
  const { words, late } = deadline(page, dueAt)
  return (
    <time datetime={dueAt} class={late ? 'late' : 'left'}>
      {words}
    </time>
  )
}

export function When({ page, at }: { readonly page: Page; readonly at: string }) {
  return <time datetime={at}>{showInstant(page, at)}</time>
}

export interface NoticeProps {
  readonly tone: 'good' | 'warn' | 'bad' | 'plain'
  readonly title?: string
  readonly children?: Child
  /** Read aloud at once and focused by the script: what went wrong with what the person just did. */
  readonly alert?: boolean
}

export function Notice({ tone, title, children, alert = false }: NoticeProps) {
  return (
    <div class={`notice ${tone}`} {...(alert ? { role: 'alert', tabindex: -1, 'data-focus': '' } : tone === 'good' && { role: 'status' })}>
      {title === undefined ? null : <p class="notice-title">{title}</p>}
      {children}
    </div>
  )
}

/** What a closed gate lacks; where a task would help, the way to it. */
export function MissingList({
  page,
  run,
  missing,
}: {
  readonly page: Page
  readonly run: Run | null
  readonly missing: readonly Missing[]
}) {
  return (
    <ul>
      {missing.map(({ text, task }) => (
        <li>{run === null || task === undefined ? say(page, text) : <a href={taskHref(run, task)}>{say(page, text)}</a>}</li>
      ))}
    </ul>
  )
}

export interface Row {
  readonly name: string
  readonly value: Child
}

/** Names and values, one under the other on a telephone. */
export function Summary({ rows }: { readonly rows: readonly (Row | null)[] }) {
  const shown = rows.filter((row) => row !== null)
  return shown.length === 0 ? null : (
    <dl class="summary">
      {shown.map(({ name, value }) => (
        <div>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  )
}

/** `3/8 已办` with a bar. */
export function Progress({ page, done, total }: { readonly page: Page; readonly done: number; readonly total: number }) {
  const words = page.words.unit.progress(done, total)
  return (
    <span class="progress">
      <progress value={String(done)} max={String(Math.max(1, total))} aria-label={words}></progress>
      <span>{words}</span>
    </span>
  )
}

/** A link at the end of a list that goes on. */
export function MoreLink({ href, children }: { readonly href: string; readonly children?: Child }) {
  return (
    <p class="more">
      <a href={href} rel="next">
        {children}
      </a>
    </p>
  )
}
