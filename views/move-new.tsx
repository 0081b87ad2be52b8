import type { Playbook } from '../machines/playbook.ts'
import type { RefusalCode } from '../src/core/refusal.ts'
import type { Missing } from '../machines/gate.ts'
import type { MoveTally } from '../src/core/versions/tally.ts'
import { allTasks } from '../src/core/checklist.ts'
import type { Versions } from './change-words.ts'
import { Grounds } from './event.tsx'
import { Layout } from './layout.tsx'
import { ScopeQuestions } from './order-new.tsx'
import { RefusedUnits } from './order-preview.tsx'
import { Resend } from './resend.tsx'
import type { Page } from './page.ts'
import { say } from './page.ts'
import { Notice, Summary } from './parts.tsx'
import { phaseTitle } from './phases.ts'
import { Refused } from './refused.tsx'
import type { Sending } from './task-form.tsx'
import { showInstant } from './time.ts'
import { Totals } from './totals.tsx'
import type { Option } from './unit-list.tsx'

export interface MoveFormProps {
  readonly page: Page
  readonly versions: Versions
  /** Code and name of every bureau in the viewer's charge, in order of path. */
  readonly regions: readonly Option[]
  readonly sending: Sending
}

/** First step: which responses, and why. */
export function MoveFormPage({ page, versions, regions, sending }: MoveFormProps) {
  const { words } = page
  const { from, to } = versions
  const title = words.versions.move(from.version, to.version)
  return (
    <Layout page={page} title={title}>
      <p class="crumb">
        <a href={`/playbooks/${to.name}/versions`}>{words.versions.title(say(page, to.title))}</a>
      </p>
      <h1>{title}</h1>
      <p>
        <a href={`/playbooks/${to.name}/changes?from=${from.version}&to=${to.version}`}>{words.versions.changes(from.version)}</a>
      </p>
      {sending.refusal === null ? null : <Refused page={page} refusal={sending.refusal} run={null} inputOf={inputOf} />}
      <form method="post" action={`/playbooks/${to.name}/moves/new`}>
        <input type="hidden" name="from" value={String(from.version)} />
        <input type="hidden" name="to" value={String(to.version)} />
        <input type="hidden" name="step" value="preview" />
        <h2>{words.versions.scope}</h2>
        <ScopeQuestions page={page} playbook={from} kinds={from.kinds} regions={regions} sending={sending} />
        <Grounds page={page} event={{ reason: 'required', facts: [] }} sending={sending} />
        <button type="submit">{words.versions.toPreview}</button>
      </form>
    </Layout>
  )
}

function inputOf(field: string): string {
  return field.startsWith('scope') ? 'region' : field
}

/** What the move would do now. */
export interface ShownMovePreview extends MoveTally {
  readonly matched: number
  readonly refusedTotal: number
  readonly refused: readonly {
    readonly unit: string
    readonly name: string
    readonly refusal: RefusalCode
    readonly missing: readonly Missing[]
  }[]
  readonly reversible: boolean
}

export interface MovePreviewProps {
  readonly page: Page
  readonly versions: Versions
  /** The scope in words. */
  readonly scope: string
  readonly preview: ShownMovePreview
  readonly sending: Sending
}

/** Second step: where everybody comes to stand, what goes on to count, what is asked anew, who is refused; then the button. */
export function MovePreviewPage({ page, versions, scope, preview, sending }: MovePreviewProps) {
  const { words } = page
  const { versions: own } = words
  const { from, to } = versions
  const typed = (name: string): string => sending.typed[name]?.[0] ?? ''
  const moving = preview.matched - preview.refusedTotal
  const action = `/playbooks/${to.name}/moves/new`
  return (
    <Layout page={page} title={own.preview}>
      <p class="crumb">{own.move(from.version, to.version)}</p>
      <h1>{own.preview}</h1>
      <Summary
        rows={[
          { name: own.scope, value: scope },
          { name: words.event.reason, value: typed('reason') },
          { name: words.event.document, value: typed('document') === '' ? words.unit.documentLater : typed('document') },
        ]}
      />
      <Totals
        page={page}
        totals={[
          { name: own.matched, value: preview.matched },
          { name: own.willMove, value: moving },
          { name: own.refused, value: preview.refusedTotal, alarming: true },
        ]}
      />
      {preview.matched === 0 ? <Notice tone="warn">{own.noneMatched}</Notice> : null}
      <RefusedUnits page={page} preview={preview} />
      {moving === 0 ? null : <Effects page={page} versions={versions} preview={preview} />}
      {moving === 0 ? null : (
        <>
          <Notice tone="warn">{preview.reversible ? own.reversible : own.irreversible}</Notice>
          <Resend sending={sending} step="plan" action={action}>
            <button type="submit">{own.confirm(moving)}</button>
          </Resend>
        </>
      )}
      <Resend sending={sending} step="scope" action={action}>
        <button type="submit" class="secondary">
          {own.back}
        </button>
      </Resend>
    </Layout>
  )
}

function Effects({ page, versions: { from, to }, preview }: Pick<MovePreviewProps, 'page' | 'versions' | 'preview'>) {
  const { versions: own } = page.words
  const stand = preview.phases.map(({ from: before, to: after, units }) => {
    const [was, is] = [phaseTitle(page, from, before), phaseTitle(page, to, after)]
    return was === is ? own.stays(is, units) : own.goes(was, is, units)
  })
  const asked = preview.asked.map(({ task, units, first, last }) => {
    const due = first === null ? '' : own.due(showInstant(page, first), last === null || last === first ? null : showInstant(page, last))
    return own.askedLine(taskName(page, to, task), units) + due
  })
  return (
    <>
      <Lines page={page} title={own.stand} lines={stand} />
      <Lines
        page={page}
        title={own.carried}
        lines={preview.carried.map(({ task, units }) => own.carriedLine(taskName(page, to, task), units))}
      />
      {preview.lost.length === 0 ? null : (
        <Lines
          page={page}
          title={own.lostSignatures}
          lines={preview.lost.map(({ task, units }) => own.carriedLine(taskName(page, from, task), units))}
        />
      )}
      <Lines page={page} title={own.asked} lines={asked} hint={own.askedLead} />
    </>
  )
}

interface LinesProps {
  readonly page: Page
  readonly title: string
  readonly lines: readonly string[]
  readonly hint?: string
}

function Lines({ page, title, lines, hint }: LinesProps) {
  return (
    <section>
      <h2>{title}</h2>
      {hint === undefined || lines.length === 0 ? null : <p class="hint">{hint}</p>}
      {lines.length === 0 ? <p>{page.words.versions.noneOf}</p> : null}
      <ul>
        {lines.map((line) => (
          <li>{line}</li>
        ))}
      </ul>
    </section>
  )
}

function taskName(page: Page, playbook: Playbook, id: string): string {
  const task = allTasks(playbook).find((one) => one.id === id)
  return task === undefined ? id : say(page, task.title)
}
