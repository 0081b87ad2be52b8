import type { EventOffer } from '../src/core/decide/event.ts'
import type { Situation } from '../src/core/situation.ts'
import { eventHref } from './addresses.ts'
import type { Run } from './addresses.ts'
import type { Page } from './page.ts'
import { say } from './page.ts'
import { MissingList } from './parts.tsx'

export interface UnitEventsProps {
  readonly page: Page
  readonly situation: Situation
  readonly offers: readonly EventOffer[]
}

/** The events that the viewer may send: those open now, and those that lack something, with what. */
export function UnitEvents({ page, situation, offers }: UnitEventsProps) {
  const { words } = page
  const run = situation.response
  const open = offers.filter(({ allowed }) => allowed)
  const closed = offers.filter(({ refusal }) => refusal === 'gate_closed')
  if (offers.length === 0) return null
  return (
    <section aria-labelledby="events">
      <h2 id="events">{words.unit.events}</h2>
      {open.length + closed.length === 0 ? <p>{words.unit.noEvents}</p> : null}
      <ul class="events">
        {open.map(({ event }) => (
          <li class={event.tone ?? 'plain'}>
            <a href={eventHref(run, event.type)}>{say(page, event.title)}</a>
            <p class="hint">{say(page, event.consequence)}</p>
          </li>
        ))}
      </ul>
      {closed.map(({ event, missing }) => (
        <details>
          <summary>
            {say(page, event.title)} <span class="tag open">{words.unit.closedEvents}</span>
          </summary>
          <p>{words.unit.missing}</p>
          <MissingList page={page} run={run} missing={missing ?? []} />
        </details>
      ))}
    </section>
  )
}

/** Emergencies at the top of the page, where nobody has to look for them. */
export function UrgentEvents({ page, run, offers }: { readonly page: Page; readonly run: Run; readonly offers: readonly EventOffer[] }) {
  const urgent = offers.filter(({ event, allowed }) => allowed && event.tone === 'urgent')
  return urgent.length === 0 ? null : (
    <nav class="urgent" aria-label={page.words.unit.urgent}>
      {urgent.map(({ event }) => (
        <a class="button urgent" href={eventHref(run, event.type)}>
          {say(page, event.title)}
        </a>
      ))}
    </nav>
  )
}
