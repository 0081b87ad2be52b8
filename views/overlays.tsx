import { findPlaybook } from '../machines/registry.ts'
import type { Addition, OverlayTerms } from '../src/core/overlay/overlay.ts'
import { actorName } from './actor.ts'
import type { ShownActor } from './describe-entry.ts'
import { Layout } from './layout.tsx'
import { describeAddition, spanOf } from './overlay-words.ts'
import type { Page } from './page.ts'
import { say } from './page.ts'
import { Notice, Summary, When } from './parts.tsx'
import { Refused } from './refused.tsx'
import type { Sending } from './task-form.tsx'

export type OverlayState = 'spreading' | 'in_force' | 'expired' | 'withdrawing' | 'withdrawn'

/** A local addition (属地补充措施) as it stands. */
export interface ShownOverlay {
  readonly id: number
  readonly unit: { readonly code: string; readonly name: string }
  readonly terms: OverlayTerms
  readonly reason: string
  readonly document: string
  readonly issuedBy: ShownActor
  readonly publishedAt: string
  readonly state: OverlayState
  readonly withdrawnBy: number | null
}

export interface OverlaysPageProps {
  readonly page: Page
  readonly overlays: readonly ShownOverlay[]
  readonly mayPublish: boolean
}

/** What is asked here beyond the playbook, the newest first. */
export function OverlaysPage({ page, overlays, mayPublish }: OverlaysPageProps) {
  const { overlay } = page.words
  return (
    <Layout page={page} title={overlay.list}>
      <h1>{overlay.list}</h1>
      <p class="lead">{overlay.lead}</p>
      {mayPublish ? (
        <p>
          <a href="/overlays/new">{overlay.publish}</a>
        </p>
      ) : null}
      {overlays.length === 0 ? <p>{overlay.none}</p> : null}
      <ul class="events">
        {overlays.map((one) => (
          <li class="plain">
            <a href={`/overlays/${one.id}`}>{one.terms.title}</a> <StateOf page={page} state={one.state} />
            <p class="hint">
              {one.unit.name}
              {page.words.shell.comma}
              {playbookTitle(page, one.terms)}
              {page.words.shell.comma}
              {overlay.expires} {one.terms.expiresOn}
            </p>
          </li>
        ))}
      </ul>
    </Layout>
  )
}

function StateOf({ page, state }: { readonly page: Page; readonly state: OverlayState }) {
  const tone = state === 'in_force' ? 'done' : state === 'spreading' ? 'open' : 'not_applicable'
  return <strong class={`tag ${tone}`}>{page.words.overlay.states[state]}</strong>
}

export interface OverlayPageProps {
  readonly page: Page
  readonly overlay: ShownOverlay
  readonly mayWithdraw: boolean
  readonly sending: Sending
}

/** One local addition in full: who issued it and why, until when, what it asks, and its withdrawal. */
export function OverlayPage({ page, overlay: shown, mayWithdraw, sending }: OverlayPageProps) {
  const { words } = page
  const { overlay } = words
  const { terms } = shown
  return (
    <Layout page={page} title={`${overlay.list} - ${terms.title}`}>
      <p class="crumb">
        <a href="/overlays">{overlay.list}</a>
      </p>
      <h1>{terms.title}</h1>
      <p class="status">
        <StateOf page={page} state={shown.state} />
      </p>
      <Additions page={page} terms={terms} />
      <Summary
        rows={[
          { name: overlay.issuer, value: `${shown.unit.name} ${actorName(page, shown.issuedBy)}` },
          { name: words.shell.playbook, value: playbookTitle(page, terms) },
          { name: overlay.published, value: <When page={page} at={shown.publishedAt} /> },
          { name: overlay.forKinds, value: kindsOf(page, terms) },
          { name: overlay.review, value: terms.reviewOn },
          { name: overlay.expires, value: terms.expiresOn },
          { name: words.event.reason, value: shown.reason },
          { name: words.event.document, value: shown.document === '' ? words.unit.documentLater : shown.document },
          { name: words.unit.fullEntry, value: <a href={`/journal/${shown.id}`}>{words.journal.entry(shown.id)}</a> },
          shown.withdrawnBy === null
            ? null
            : {
                name: overlay.withdrawnBy,
                value: <a href={`/journal/${shown.withdrawnBy}`}>{words.journal.entry(shown.withdrawnBy)}</a>,
              },
        ]}
      />
      {mayWithdraw ? <Withdrawal page={page} id={shown.id} sending={sending} /> : null}
    </Layout>
  )
}

/** What the playbook that it adds to is called. */
export function playbookTitle(page: Page, { playbook }: Pick<OverlayTerms, 'playbook'>): string {
  const found = findPlaybook(playbook)
  return found === undefined ? playbook : say(page, found.title)
}

export function kindsOf(page: Page, { kinds }: Pick<OverlayTerms, 'kinds'>): string {
  return kinds === undefined ? page.words.shell.all : page.words.shell.list(kinds.map((kind) => page.words.kinds[kind]))
}

/** What it asks: each addition in a line, a step of its own with all that it says. */
export function Additions({ page, terms }: { readonly page: Page; readonly terms: OverlayTerms }) {
  return (
    <section aria-label={page.words.overlay.content}>
      <h2>{page.words.overlay.content}</h2>
      <ul>
        {terms.additions.map((addition) => (
          <li>
            {describeAddition(page, terms, addition)}
            {addition.kind === 'step' ? <Step page={page} step={addition.step} /> : null}
          </li>
        ))}
      </ul>
    </section>
  )
}

function Step({ page, step }: { readonly page: Page; readonly step: Extract<Addition, { kind: 'step' }>['step'] }) {
  const { words } = page
  const { timing } = step
  return (
    <>
      <p class="hint">{step.how}</p>
      <p class="hint">
        {words.overlay.signedBy(words.shell.list(step.signers.map((post) => words.posts[post])))}
        {words.shell.comma}
        {timing.kind === 'once' ? spanOf(page, timing.withinMinutes) : `${words.overlay.due} ${timing.due}`}
        {step.fields.length === 0 ? '' : `${words.shell.comma}${step.fields.map(({ label }) => label).join(words.shell.comma)}`}
      </p>
    </>
  )
}

function Withdrawal({ page, id, sending }: { readonly page: Page; readonly id: number; readonly sending: Sending }) {
  const { overlay } = page.words
  return (
    <details {...(sending.refusal !== null && { open: true })}>
      <summary>{overlay.withdraw}</summary>
      {sending.refusal === null ? null : <Refused page={page} refusal={sending.refusal} run={null} inputOf={(field) => field} />}
      <Notice tone="warn">{overlay.withdrawLead}</Notice>
      <form method="post" action={`/overlays/${id}/withdrawal`}>
        <input type="hidden" name="key" value={sending.key} />
        <div class="question">
          <label for="reason">{overlay.withdrawReason}</label>
          <textarea id="reason" name="reason" rows={3}>
            {sending.typed['reason']?.[0] ?? ''}
          </textarea>
        </div>
        <button type="submit" class="urgent">
          {overlay.withdraw}
        </button>
      </form>
    </details>
  )
}
