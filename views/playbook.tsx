import type { EventDefinition, Playbook } from '../machines/playbook.ts'
import type { Task } from '../machines/task.ts'
import { allNodes, nodeMeta } from '../src/core/statechart.ts'
import type { CoverageProps } from './coverage.tsx'
import { CoverageTable } from './coverage.tsx'
import { timingWords } from './deadlines.ts'
import { Layout } from './layout.tsx'
import { PlaybookLifecycles } from './lifecycle.tsx'
import type { Pictured } from './lifecycle.tsx'
import type { Page } from './page.ts'
import { say } from './page.ts'
import { Notice } from './parts.tsx'
import { nodeTitle, senderWords } from './playbook-words.ts'
import { postsOf } from './posts-of.ts'

export interface PlaybookPageProps extends CoverageProps {
  readonly pictures: readonly Pictured[]
  /** Of the newest version; another one says that it is older. */
  readonly newest: number
}

/**
 * The playbook to read and to print: its lifecycle in pictures, every phase with its tasks, every event with who may send
 * it and on what conditions.
 */
export function PlaybookPage({ page, playbook, all, pictures, newest }: PlaybookPageProps) {
  const { playbook: words } = page.words
  const title = words.title(say(page, playbook.title), playbook.version)
  return (
    <Layout page={page} title={title}>
      <h1>{title}</h1>
      <p class="hint">{words.print}</p>
      <nav class="rounds" aria-label={page.words.shell.playbook}>
        <ul>
          {all.map((each) => (
            <li>
              <a href={`/playbooks/${each.name}`} {...(each.name === playbook.name && { 'aria-current': 'page' as const })}>
                {say(page, each.title)}
              </a>
            </li>
          ))}
        </ul>
      </nav>
      {playbook.version === newest ? null : <Notice tone="warn">{page.words.versions.older}</Notice>}
      <p>
        <a href={`/playbooks/${playbook.name}/lint${playbook.version === newest ? '' : `?version=${playbook.version}`}`}>{words.lint}</a>{' '}
        <a href={`/playbooks/${playbook.name}/versions`}>{page.words.versions.link}</a>
      </p>
      <PlaybookLifecycles page={page} playbook={playbook} pictures={pictures} />
      <h2>{words.phases}</h2>
      {allNodes(playbook).map((node) => (
        <NodePart page={page} playbook={playbook} node={node} />
      ))}
      <h2>{words.events}</h2>
      {Object.values(playbook.events).map((event) => (
        <EventPart page={page} event={event} />
      ))}
      <CoverageTable page={page} playbook={playbook} all={all} />
    </Layout>
  )
}

function NodePart({ page, playbook, node }: { readonly page: Page; readonly playbook: Playbook; readonly node: string }) {
  const meta = nodeMeta(playbook, node)
  if (meta === undefined || (meta.tasks.length === 0 && meta.summary === undefined)) return null
  return (
    <section>
      <h3>{nodeTitle(page, playbook, node)}</h3>
      {meta.summary === undefined ? null : <p>{say(page, meta.summary)}</p>}
      <ul class="figures">
        {meta.tasks.map((task) => (
          <TaskPart page={page} task={task} />
        ))}
      </ul>
    </section>
  )
}

function TaskPart({ page, task }: { readonly page: Page; readonly task: Task }) {
  const { playbook: words, shell, kinds } = page.words
  const first = postsOf(page, task.signers)
  const who = task.secondSigners === undefined ? page.words.unit.signer(first) : words.both(first, postsOf(page, task.secondSigners))
  const asked = shell.list(task.fields.map(({ label }) => say(page, label)))
  return (
    <li>
      <strong>{say(page, task.title)}</strong> {task.mandatory ? '' : words.optional}
      <p>{say(page, task.how)}</p>
      <p class="hint">
        {timingWords(page, task.timing)} · {who}
        {asked === '' ? '' : ` · ${words.evidence}${shell.colon}${asked}`}
        {task.kinds === undefined ? '' : ` · ${words.kindsOnly(shell.list(task.kinds.map((kind) => kinds[kind])))}`} · {words.source}{' '}
        {task.source.join(' ')}
      </p>
    </li>
  )
}

function EventPart({ page, event }: { readonly page: Page; readonly event: EventDefinition }) {
  const { playbook: words, shell } = page.words
  return (
    <article>
      <h3>{say(page, event.title)}</h3>
      <p>{say(page, event.consequence)}</p>
      <p class="hint">
        {words.who + shell.colon + shell.list(event.senders.map((sender) => senderWords(page, sender)))} · {words.gates + shell.colon}
        {event.gates.length === 0 ? words.noGates : shell.list(event.gates.map(({ title }) => say(page, title)))}
      </p>
    </article>
  )
}
