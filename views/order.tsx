import type { Evidence } from '../machines/form.ts'
import type { Text } from '../machines/vocabulary.ts'
import { REFUSAL_WORDS } from '../src/core/refusal-words.ts'
import type { RefusalCode } from '../src/core/refusal.ts'
import { actorName } from './actor.ts'
import { eventName, eventOf } from './describe-entry.ts'
import type { ShownActor } from './describe-entry.ts'
import { EvidenceList } from './evidence.tsx'
import { Layout } from './layout.tsx'
import { Live } from './live.tsx'
import { NotActed, OrderList, orderState } from './not-acted.tsx'
import type { Idle, ShownOrder } from './not-acted.tsx'
import type { Page } from './page.ts'
import { say } from './page.ts'
import { Cancellation, NotCancelled } from './order-cancellation.tsx'
import { MoreLink, Summary, When } from './parts.tsx'
import type { Row } from './parts.tsx'
import type { Sending } from './task-form.tsx'
import { Totals } from './totals.tsx'
import { Select, withCursor } from './unit-list.tsx'
import type { Option } from './unit-list.tsx'

/** One order in full. */
export interface FullOrder extends ShownOrder {
  readonly facts: Evidence
  readonly reason: string
  readonly document: string
  readonly issuedBy: ShownActor
  readonly settledAt: string | null
  readonly cancellation: ShownCancellation | null
}

/** Who took it back, when and why. */
export interface ShownCancellation {
  readonly seq: number
  readonly by: ShownActor
  readonly at: string
  readonly reason: string | null
}

export interface Outcome {
  readonly unit: { readonly code: string; readonly name: string }
  readonly result: string
  readonly refusal: string | null
  readonly missing: readonly Text[]
  readonly seq: number
}

export interface OrderPageProps {
  readonly page: Page
  /** Seq of the last entry before the page was made. */
  readonly asOf: number
  readonly order: FullOrder
  /** The scope in words. */
  readonly scope: string
  /** Region whose news this page listens to. */
  readonly region: string
  readonly idle: Idle | null
  readonly result: string
  readonly outcomes: readonly Outcome[]
  readonly next: string | null
  /** Whether the viewer may still take it back. */
  readonly mayCancel: boolean
  readonly cancelling: Sending
}

/** An order: what and why, how far it has come, who has not acted, and the result at every school. */
export function OrderPage(props: OrderPageProps) {
  const { page, asOf, order, scope, region, mayCancel, cancelling } = props
  const { words } = page
  const title = `${words.order.of(order.id)} ${eventName(page, order.playbook, order.event)}`
  // Without scripts a page that reloads by itself would take from under their hands what people type, or are to read.
  const refreshes = order.settledAt === null && !mayCancel && cancelling.refusal === null
  return (
    <Layout page={page} title={title} wide={true} {...(refreshes && { refreshS: 3 })}>
      <p class="crumb">
        <a href="/orders">{words.order.list}</a>
      </p>
      <h1>{title}</h1>
      <NotCancelled page={page} sending={cancelling} />
      <Live stream={`region=${region}`} address={page.here} asOf={asOf} part="order">
        <p class="status">
          <strong class={`tag ${order.status}`}>{orderState(page, order.status)}</strong>
        </p>
        {order.cancellation === null ? <Figures {...props} /> : <p>{words.order.cancelledLead}</p>}
        <About page={page} order={order} scope={scope} />
        {mayCancel ? <Cancellation page={page} order={order} sending={cancelling} /> : null}
        {order.cancellation === null ? <Outcomes {...props} /> : null}
      </Live>
    </Layout>
  )
}

function Figures({ page, order: { counts }, idle }: Pick<OrderPageProps, 'page' | 'order' | 'idle'>) {
  const { words } = page
  return (
    <>
      <Totals
        page={page}
        totals={[
          { name: words.order.matched, value: counts.matched },
          { name: words.results.changed, value: counts.changed },
          { name: words.results.unchanged, value: counts.unchanged },
          { name: words.results.refused, value: counts.refused, alarming: true },
        ]}
      />
      <NotActed page={page} idle={idle} />
    </>
  )
}

function About({ page, order, scope }: Pick<OrderPageProps, 'page' | 'order' | 'scope'>) {
  const { words } = page
  const event = eventOf(order.playbook, order.event)
  return (
    <>
      <Summary
        rows={[
          { name: words.order.scope, value: scope },
          {
            name: words.order.issuedBy,
            value: (
              <>
                {order.unit.name} {actorName(page, order.issuedBy)} <When page={page} at={order.issuedAt} />
              </>
            ),
          },
          { name: words.event.document, value: order.document === '' ? words.unit.documentLater : order.document },
          order.reason === '' ? null : { name: words.event.reason, value: order.reason },
          ...endOf(page, order),
          { name: words.unit.fullEntry, value: <a href={`/journal/${order.id}`}>{words.journal.entry(order.id)}</a> },
        ]}
      />
      <EvidenceList page={page} fields={event?.facts ?? []} evidence={order.facts} texts={{}} prefix="" />
    </>
  )
}

/** When it was settled; or who cancelled it, when and why. */
function endOf(page: Page, { settledAt, cancellation }: FullOrder): readonly Row[] {
  const { words } = page
  if (settledAt === null) return []
  if (cancellation === null) return [{ name: words.order.settled, value: <When page={page} at={settledAt} /> }]
  const { seq, by, at, reason } = cancellation
  const who = (
    <>
      {actorName(page, by)} <When page={page} at={at} /> <a href={`/journal/${seq}`}>{words.journal.entry(seq)}</a>
    </>
  )
  return [
    { name: words.order.cancelledBy, value: who },
    { name: words.order.cancelReason, value: reason ?? words.shell.erased },
  ]
}

function Outcomes({ page, order, result, outcomes, next }: Pick<OrderPageProps, 'page' | 'order' | 'result' | 'outcomes' | 'next'>) {
  const { words } = page
  const options: readonly Option[] = [
    ['', words.order.anyResult],
    ['changed', words.results.changed],
    ['unchanged', words.results.unchanged],
    ['refused', words.results.refused],
  ]
  return (
    <section aria-labelledby="outcomes">
      <h2 id="outcomes">{words.order.outcomes}</h2>
      <form class="filter" method="get" action={`/orders/${order.id}`}>
        <Select name="result" label={words.order.result} chosen={result} options={options} />
        <button type="submit">{words.board.apply}</button>
      </form>
      {outcomes.length === 0 ? <p>{words.order.noOutcomes}</p> : null}
      <ul class="entries columns">
        {outcomes.map((outcome) => (
          <li>
            <a href={`/units/${outcome.unit.code}`}>{outcome.unit.name}</a>{' '}
            <strong class={`tag ${outcome.result}`}>{resultName(page, outcome.result)}</strong>
            {outcome.refusal === null ? null : <p class="hint">{refusalName(page, outcome.refusal)}</p>}
            {outcome.missing.map((text) => (
              <p class="hint">{say(page, text)}</p>
            ))}
          </li>
        ))}
      </ul>
      {next === null ? null : <MoreLink href={withCursor(page.here, next)}>{words.shell.more}</MoreLink>}
    </section>
  )
}

function resultName(page: Page, result: string): string {
  const results: Readonly<Record<string, string>> = page.words.results
  return results[result] ?? result
}

function refusalName(page: Page, refusal: string): string {
  // Outcomes record only refusals of the closed list.
  return Object.hasOwn(REFUSAL_WORDS, refusal) ? say(page, REFUSAL_WORDS[refusal as RefusalCode].title) : refusal
}

export interface OrdersPageProps {
  readonly page: Page
  readonly orders: readonly ShownOrder[]
}

export function OrdersPage({ page, orders }: OrdersPageProps) {
  const { words, viewer } = page
  return (
    <Layout page={page} title={words.order.list}>
      <h1>{words.order.list}</h1>
      {viewer?.role === 'commander' ? (
        <p>
          <a class="button" href="/orders/new">
            {words.shell.newOrder}
          </a>
        </p>
      ) : null}
      {orders.length === 0 ? <p>{words.order.listEmpty}</p> : <OrderList page={page} orders={orders} />}
    </Layout>
  )
}
