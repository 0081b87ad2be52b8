import type { Missing } from '../machines/gate.ts'
import type { EventDefinition } from '../machines/playbook.ts'
import { REFUSAL_WORDS } from '../src/core/refusal-words.ts'
import type { RefusalCode } from '../src/core/refusal.ts'
import { EvidenceList } from './evidence.tsx'
import { Layout } from './layout.tsx'
import type { Page } from './page.ts'
import { say } from './page.ts'
import { MissingList, Notice, Summary } from './parts.tsx'
import { Resend } from './resend.tsx'
import type { Sending } from './task-form.tsx'
import { Totals } from './totals.tsx'

/** What an order would do now. */
export interface Preview {
  readonly matched: number
  readonly accepted: number
  readonly unchanged: number
  readonly refusedTotal: number
  readonly refused: readonly {
    readonly unit: string
    readonly name: string
    readonly refusal: RefusalCode
    readonly missing: readonly Missing[]
  }[]
}

export interface PreviewPageProps {
  readonly page: Page
  readonly event: EventDefinition
  /** The scope in words. */
  readonly scope: string
  readonly facts: Readonly<Record<string, string | readonly string[]>>
  readonly preview: Preview
  readonly sending: Sending
}

/** Third step: who changes, who is refused and why; then the one button that cannot be taken back. */
export function PreviewPage({ page, event, scope, facts, preview, sending }: PreviewPageProps) {
  const { words } = page
  const { order } = words
  const typed = (name: string): string => sending.typed[name]?.[0] ?? ''
  return (
    <Layout page={page} title={`${order.preview} - ${say(page, event.title)}`}>
      <p class="crumb">{order.step(3, 3)}</p>
      <h1>{order.preview}</h1>
      <Summary
        rows={[
          { name: order.title, value: say(page, event.title) },
          { name: words.event.consequence, value: say(page, event.consequence) },
          { name: order.scope, value: scope },
          { name: words.event.reason, value: typed('reason') === '' ? words.shell.none : typed('reason') },
          { name: words.event.document, value: typed('document') === '' ? words.unit.documentLater : typed('document') },
        ]}
      />
      <EvidenceList page={page} fields={event.facts} evidence={facts} texts={{}} prefix="" />
      <Totals
        page={page}
        totals={[
          { name: order.matched, value: preview.matched },
          { name: order.accepted, value: preview.accepted },
          { name: order.unchanged, value: preview.unchanged },
          { name: order.refused, value: preview.refusedTotal, alarming: true },
        ]}
      />
      <RefusedUnits page={page} preview={preview} />
      {preview.matched === 0 ? <Notice tone="warn">{order.noneMatched}</Notice> : null}
      {preview.matched > 0 && preview.accepted === 0 ? <Notice tone="warn">{order.noneAccepted}</Notice> : null}
      {preview.matched === 0 ? null : (
        <Resend sending={sending} action="/orders/new" step="issue">
          <p class="accountable">{order.confirmLead}</p>
          <button type="submit" class={event.tone === 'urgent' ? 'urgent' : ''}>
            {order.confirm(preview.accepted)}
          </button>
        </Resend>
      )}
      <Resend sending={sending} action="/orders/new" step="scope">
        <button type="submit" class="secondary">
          {order.changeScope}
        </button>
      </Resend>
    </Layout>
  )
}

/** Who would be refused, by reason. */
export function RefusedUnits({ page, preview }: { readonly page: Page; readonly preview: Pick<Preview, 'refused' | 'refusedTotal'> }) {
  const { order } = page.words
  if (preview.refusedTotal === 0) return null
  const groups = [...Map.groupBy(preview.refused, ({ refusal }) => refusal)]
  return (
    <section aria-label={order.refused}>
      <p>{order.refusedLead}</p>
      {groups.map(([refusal, units]) => (
        <details {...(units.length <= 10 && { open: true })}>
          <summary>{`${say(page, REFUSAL_WORDS[refusal].title)} (${units.length})`}</summary>
          <ul>
            {units.map(({ unit, name, missing }) => (
              <li>
                <a href={`/units/${unit}`}>{name}</a>
                {missing.length === 0 ? null : <MissingList page={page} run={null} missing={missing} />}
              </li>
            ))}
          </ul>
        </details>
      ))}
      {preview.refusedTotal > preview.refused.length ? <p>{order.refusedMore(preview.refusedTotal)}</p> : null}
    </section>
  )
}
