import type { EventSent, TaskSigned } from '../src/core/entry.ts'
import { actedBy } from './actor.ts'
import { describeEntry, eventOf, playbookOf } from './describe-entry.ts'
import type { ShownEntry } from './describe-entry.ts'
import { EvidenceList, textOf } from './evidence.tsx'
import { Layout } from './layout.tsx'
import type { Page } from './page.ts'
import { Notice, Summary } from './parts.tsx'
import type { Row } from './parts.tsx'
import { phaseTitle, teachingTitle } from './phases.ts'
import type { ShownFile } from './shown-files.tsx'
import { stepOf, taskName } from './step-words.ts'
import { showExact } from './time.ts'

export interface EntryPageProps {
  readonly page: Page
  readonly entry: ShownEntry
  /** The entries of the same unit just before and after. */
  readonly previous: ShownEntry | null
  readonly next: ShownEntry | null
  /** For a signature, or a statement that a report was concealed: the entry that took it back, if one did. */
  readonly withdrawnBy: number | null
  /** For a signature: its files. */
  readonly files: readonly ShownFile[]
}

/** One entry with everything that it records, between what came before and after. */
export function EntryPage({ page, entry, previous, next, withdrawnBy, files }: EntryPageProps) {
  const { words } = page
  const title = words.journal.entry(entry.seq)
  return (
    <Layout page={page} title={title}>
      <p class="crumb">
        <a href="/journal">{words.journal.title}</a>
      </p>
      <h1>{title}</h1>
      <p class="lead">{describeEntry(page, entry)}</p>
      {withdrawnBy === null ? null : (
        <Notice tone="warn">
          <p>
            {entry.body.type === 'report.concealed' ? words.concealment.isWithdrawn : words.journal.isWithdrawn}{' '}
            <a href={`/journal/${withdrawnBy}`}>{words.journal.entry(withdrawnBy)}</a>
          </p>
        </Notice>
      )}
      <Summary
        rows={[
          { name: words.journal.recordedAt, value: showExact(page, entry.at) },
          entry.unit === null ? null : { name: words.order.school, value: <a href={`/units/${entry.unit.code}`}>{entry.unit.name}</a> },
          { name: words.journal.who, value: actedBy(page, entry) },
          orderRow(page, entry.body),
        ]}
      />
      {entry.body.type === 'event.sent' ? <Sent page={page} entry={entry} body={entry.body} /> : null}
      {entry.body.type === 'task.signed' ? <SignedEntry page={page} entry={entry} body={entry.body} files={files} /> : null}
      <OwnTexts page={page} entry={entry} />
      <h2>{words.journal.sums}</h2>
      <pre tabindex={0}>{JSON.stringify(entry.body, null, 2)}</pre>
      <nav class="rounds" aria-label={words.journal.title}>
        <Neighbour page={page} entry={previous} label={words.journal.previous} />
        <Neighbour page={page} entry={next} label={words.journal.next} />
      </nav>
    </Layout>
  )
}

/** An order's own entries lead to the order. */
function orderRow({ words }: Page, body: ShownEntry['body']): Row | null {
  if (body.type !== 'order.issued' && body.type !== 'order.settled' && body.type !== 'order.cancelled') return null
  return { name: words.journal.viaOrder, value: <a href={`/orders/${body.order}`}>{words.unit.openOrder(body.order)}</a> }
}

function Neighbour({ page, entry, label }: { readonly page: Page; readonly entry: ShownEntry | null; readonly label: string }) {
  return entry === null ? null : (
    <p>
      {label + page.words.shell.colon}
      <a href={`/journal/${entry.seq}`}>{describeEntry(page, entry)}</a>
    </p>
  )
}

function Sent({ page, entry, body }: { readonly page: Page; readonly entry: ShownEntry; readonly body: EventSent }) {
  const { journal, unit, shell } = page.words
  const playbook = playbookOf(entry.playbook)
  if (playbook === undefined) return null
  const left = body.leftOpen.map((id) => taskName(page, entry, id))
  return (
    <>
      <Summary
        rows={[
          { name: journal.before, value: phaseTitle(page, playbook, body.from) },
          body.outcome === null ? null : { name: journal.after, value: phaseTitle(page, playbook, body.outcome.phase) },
          body.outcome === null || body.outcome.teaching === ''
            ? null
            : { name: unit.teaching, value: teachingTitle(page, playbook, body.outcome.teaching) },
          body.order === null
            ? null
            : { name: journal.viaOrder, value: <a href={`/orders/${body.order}`}>{unit.openOrder(body.order)}</a> },
          { name: unit.document, value: textOf(page, entry.texts, 'document') ?? unit.documentLater },
          { name: unit.reason, value: textOf(page, entry.texts, 'reason') ?? shell.none },
          left.length === 0 ? null : { name: journal.left, value: shell.list(left) },
        ]}
      />
      <EvidenceList
        page={page}
        fields={eventOf(entry.playbook, body.event)?.facts ?? []}
        evidence={body.facts}
        texts={entry.texts}
        prefix="facts."
      />
    </>
  )
}

interface SignedProps {
  readonly page: Page
  readonly entry: ShownEntry
  readonly body: TaskSigned
  readonly files: readonly ShownFile[]
}

function SignedEntry({ page, entry, body, files }: SignedProps) {
  const { journal } = page.words
  return (
    <>
      <h2>{page.words.task.evidence}</h2>
      <EvidenceList
        page={page}
        fields={stepOf(entry, body.task)?.fields ?? []}
        evidence={body.evidence}
        texts={entry.texts}
        prefix="evidence."
        files={files}
      />
      <Summary
        rows={[
          body.signedAt === null ? null : { name: journal.signedAt, value: showExact(page, body.signedAt) },
          { name: journal.wording, value: <code>{body.wording}</code> },
        ]}
      />
    </>
  )
}

/** Texts that no form shows: notes, reasons of withdrawals and of orders. */
function OwnTexts({ page, entry }: { readonly page: Page; readonly entry: ShownEntry }) {
  const { words } = page
  const names: Readonly<Record<string, string>> = {
    note: words.task.note,
    reason: words.unit.reason,
    document: words.unit.document,
    grounds: words.concealment.grounds,
  }
  const isShown = (field: string): boolean => /^(facts|evidence)\./.test(field) || entry.body.type === 'event.sent'
  const own = Object.keys(entry.texts).filter((field) => !isShown(field))
  return <Summary rows={own.map((field) => ({ name: names[field] ?? field, value: textOf(page, entry.texts, field) ?? '' }))} />
}
