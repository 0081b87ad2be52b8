import type { EventDefinition } from '../machines/playbook.ts'
import { actedBy } from './actor.ts'
import { describeEntry } from './describe-entry.ts'
import type { ShownEntry } from './describe-entry.ts'
import { Layout } from './layout.tsx'
import type { Page } from './page.ts'
import { say } from './page.ts'
import { MoreLink } from './parts.tsx'
import { showExact } from './time.ts'
import { Select } from './unit-list.tsx'
import type { Option } from './unit-list.tsx'

/** What was asked for, as it stands in the address; empty where nothing was. */
export interface JournalQuery {
  readonly q: string
  readonly unit: string
  readonly region: string
  readonly type: string
  readonly event: string
  readonly actor: string
  readonly from: string
  readonly to: string
}

export interface JournalPageProps {
  readonly page: Page
  readonly query: JournalQuery
  readonly entries: readonly ShownEntry[]
  readonly events: readonly EventDefinition[]
  /** Address of earlier entries; null at the end. */
  readonly earlier: string | null
  /** Address of the same entries as a table for a spreadsheet. */
  readonly csv: string
}

/** The journal: searched, filtered, newest first. */
export function JournalPage({ page, query, entries, events, earlier, csv }: JournalPageProps) {
  const { journal } = page.words
  return (
    <Layout page={page} title={journal.title} wide={true}>
      <h1>{journal.title}</h1>
      <p>{journal.lead}</p>
      <FilterForm page={page} query={query} events={events} />
      <p>
        <a href={csv}>{journal.csv}</a>
      </p>
      {entries.length === 0 ? <p>{journal.empty}</p> : <Entries page={page} entries={entries} />}
      {earlier === null ? null : <MoreLink href={earlier}>{journal.earlier}</MoreLink>}
    </Layout>
  )
}

function FilterForm({ page, query, events }: Pick<JournalPageProps, 'page' | 'query' | 'events'>) {
  const { journal, entryTypes } = page.words
  const types: readonly Option[] = [['', journal.anyType], ...Object.entries(entryTypes)]
  const sent: readonly Option[] = [['', journal.anyEvent], ...events.map((event): Option => [event.type, say(page, event.title)])]
  return (
    <details {...(Object.values(query).some((asked) => asked !== '') && { open: true })}>
      <summary>{journal.search}</summary>
      <form class="filter" method="get" action="/journal">
        <Text name="q" label={journal.words} value={query.q} type="search" />
        <Text name="unit" label={journal.unit} value={query.unit} type="text" />
        <Text name="region" label={journal.region} value={query.region} type="text" />
        <Select name="type" label={journal.type} chosen={query.type} options={types} />
        <Select name="event" label={journal.event} chosen={query.event} options={sent} />
        <Text name="actor" label={journal.actor} value={query.actor} type="text" />
        <Text name="from" label={journal.from} value={query.from} type="date" />
        <Text name="to" label={journal.to} value={query.to} type="date" />
        <button type="submit">{journal.apply}</button>
        <a href="/journal">{journal.clear}</a>
      </form>
    </details>
  )
}

interface TextProps {
  readonly name: string
  readonly label: string
  readonly value: string
  readonly type: 'text' | 'search' | 'date'
}

function Text({ name, label, value, type }: TextProps) {
  return (
    <div>
      <label for={name}>{label}</label>
      <input id={name} name={name} type={type} value={value} autocomplete="off" />
    </div>
  )
}

function Entries({ page, entries }: { readonly page: Page; readonly entries: readonly ShownEntry[] }) {
  const { journal } = page.words
  return (
    <table class="cards">
      <thead>
        <tr>
          <th scope="col">{journal.number}</th>
          <th scope="col">{journal.time}</th>
          <th scope="col">{page.words.order.school}</th>
          <th scope="col">{journal.what}</th>
          <th scope="col">{journal.who}</th>
        </tr>
      </thead>
      <tbody>
        {entries.map((entry) => (
          <tr>
            <th scope="row">
              <a href={`/journal/${entry.seq}`}>{entry.seq}</a>
            </th>
            <td data-label={journal.time}>{showExact(page, entry.at)}</td>
            <td data-label={page.words.order.school}>
              {entry.unit === null ? page.words.shell.none : <a href={`/units/${entry.unit.code}`}>{entry.unit.name}</a>}
            </td>
            <td data-label={journal.what}>{describeEntry(page, entry)}</td>
            <td data-label={journal.who}>{actedBy(page, entry)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
