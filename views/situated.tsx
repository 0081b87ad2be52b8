import type { Situation } from '../src/core/situation.ts'
import { allTasks } from '../src/core/checklist.ts'
import { taskHref } from './addresses.ts'
import { eventName } from './describe-entry.ts'
import type { Page } from './page.ts'
import { say } from './page.ts'
import { Notice, Summary, When } from './parts.tsx'
import { mainPhases, phaseSummary, phaseTitle, regionTitles } from './phases.ts'
import { ReviewLine } from './review-line.tsx'
import { showInstant, showSpan } from './time.ts'

/** By whose order and why the school is in its phase. */
export interface ShownCause {
  readonly seq: number
  readonly event: string
  readonly order: number | null
  /** Name, post and unit of whoever sent it. */
  readonly by: string
  /** Empty while the number is to follow. */
  readonly document: string
  readonly reason: string
  readonly at: string
}

export interface SituatedProps {
  readonly page: Page
  readonly situation: Situation
  readonly cause: ShownCause | null
}

/** Where the school stands, since when, by whose order and why. */
export function Situated({ page, situation, cause }: SituatedProps) {
  const { playbook, response, unit } = situation
  const { words } = page
  const summary = phaseSummary(page, playbook, response.phase, unit.kind)
  return (
    <section class="situated" aria-label={words.unit.phase}>
      <p class={`phase phase-${response.phase.split('.')[0] ?? ''}`}>{phaseTitle(page, playbook, response.phase)}</p>
      <Beside page={page} situation={situation} />
      <ReviewLine page={page} situation={situation} />
      <p>{words.unit.since(showInstant(page, response.since), showSpan(page, Date.parse(page.now) - Date.parse(response.since)))}</p>
      {summary === null ? null : <p class="hint">{summary}</p>}
      <Steps page={page} situation={situation} />
      <Cause page={page} situation={situation} cause={cause} />
      <Open page={page} situation={situation} />
    </section>
  )
}

/** What holds beside the phase: the mode of teaching at a school; response level and risk level at a bureau. */
function Beside({ page, situation: { playbook, response } }: Pick<SituatedProps, 'page' | 'situation'>) {
  // While there are no lessons, nothing is to be said of how they are given.
  if (playbook.breaks?.includes(`control.${response.phase}`) === true) return null
  return regionTitles(page, playbook, response.nodes).map(({ region, title }) => (
    <p class="teaching">
      {region}
      {page.words.shell.colon}
      <strong>{title}</strong>
    </p>
  ))
}

/** The main line of the playbook with the present phase marked. */
function Steps({ page, situation }: { readonly page: Page; readonly situation: Situation }) {
  const { words } = page
  const current = situation.response.phase.split('.')[0]
  return (
    <ol class="steps" aria-label={words.unit.steps}>
      {mainPhases(page, situation.playbook, situation.unit.kind).map(({ phase, title }) => (
        <li {...(phase === current && { 'aria-current': 'step' as const })}>{title}</li>
      ))}
    </ol>
  )
}

function Cause({ page, situation, cause }: SituatedProps) {
  const { words } = page
  if (cause === null) return <p class="hint">{words.unit.opened}</p>
  // What a school does of its own accord has no document to wait for.
  const own = situation.playbook.events[cause.event]?.senders.some(({ by }) => by === 'school') ?? false
  return (
    <Summary
      rows={[
        {
          name: words.unit.cause,
          value: (
            <>
              {eventName(page, situation.playbook.name, cause.event)}{' '}
              {cause.order === null ? null : <a href={`/orders/${cause.order}`}>{words.unit.openOrder(cause.order)}</a>}
            </>
          ),
        },
        own && cause.document === ''
          ? null
          : { name: words.unit.document, value: cause.document === '' ? words.unit.documentLater : cause.document },
        {
          name: own ? words.unit.sentBy : words.unit.orderedBy,
          value: (
            <>
              {cause.by} <When page={page} at={cause.at} />
            </>
          ),
        },
        cause.reason === '' ? null : { name: words.unit.reason, value: cause.reason },
        { name: words.unit.fullEntry, value: <a href={`/journal/${cause.seq}`}>{words.journal.entry(cause.seq)}</a> },
      ]}
    />
  )
}

/** What is open besides the checklist: cases, acts to be ratified, a plan returned. */
function Open({ page, situation }: { readonly page: Page; readonly situation: Situation }) {
  const { words } = page
  const { response, playbook } = situation
  const { cases, provisional, plan } = response
  return (
    <>
      {cases.length === 0 ? null : (
        <Notice tone="bad" title={words.unit.cases(cases.length)}>
          <ul>
            {cases.map(({ seq, at, confirmedAt }) => (
              <li>
                <a href={`/journal/${seq}`}>{words.unit.caseLine(seq, showInstant(page, at))}</a>
                {confirmedAt === null ? null : ` ${words.unit.caseConfirmed(showInstant(page, confirmedAt))}`}
              </li>
            ))}
          </ul>
        </Notice>
      )}
      {provisional.length === 0 ? null : (
        <Notice tone="warn" title={words.unit.provisional(provisional.length)}>
          <ul>
            {provisional.map(({ seq, event, at }) => (
              <li>
                <a href={`/journal/${seq}`}>{eventName(page, playbook.name, event)}</a> <When page={page} at={at} />
              </li>
            ))}
          </ul>
        </Notice>
      )}
      {plan.returnedItems.length === 0 ? null : (
        <Notice tone="warn" title={words.unit.returned}>
          <ul>
            {plan.returnedItems.map((id) => {
              const task = allTasks(playbook).find((one) => one.id === id)
              return (
                <li>
                  <a href={taskHref(response, id)}>{task === undefined ? id : say(page, task.title)}</a>
                </li>
              )
            })}
          </ul>
        </Notice>
      )}
    </>
  )
}
