import type { Mapping } from '../machines/mapping.ts'
import type { Text } from '../machines/vocabulary.ts'
import { allTasks } from '../src/core/checklist.ts'
import type { Difference, PhaseChange, StepChange } from '../src/core/versions/difference.ts'
import type { EventChange } from '../src/core/versions/event-changes.ts'
import type { Versions } from './change-words.ts'
import { eventLines, stepLines } from './change-words.ts'
import { timingWords } from './deadlines.ts'
import { Layout } from './layout.tsx'
import type { Page } from './page.ts'
import { say } from './page.ts'
import { nodeTitle } from './playbook-words.ts'
import { postsOf } from './posts-of.ts'

export interface ChangesPageProps {
  readonly page: Page
  readonly versions: Versions
  readonly difference: Difference
}

/** What another version of a playbook changes, phase by phase, to read before it is taken up, and to print. */
export function ChangesPage({ page, versions, difference }: ChangesPageProps) {
  const { from, to } = versions
  const { versions: words, playbook } = page.words
  const title = words.changesTitle(say(page, to.title), from.version, to.version)
  const { phases, events } = difference
  return (
    <Layout page={page} title={title}>
      <p class="crumb">
        <a href={`/playbooks/${to.name}/versions`}>{words.link}</a>
      </p>
      <h1>{title}</h1>
      <p class="hint">{playbook.print}</p>
      {phases.length + events.length === 0 ? <p>{words.none}</p> : null}
      {phases.length === 0 ? null : <h2>{words.phases}</h2>}
      {phases.map((phase) => (
        <PhasePart page={page} versions={versions} phase={phase} />
      ))}
      {events.length === 0 ? null : <h2>{words.events}</h2>}
      <ul class="events">
        {events.map((event) => (
          <EventPart page={page} versions={versions} event={event} />
        ))}
      </ul>
      <h2>{words.comesOver}</h2>
      <MappingPart page={page} versions={versions} mapping={difference.mapping} />
    </Layout>
  )
}

function PhasePart({ page, versions, phase }: { readonly page: Page; readonly versions: Versions; readonly phase: PhaseChange }) {
  const { before, after, parts } = phase
  const { versions: words } = page.words
  return (
    <section>
      <h3>{phaseHeading(page, versions, phase)}</h3>
      {phase.kind === 'added' && after?.summary !== undefined ? <p>{say(page, after.summary)}</p> : null}
      {before !== null && after !== null && parts.includes('summary') ? (
        <p>{words.fromTo(words.parts.summary, textOf(page, before.summary), textOf(page, after.summary))}</p>
      ) : null}
      <ul class="figures">
        {phase.steps.map((step) => (
          <StepPart page={page} versions={versions} step={step} />
        ))}
      </ul>
    </section>
  )
}

function phaseHeading(page: Page, { from, to }: Versions, { kind, node, other }: PhaseChange): string {
  const { versions: words } = page.words
  switch (kind) {
    case 'added':
      return words.addedPhase(nodeTitle(page, to, node))
    case 'removed':
      return words.removedPhase(nodeTitle(page, from, node), other === undefined ? null : nodeTitle(page, to, other))
    case 'changed': {
      const [was, is] = [nodeTitle(page, from, other ?? node), nodeTitle(page, to, node)]
      return was === is ? is : words.becomes(was, is)
    }
    default:
      return kind satisfies never
  }
}

function textOf(page: Page, text: Text | undefined): string {
  return text === undefined ? page.words.versions.noneOf : say(page, text)
}

function StepPart({ page, versions, step }: { readonly page: Page; readonly versions: Versions; readonly step: StepChange }) {
  const task = step.after?.task ?? step.before?.task
  if (task === undefined) return null
  return (
    <li>
      <Tag page={page} kind={step.kind} /> <strong>{say(page, task.title)}</strong>
      {step.kind === 'added' ? (
        <>
          <p>{say(page, task.how)}</p>
          <p class="hint">
            {timingWords(page, task.timing)} · {page.words.unit.signer(postsOf(page, task.signers))} ·{' '}
            {page.words.versions.mandatory(task.mandatory)}
          </p>
        </>
      ) : null}
      <Lines lines={stepLines(page, versions, step)} />
    </li>
  )
}

function EventPart({ page, versions, event }: { readonly page: Page; readonly versions: Versions; readonly event: EventChange }) {
  const meaning = event.after ?? event.before
  if (meaning === null) return null
  const gates = meaning.gates.map(({ title }) => say(page, title))
  return (
    <li class="plain">
      <Tag page={page} kind={event.kind} /> <strong>{say(page, meaning.title)}</strong>
      {event.kind === 'added' ? (
        <>
          <p>{say(page, meaning.consequence)}</p>
          {gates.length === 0 ? null : (
            <p class="hint">{page.words.versions.parts.gates + page.words.shell.colon + page.words.shell.list(gates)}</p>
          )}
        </>
      ) : null}
      <Lines lines={eventLines(page, versions, event)} />
    </li>
  )
}

function Tag({ page, kind }: { readonly page: Page; readonly kind: 'added' | 'removed' | 'changed' }) {
  const tone = { added: 'done', removed: 'overdue', changed: 'open' }[kind]
  return <strong class={`tag ${tone}`}>{page.words.versions[kind]}</strong>
}

function Lines({ lines }: { readonly lines: readonly string[] }) {
  return lines.length === 0 ? null : (
    <ul>
      {lines.map((line) => (
        <li>{line}</li>
      ))}
    </ul>
  )
}

function MappingPart({
  page,
  versions,
  mapping,
}: {
  readonly page: Page
  readonly versions: Versions
  readonly mapping: Mapping | undefined
}) {
  const { versions: words } = page.words
  if (mapping === undefined) return <p>{words.noMapping}</p>
  const { from, to } = versions
  const name = (playbook: Versions['from'], id: string): string => {
    const task = allTasks(playbook).find((one) => one.id === id)
    return task === undefined ? id : say(page, task.title)
  }
  const lines = [
    ...Object.entries(mapping.states).map(([before, after]) => words.becomes(nodeTitle(page, from, before), nodeTitle(page, to, after))),
    ...Object.entries(mapping.renamed).map(([before, after]) =>
      words.renamed(`${name(from, before)} ${before}`, `${name(to, after)} ${after}`),
    ),
    ...Object.entries(mapping.dropped).map(([task, why]) => words.dropped(name(from, task), say(page, why))),
    ...Object.entries(mapping.askedAgain).map(([task, why]) => words.askedAgain(name(to, task), say(page, why))),
  ]
  return <Lines lines={lines} />
}
