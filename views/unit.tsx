import type { ChecklistItem } from '../src/core/checklist.ts'
import type { EventOffer } from '../src/core/decide/event.ts'
import type { Situation } from '../src/core/situation.ts'
import { actedBy } from './actor.ts'
import { Checklist } from './checklist.tsx'
import { describeEntry } from './describe-entry.ts'
import type { ShownEntry } from './describe-entry.ts'
import { Layout } from './layout.tsx'
import { namedFor } from './named-for.ts'
import type { Page } from './page.ts'
import { MoreLink, Notice, When } from './parts.tsx'
import { Live } from './live.tsx'
import { Situated } from './situated.tsx'
import type { ShownCause } from './situated.tsx'
import { FirstThings, Figures } from './unit-now.tsx'
import { UnitEvents, UrgentEvents } from './unit-events.tsx'

export interface UnitPageProps {
  readonly page: Page
  /** Seq of the last entry before the page was made. */
  readonly asOf: number
  readonly situation: Situation
  readonly parentName: string | null
  readonly items: readonly ChecklistItem[]
  /** May the viewer sign this item next? */
  readonly isMine: (item: ChecklistItem) => boolean
  readonly offers: readonly EventOffer[]
  readonly cause: ShownCause | null
  readonly history: readonly ShownEntry[]
  /** What the viewer has just done, in words. */
  readonly done: string | null
}

/** The school: where it stands and why, what is to be done first, the figures, the checklist, what may be sent, what happened. */
export function UnitPage(props: UnitPageProps) {
  const { situation, parentName, items, isMine, offers, cause, history, done, asOf } = props
  const { unit } = situation
  const page = namedFor(props.page, unit.kind)
  const address = `/units/${unit.code}`
  return (
    <Layout page={page} title={unit.name}>
      {parentName === null ? null : <p class="crumb">{parentName}</p>}
      <h1>{unit.name}</h1>
      {done === null ? null : <Notice tone="good">{done}</Notice>}
      <Live stream={`unit=${unit.code}`} address={address} asOf={asOf} part="school">
        <Situated page={page} situation={situation} cause={cause} />
        <WholeCourse page={page} situation={situation} />
        <UrgentEvents page={page} unit={unit.code} offers={offers} />
        <FirstThings page={page} unit={unit.code} items={items} isMine={isMine} />
        <Figures page={page} unit={unit} items={items} marks={situation.response.marks} />
        <Checklist page={page} unit={unit.code} items={items} isMine={isMine} />
        <UnitEvents page={page} situation={situation} offers={offers} />
        <History page={page} unit={unit.code} entries={history} />
      </Live>
    </Layout>
  )
}

/**
 * The picture of the whole course comes only when somebody unfolds it, so that the checklist stays small and quick;
 * without scripts the link leads to its page. Once there, it stays until the response has changed.
 */
function WholeCourse({ page, situation }: Pick<UnitPageProps, 'page' | 'situation'>) {
  const { unit, response } = situation
  const { lifecycle: words } = page.words
  const address = `/units/${unit.code}/lifecycle`
  const id = `course-${response.cause.seq}`
  return (
    <details
      id={id}
      class="course"
      hx-get={address}
      hx-trigger="toggle once"
      hx-select="#lifecycle"
      hx-target={`#${id} > div`}
      hx-morph-skip=""
    >
      <summary>{words.title}</summary>
      <div>
        <a href={address}>{words.open}</a>
      </div>
    </details>
  )
}

function History({ page, unit, entries }: { readonly page: Page; readonly unit: string; readonly entries: readonly ShownEntry[] }) {
  const { words } = page
  return (
    <section aria-labelledby="history">
      <h2 id="history">{words.unit.history}</h2>
      <ol class="entries">
        {entries.map((entry) => (
          <li>
            <a href={`/journal/${entry.seq}`}>{describeEntry(page, entry)}</a>
            <p class="hint">
              <When page={page} at={entry.at} /> {actedBy(page, entry)}
            </p>
          </li>
        ))}
      </ol>
      <MoreLink href={`/journal?unit=${unit}`}>{words.unit.allHistory}</MoreLink>
    </section>
  )
}
