import type { Field } from '../machines/form.ts'
import type { EventDefinition } from '../machines/playbook.ts'
import type { Case } from '../src/core/response.ts'
import type { Unit } from '../src/core/unit.ts'
import { eventHref, unitHref } from './addresses.ts'
import type { Run } from './addresses.ts'
import { Fields } from './fields.tsx'
import { Layout } from './layout.tsx'
import type { Page } from './page.ts'
import { say } from './page.ts'
import { Notice } from './parts.tsx'
import type { Asked } from './refused.tsx'
import { Refused } from './refused.tsx'
import type { Sending } from './task-form.tsx'
import { showInstant } from './time.ts'

export interface EventPageProps {
  readonly page: Page
  readonly unit: Unit
  readonly run: Run
  readonly event: EventDefinition
  /** Cases that are neither ruled out nor confirmed. */
  readonly openCases: readonly Case[]
  readonly sending: Sending
}

/** Prefix of the inputs for an event's facts. */
export const FACT = 'f-'

/** One event: what will happen, the facts asked for, the reason and the document. */
export function EventPage({ page, unit, run, event, openCases, sending }: EventPageProps) {
  const { words } = page
  const fields = event.facts.flatMap((field) => (field.name === 'case' ? caseChoice(page, field, openCases) : field))
  return (
    <Layout page={page} title={`${say(page, event.title)} - ${unit.name}`}>
      <p class="crumb">
        <a href={unitHref(run)}>{unit.name}</a>
      </p>
      <h1>{say(page, event.title)}</h1>
      {sending.refusal === null ? null : (
        <Refused
          page={page}
          refusal={sending.refusal}
          run={run}
          inputOf={(field) => factInput(event, field)}
          fields={[...event.facts, ...groundsAsked(page)]}
        />
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
        action={eventHref(run, event.type)}
        data-keep={`${unit.code} ${event.type}`}
        data-saved={words.offline.saved}
        data-retry={words.offline.retry}
        data-restored={words.offline.restored}
      >
        <input type="hidden" name="key" value={sending.key} />
        <Fields page={page} fields={fields} prefix={FACT} typed={sending.typed} errors={sending.refusal?.errors ?? []} />
        <Grounds page={page} event={event} sending={sending} />
        <button type="submit" class={event.tone === 'urgent' ? 'urgent' : ''}>
          {words.event.submit(say(page, event.title))}
        </button>
      </form>
    </Layout>
  )
}

/** Nobody types the number of a case: with several open one is chosen, with one there is nothing to choose. */
function caseChoice(page: Page, { name, label }: Field, openCases: readonly Case[]): readonly Field[] {
  if (openCases.length < 2) return []
  const choices = openCases.map(({ seq, at }) => {
    const words = page.words.unit.caseLine(seq, showInstant(page, at))
    return { value: String(seq), label: { zh: words, en: words } }
  })
  return [{ type: 'choice', name, label, choices, required: true }]
}

/** Reason and document, as the form asks for them. */
export function groundsAsked({ words }: Page): readonly Asked[] {
  const { reason, document } = words.event
  return [
    { name: 'reason', label: { zh: reason, en: reason } },
    { name: 'document', label: { zh: document, en: document } },
  ]
}

/** The input of a fact; reason and document have none of the prefix. */
export function factInput(event: EventDefinition, field: string): string {
  return event.facts.some(({ name }) => name === field) ? FACT + field : field
}

/**
 * Why, and by which document, unless the facts ask that already: a note says why, and a finding or an approval has a
 * number of its own. A school that acts for itself has no document.
 */
export function Grounds({
  page,
  event,
  sending,
}: {
  readonly page: Page
  readonly event: Pick<EventDefinition, 'reason' | 'facts'>
  readonly sending: Sending
}) {
  const needed = sending.refusal?.refusal === 'reason_required'
  const atSchool = page.viewer?.role === 'principal' || page.viewer?.role === 'staff'
  const asks = (...names: readonly string[]): boolean => event.facts.some(({ name }) => names.includes(name))
  return (
    <>
      {event.reason === 'optional' && asks('note') ? null : <Reason page={page} event={event} sending={sending} needed={needed} />}
      {atSchool || asks('reference', 'approvalNumber') ? null : <Document page={page} sending={sending} />}
    </>
  )
}

function Reason({
  page,
  event,
  sending,
  needed,
}: Pick<EventPageProps, 'page' | 'sending'> & { readonly event: Pick<EventDefinition, 'reason'>; readonly needed: boolean }) {
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
