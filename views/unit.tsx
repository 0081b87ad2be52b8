import type { ChecklistItem } from '../src/core/checklist.ts'
import type { EventOffer } from '../src/core/decide/event.ts'
import type { Situation } from '../src/core/situation.ts'
import { awaitsAbove } from '../src/core/turn.ts'
import { isBureauKind } from '../src/core/unit.ts'
import { actedBy } from './actor.ts'
import { lifecycleHref, SHOWN_FIRST, unitHref } from './addresses.ts'
import { Applies } from './applies.tsx'
import type { AppliesProps } from './applies.tsx'
import { atSchool } from './at-school.ts'
import { AwaitingAbove } from './awaiting-above.tsx'
import { Clashes } from './clashes.tsx'
import { Checklist } from './checklist.tsx'
import { describeEntry } from './describe-entry.ts'
import { ConcealedHere } from './concealed-here.tsx'
import type { ShownConcealment } from './concealed-here.tsx'
import type { ShownEntry } from './describe-entry.ts'
import { Layout } from './layout.tsx'
import { NowTogether } from './now-together.tsx'
import type { RunNow } from './now-together.tsx'
import { OtherRuns } from './other-runs.tsx'
import type { OtherRun } from './other-runs.tsx'
import type { Page } from './page.ts'
import { say } from './page.ts'
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
  /** What the bureaus above have declared for this place. */
  readonly applied: Pick<AppliesProps, 'level' | 'risk'>
  /** The unit's other responses. */
  readonly others: readonly OtherRun[]
  readonly items: readonly ChecklistItem[]
  /** May the viewer sign this item next? */
  readonly isMine: (item: ChecklistItem) => boolean
  /** All responses that are under way, this one first, where there is more than one. */
  readonly together: readonly RunNow[]
  readonly offers: readonly EventOffer[]
  readonly cause: ShownCause | null
  readonly history: readonly ShownEntry[]
  /** Reports that were stated to be concealed, and whether the viewer may state it. */
  readonly concealed: readonly ShownConcealment[]
  readonly mayStateConcealment: boolean
  /** What the viewer has just done, in words. */
  readonly done: string | null
}

/** A school, or a bureau's own command: where it stands and why, what is to be done first, the figures, the checklist, what may be sent, what happened. */
export function UnitPage(props: UnitPageProps) {
  const { situation, parentName, applied, others, items, isMine, together, offers, cause, history, done, asOf } = props
  const { unit, response: run, playbook } = situation
  const page = atSchool(props.page, situation)
  const above = items.filter((item) => awaitsAbove(item, unit) || item.after !== undefined)
  const own = items.filter((item) => !above.includes(item))
  return (
    <Layout page={page} title={unit.name}>
      {parentName === null ? null : <p class="crumb">{parentName}</p>}
      <h1>{unit.name}</h1>
      {SHOWN_FIRST.includes(run.playbook) ? null : <p class="lead">{say(page, playbook.title)}</p>}
      {isBureauKind(unit.kind) ? (
        <p>
          <a href={`/board?region=${unit.code}`}>{page.words.board.of(unit.name)}</a>
        </p>
      ) : null}
      {done === null ? null : <Notice tone="good">{done}</Notice>}
      <Live stream={`unit=${unit.code}`} address={unitHref(run)} asOf={asOf} part="school">
        <Applies page={page} {...applied} />
        <OtherRuns page={page} others={others} />
        <Clashes page={page} situation={situation} />
        <Situated page={page} situation={situation} cause={cause} />
        <ConcealedHere page={page} run={run} concealed={props.concealed} mayState={props.mayStateConcealment} />
        <WholeCourse page={page} situation={situation} />
        <UrgentEvents page={page} run={run} offers={offers} />
        {together.length > 1 ? (
          <NowTogether page={page} runs={together} />
        ) : (
          <FirstThings page={page} run={run} items={items.filter((item) => !above.includes(item) || isMine(item))} isMine={isMine} />
        )}
        <AwaitingAbove page={page} run={run} items={above} />
        <Figures page={page} unit={unit} run={run} items={own} marks={situation.response.marks} />
        <Checklist page={page} run={run} items={items} above={above} isMine={isMine} />
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
  const { response } = situation
  const { lifecycle: words } = page.words
  const address = lifecycleHref(response)
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
