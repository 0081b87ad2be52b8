import type { Playbook } from '../machines/playbook.ts'
import type { AssignmentKind } from '../src/core/assignment/assignment.ts'
import { KINDS } from '../src/core/assignment/kinds.ts'
import { assignmentInput, dueFields, matterFields, targetFields } from './assignment-form.ts'
import { Fields } from './fields.tsx'
import { Layout } from './layout.tsx'
import type { Page } from './page.ts'
import { say } from './page.ts'
import { Notice, Summary, When } from './parts.tsx'
import type { Row } from './parts.tsx'
import { Refused } from './refused.tsx'
import { Resend } from './resend.tsx'
import type { Sending } from './task-form.tsx'
import { Totals } from './totals.tsx'
import { Select } from './unit-list.tsx'
import type { Option } from './unit-list.tsx'

export interface ChooseAssignmentProps {
  readonly page: Page
  /** Those that the viewer may give. */
  readonly kinds: readonly AssignmentKind[]
}

/** First step: what is to be done. */
export function ChooseAssignmentPage({ page, kinds }: ChooseAssignmentProps) {
  const { assignment } = page.words
  return (
    <Layout page={page} title={assignment.give}>
      <p class="crumb">
        <a href="/assignments">{assignment.list}</a> {assignment.step(1, 3)}
      </p>
      <h1>{assignment.choose}</h1>
      <ul class="events">
        {kinds.map((kind) => (
          <li class="plain">
            <a href={`/assignments/new?kind=${kind}`}>{assignment.kinds[kind].title}</a>
            <p class="hint">{assignment.kinds[kind].hint}</p>
          </li>
        ))}
      </ul>
    </Layout>
  )
}

export interface AssignmentFormProps {
  readonly page: Page
  readonly kind: AssignmentKind
  /** Code and name of every bureau in the viewer's charge. */
  readonly regions: readonly Option[]
  /** Those that run at schools, whose measures a finding may name. */
  readonly playbooks: readonly Playbook[]
  readonly sending: Sending
}

/** Second step: what exactly, for whom, until when. */
export function AssignmentFormPage({ page, kind, regions, playbooks, sending }: AssignmentFormProps) {
  const { assignment } = page.words
  const { refusal } = sending
  const inputOf = (field: string): string => assignmentInput(page, kind, field)
  const errors = (refusal?.errors ?? []).map(({ field, text }) => ({ field: inputOf(field), text }))
  const asked = { page, prefix: '', typed: sending.typed, errors }
  const chosen = (name: string): string => sending.typed[name]?.[0] ?? ''
  const { goesTo } = KINDS[kind]
  return (
    <Layout page={page} title={`${assignment.give} - ${assignment.kinds[kind].title}`}>
      <p class="crumb">
        {assignment.step(2, 3)} <a href="/assignments/new">{assignment.change}</a>
      </p>
      <h1>{assignment.kinds[kind].title}</h1>
      <p class="lead">{assignment.kinds[kind].hint}</p>
      {refusal === null ? null : (
        <Refused
          page={page}
          refusal={refusal}
          run={null}
          inputOf={inputOf}
          fields={[...matterFields(page, kind), ...targetFields(page, kind), ...dueFields(page)]}
        />
      )}
      <form method="post" action="/assignments/new">
        <input type="hidden" name="kind" value={kind} />
        <input type="hidden" name="step" value="preview" />
        {kind === 'help' && chosen('continues') !== '' ? <Continues page={page} id={chosen('continues')} /> : null}
        {kind === 'finding' ? <PlaybookChoice page={page} playbooks={playbooks} chosen={chosen('playbook')} /> : null}
        <Fields {...asked} fields={matterFields(page, kind)} />
        {goesTo === 'scope' ? (
          <div class={errors.some(({ field }) => field === 'region') ? 'question wrong' : 'question'}>
            <Select name="region" label={assignment.region} chosen={chosen('region')} options={regions} />
            <p class="hint">{assignment.regionHint}</p>
          </div>
        ) : null}
        {goesTo === 'scope' ? null : <Fields {...asked} fields={targetFields(page, kind)} />}
        <Fields {...asked} fields={dueFields(page)} />
        {goesTo === 'scope' ? (
          <details {...(NARROWING.some((name) => !['', 'any'].includes(chosen(name))) && { open: true })}>
            <summary>{assignment.narrow}</summary>
            <Fields {...asked} fields={targetFields(page, kind)} />
          </details>
        ) : null}
        <button type="submit">{assignment.toPreview}</button>
      </form>
    </Layout>
  )
}

/** Most documents go to a whole region, so the questions that narrow it are folded away until one is answered. */
const NARROWING = ['kinds', 'boarding', 'units', 'except']

/** The request from below that is passed up with this one. */
function Continues({ page, id }: { readonly page: Page; readonly id: string }) {
  const { assignment } = page.words
  return (
    <p>
      <input type="hidden" name="continues" value={id} />
      {assignment.continues} <a href={`/assignments/${encodeURIComponent(id)}`}>{assignment.task(Number(id))}</a>
    </p>
  )
}

interface PlaybookChoiceProps {
  readonly page: Page
  readonly playbooks: readonly Playbook[]
  readonly chosen: string
}

function PlaybookChoice({ page, playbooks, chosen }: PlaybookChoiceProps) {
  const options = playbooks.map(({ name, title }): Option => [name, say(page, title)])
  return (
    <div class="question">
      <Select name="playbook" label={page.words.shell.playbook} chosen={chosen} options={options} />
    </div>
  )
}

export interface AssignmentPreviewProps {
  readonly page: Page
  readonly kind: AssignmentKind
  /** What was typed, each with the name of its field. */
  readonly rows: readonly Row[]
  readonly preview: { readonly matched: number; readonly dueAt: string }
  readonly sending: Sending
}

/** Third step: how many units it goes to, and by when; then the one button. */
export function AssignmentPreviewPage({ page, kind, rows, preview, sending }: AssignmentPreviewProps) {
  const { assignment } = page.words
  return (
    <Layout page={page} title={assignment.preview}>
      <p class="crumb">{assignment.step(3, 3)}</p>
      <h1>{assignment.preview}</h1>
      <p class="lead">{assignment.kinds[kind].title}</p>
      <Summary rows={[...rows, { name: assignment.deadline, value: <When page={page} at={preview.dueAt} /> }]} />
      <Totals page={page} totals={[{ name: kind === 'help' ? assignment.toAbove : assignment.matched, value: preview.matched }]} />
      <Notice tone="plain">{assignment.effect}</Notice>
      <Resend sending={sending} action="/assignments/new" step="give">
        <button type="submit">{assignment.confirm(preview.matched)}</button>
      </Resend>
      <Resend sending={sending} action="/assignments/new" step="change">
        <button type="submit" class="secondary">
          {assignment.back}
        </button>
      </Resend>
    </Layout>
  )
}
