import type { Playbook } from '../machines/playbook.ts'
import type { Task } from '../machines/task.ts'
import { allTasks } from '../src/core/checklist.ts'
import { hasSpan } from '../src/core/overlay/wrong-terms.ts'
import type { Addition, OverlayTerms } from '../src/core/overlay/overlay.ts'
import { Fields } from './fields.tsx'
import { Layout } from './layout.tsx'
import { groundsAsked } from './event.tsx'
import { ADDITION_KINDS, additionFields, commonFields, overlayInput, titleField } from './overlay-form.ts'
import type { AdditionKind } from './overlay-form.ts'
import { Additions, kindsOf, playbookTitle } from './overlays.tsx'
import type { Page } from './page.ts'
import { say } from './page.ts'
import { Notice, Summary } from './parts.tsx'
import { everyPhase } from './phases.ts'
import { Refused } from './refused.tsx'
import { Resend } from './resend.tsx'
import type { Sending } from './task-form.tsx'
import { Totals } from './totals.tsx'
import { Select } from './unit-list.tsx'
import type { Option } from './unit-list.tsx'

export interface ChooseAdditionPageProps {
  readonly page: Page
  /** Those that run at schools. */
  readonly playbooks: readonly Playbook[]
}

/** First step: what kind of addition, and to which playbook. */
export function ChooseAdditionPage({ page, playbooks }: ChooseAdditionPageProps) {
  const { overlay, order } = page.words
  return (
    <Layout page={page} title={overlay.publish}>
      <p class="crumb">
        <a href="/overlays">{overlay.list}</a> {order.step(1, 3)}
      </p>
      <h1>{overlay.chooseKind}</h1>
      {playbooks.map((playbook) => (
        <section>
          <h2>{overlay.addsTo(say(page, playbook.title))}</h2>
          <ul class="events">
            {ADDITION_KINDS.map((kind) => (
              <li class="plain">
                <a href={`/overlays/new?playbook=${playbook.name}&kind=${kind}`}>{overlay.kinds[kind].title}</a>
                <p class="hint">{overlay.kinds[kind].hint}</p>
              </li>
            ))}
          </ul>
        </section>
      ))}
    </Layout>
  )
}

export interface AdditionPageProps {
  readonly page: Page
  readonly playbook: Playbook
  readonly kind: AdditionKind
  readonly sending: Sending
}

/** Second step: what exactly, for which schools, until when, and why. */
export function AdditionPage({ page, playbook, kind, sending }: AdditionPageProps) {
  const { words } = page
  const { overlay } = words
  const refusal = sending.refusal
  const errors = (refusal?.errors ?? []).map(({ field, text }) => ({ field: overlayInput(field), text }))
  const asked = { page, prefix: '', typed: sending.typed, errors }
  return (
    <Layout page={page} title={`${overlay.publish} - ${overlay.kinds[kind].title}`}>
      <p class="crumb">
        {words.order.step(2, 3)} <a href="/overlays/new">{overlay.change}</a>
      </p>
      <h1>{overlay.kinds[kind].title}</h1>
      <p class="lead">{overlay.kinds[kind].hint}</p>
      <p class="hint">{overlay.addsTo(say(page, playbook.title))}</p>
      {refusal === null ? null : (
        <Refused
          page={page}
          refusal={refusal}
          run={null}
          inputOf={overlayInput}
          fields={[...additionFields(page, kind), titleField(page), ...commonFields(page, playbook), ...groundsAsked(page)]}
        />
      )}
      <form method="post" action="/overlays/new">
        <input type="hidden" name="playbook" value={playbook.name} />
        <input type="hidden" name="kind" value={kind} />
        <input type="hidden" name="step" value="preview" />
        <Fields {...asked} fields={[titleField(page)]} />
        <div class="question">
          <Place page={page} playbook={playbook} kind={kind} sending={sending} />
        </div>
        <Fields {...asked} fields={additionFields(page, kind)} />
        <Fields {...asked} fields={commonFields(page, playbook)} />
        <Grounds page={page} sending={sending} />
        <button type="submit">{overlay.toPreview}</button>
      </form>
    </Layout>
  )
}

/** The phase of a new step, or the step that is meant. */
function Place({ page, playbook, kind, sending }: AdditionPageProps) {
  const { overlay } = page.words
  const chosen = (name: string): string => sending.typed[name]?.[0] ?? ''
  if (kind === 'step') {
    const phases = everyPhase(page, playbook).map(({ phase, title }): Option => [`control.${phase}`, title])
    return <Select name="node" label={overlay.phase} chosen={chosen('node')} options={[['', overlay.always], ...phases]} />
  }
  const tasks = allTasks(playbook)
    .filter((task) => fits(task, kind))
    .map((task): Option => [task.id, `${task.id} ${say(page, task.title)}`])
  return <Select name="task" label={overlay.task} chosen={chosen('task')} options={tasks} />
}

function fits(task: Task, kind: AdditionKind): boolean {
  if (kind === 'require') return !task.mandatory
  return kind !== 'tighten' || hasSpan(task)
}

function Grounds({ page, sending }: { readonly page: Page; readonly sending: Sending }) {
  const { words } = page
  const typed = (name: string): string => sending.typed[name]?.[0] ?? ''
  return (
    <>
      <div class={sending.refusal?.refusal === 'reason_required' ? 'question wrong' : 'question'}>
        <label for="reason">{words.event.reason}</label>
        <textarea id="reason" name="reason" rows={3}>
          {typed('reason')}
        </textarea>
      </div>
      <div class="question">
        <label for="document">
          {words.event.document} <span class="optional">{words.task.optionalField}</span>
        </label>
        <p class="hint" id="document-hint">
          {words.event.documentHint}
        </p>
        <input id="document" name="document" type="text" autocomplete="off" aria-describedby="document-hint" value={typed('document')} />
      </div>
    </>
  )
}

export interface OverlayPreviewPageProps {
  readonly page: Page
  readonly terms: OverlayTerms
  readonly reason: string
  readonly document: string
  readonly preview: { readonly matched: number; readonly additions: readonly { readonly addition: Addition; readonly now: number }[] }
  readonly sending: Sending
}

/** Third step: whom it concerns; then the one button. */
export function OverlayPreviewPage({ page, terms, reason, document, preview, sending }: OverlayPreviewPageProps) {
  const { words } = page
  const { overlay } = words
  return (
    <Layout page={page} title={overlay.preview}>
      <p class="crumb">{words.order.step(3, 3)}</p>
      <h1>{overlay.preview}</h1>
      <Additions page={page} terms={terms} />
      <Summary
        rows={[
          { name: overlay.title, value: terms.title },
          { name: words.shell.playbook, value: playbookTitle(page, terms) },
          { name: overlay.forKinds, value: kindsOf(page, terms) },
          { name: overlay.review, value: terms.reviewOn },
          { name: overlay.expires, value: terms.expiresOn },
          { name: words.event.reason, value: reason },
          { name: words.event.document, value: document === '' ? words.unit.documentLater : document },
        ]}
      />
      <Totals
        page={page}
        totals={[
          { name: overlay.matched, value: preview.matched },
          { name: overlay.now, value: Math.max(0, ...preview.additions.map(({ now }) => now)) },
        ]}
      />
      <Notice tone="plain">{overlay.effect}</Notice>
      <Resend sending={sending} action="/overlays/new" step="publish">
        <button type="submit">{overlay.confirm(preview.matched)}</button>
      </Resend>
      <Resend sending={sending} action="/overlays/new" step="change">
        <button type="submit" class="secondary">
          {overlay.back}
        </button>
      </Resend>
    </Layout>
  )
}
