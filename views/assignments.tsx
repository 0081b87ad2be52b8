import type { AssignmentTerms, AssignmentWords } from '../src/core/assignment/assignment.ts'
import type { Scope } from '../src/core/entry.ts'
import type { ShownActor } from './describe-entry.ts'
import { Layout } from './layout.tsx'
import type { Page } from './page.ts'
import { MoreLink, When } from './parts.tsx'

/** An assignment (交办) as it stands, counted at the units that the viewer may see. */
export interface ShownAssignment {
  readonly id: number
  readonly unit: { readonly code: string; readonly name: string; readonly path: string }
  readonly level: string
  readonly terms: AssignmentTerms
  readonly scope: Scope
  readonly words: AssignmentWords
  readonly givenBy: ShownActor
  readonly givenAt: string
  readonly dueAt: string
  /** `spreading`, `in_force`, `withdrawing` or `withdrawn`. */
  readonly status: string
  readonly expected: number
  readonly withdrawnBy: number | null
  readonly counts: {
    readonly received: number
    readonly done: number
    readonly open: number
    readonly overdue: number
    readonly ended: number
  }
}

/** The newest of a list, or those after them. */
export interface Listed {
  readonly items: readonly ShownAssignment[]
  /** Cursor of the earlier ones. */
  readonly next: string | null
  readonly isFirst: boolean
}

export interface AssignmentsPageProps {
  readonly page: Page
  readonly given: Listed
  readonly received: Listed
  readonly mayGive: boolean
}

/** What the viewer's unit has given and what it has received, each the newest first. */
export function AssignmentsPage({ page, given, received, mayGive }: AssignmentsPageProps) {
  const { assignment } = page.words
  return (
    <Layout page={page} title={assignment.list}>
      <h1>{assignment.list}</h1>
      <p class="lead">{assignment.lead}</p>
      {mayGive ? (
        <p>
          <a class="button" href="/assignments/new">
            {assignment.give}
          </a>
        </p>
      ) : null}
      <List page={page} name="received" title={assignment.received} none={assignment.noneReceived} listed={received} />
      <List page={page} name="given" title={assignment.given} none={assignment.noneGiven} listed={given} />
    </Layout>
  )
}

interface ListProps {
  readonly page: Page
  readonly name: string
  readonly title: string
  readonly none: string
  readonly listed: Listed
}

function List({ page, name, title, none, listed: { items, next, isFirst } }: ListProps) {
  const { assignment } = page.words
  return (
    <section aria-labelledby={name}>
      <h2 id={name}>{title}</h2>
      {items.length === 0 ? <p>{none}</p> : null}
      <ul class="entries">
        {items.map((one) => (
          <Item page={page} assignment={one} />
        ))}
      </ul>
      {next === null ? null : <MoreLink href={`/assignments?${name}=${next}#${name}`}>{assignment.more}</MoreLink>}
      {isFirst ? null : (
        <p class="more">
          <a href="/assignments">{assignment.newest}</a>
        </p>
      )}
    </section>
  )
}

function Item({ page, assignment: shown }: { readonly page: Page; readonly assignment: ShownAssignment }) {
  const { assignment, shell } = page.words
  const { counts, terms, words } = shown
  return (
    <li>
      <a href={`/assignments/${shown.id}`}>{words.title ?? shell.erased}</a> <AssignmentTag page={page} assignment={shown} />{' '}
      {counts.overdue > 0 ? <strong class="tag overdue">{assignment.late(counts.overdue)}</strong> : null}
      <p class="hint">
        {assignment.kinds[terms.kind].title} {shown.unit.name} {assignment.deadline} <When page={page} at={shown.dueAt} />{' '}
        {assignment.countLine(counts.done, counts.received)}
      </p>
    </li>
  )
}

/** How far it is: what everybody has done is done. */
export function AssignmentTag({ page, assignment: { status, counts } }: { readonly page: Page; readonly assignment: ShownAssignment }) {
  const { states } = page.words.assignment
  const isDone = status === 'in_force' && counts.received > 0 && counts.done === counts.received
  // The column holds nothing else (db/assignment-tables.ts).
  const state = isDone ? 'done' : (status as keyof typeof states)
  const tone = state === 'done' ? 'done' : state === 'in_force' || state === 'spreading' ? 'open' : 'not_applicable'
  return <strong class={`tag ${tone}`}>{states[state]}</strong>
}
