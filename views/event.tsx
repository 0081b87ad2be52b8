import type { EventDefinition } from '../machines/playbook.ts'
import type { Unit } from '../src/core/unit.ts'
import { Fields } from './fields.tsx'
import { Layout } from './layout.tsx'
import type { Page } from './page.ts'
import { say } from './page.ts'
import { Notice } from './parts.tsx'
import { Refused } from './refused.tsx'
import type { Sending } from './task-form.tsx'

export interface EventPageProps {
  readonly page: Page
  readonly unit: Unit
  readonly event: EventDefinition
  readonly sending: Sending
}

/** Prefix of the inputs for an event's facts. */
export const FACT = 'f-'

/** One event: what will happen, the facts asked for, the reason and the document. */
export function EventPage({ page, unit, event, sending }: EventPageProps) {
  const { words } = page
  return (
    <Layout page={page} title={`${say(page, event.title)} - ${unit.name}`}>
      <p class="crumb">
        <a href={`/units/${unit.code}`}>{unit.name}</a>
      </p>
      <h1>{say(page, event.title)}</h1>
      {sending.refusal === null ? null : (
        <Refused page={page} refusal={sending.refusal} unit={unit.code} inputOf={(field) => factInput(event, field)} />
      )}
      <Notice tone={event.tone === 'urgent' ? 'bad' : 'plain'}>
        <p>
          {words.event.consequence}
          {words.shell.colon}
          {say(page, event.consequence)}
        </p>
      </Notice>
      <form
        method="post"
        action={`/units/${unit.code}/events/${event.type}`}
        data-keep={`${unit.code} ${event.type}`}
        data-saved={words.offline.saved}
        data-retry={words.offline.retry}
        data-restored={words.offline.restored}
      >
        <input type="hidden" name="key" value={sending.key} />
        <Fields page={page} fields={event.facts} prefix={FACT} typed={sending.typed} errors={sending.refusal?.errors ?? []} />
        <Grounds page={page} event={event} sending={sending} />
        <button type="submit" class={event.tone === 'urgent' ? 'urgent' : ''}>
          {words.event.submit(say(page, event.title))}
        </button>
      </form>
    </Layout>
  )
}

/** The input of a fact; reason and document have none of the prefix. */
export function factInput(event: EventDefinition, field: string): string {
  return event.facts.some(({ name }) => name === field) ? FACT + field : field
}

/** Why, and by which document. A school acting for itself has no document, and says why where it says what. */
export function Grounds({ page, event, sending }: { readonly page: Page; readonly event: EventDefinition; readonly sending: Sending }) {
  const needed = sending.refusal?.refusal === 'reason_required'
  const atSchool = page.viewer?.role === 'principal' || page.viewer?.role === 'staff'
  const hasNote = event.facts.some(({ type }) => type === 'text')
  return (
    <>
      {event.reason === 'optional' && hasNote && atSchool ? null : <Reason page={page} event={event} sending={sending} needed={needed} />}
      {atSchool ? null : <Document page={page} sending={sending} />}
    </>
  )
}

function Reason({ page, event, sending, needed }: Omit<EventPageProps, 'unit'> & { readonly needed: boolean }) {
  const { words } = page
  return (
    <div class={needed ? 'question wrong' : 'question'}>
      <label for="reason">
        {words.event.reason} {event.reason === 'required' ? '' : <span class="optional">{words.task.optionalField}</span>}
      </label>
      <p class="hint" id="reason-hint">
        {words.event.reasonHint}
      </p>
      <textarea id="reason" name="reason" rows={3} aria-describedby="reason-hint" {...(needed && { 'aria-invalid': 'true' as const })}>
        {sending.typed['reason']?.[0] ?? ''}
      </textarea>
    </div>
  )
}

function Document({ page, sending }: Pick<EventPageProps, 'page' | 'sending'>) {
  const { words } = page
  return (
    <div class="question">
      <label for="document">
        {words.event.document} <span class="optional">{words.task.optionalField}</span>
      </label>
      <p class="hint" id="document-hint">
        {words.event.documentHint}
      </p>
      <input
        id="document"
        name="document"
        type="text"
        autocomplete="off"
        aria-describedby="document-hint"
        value={sending.typed['document']?.[0] ?? ''}
      />
    </div>
  )
}
