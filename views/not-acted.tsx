import { eventName } from './describe-entry.ts'
import type { Page } from './page.ts'
import { MoreLink, When } from './parts.tsx'
import { showSpan } from './time.ts'

/** An order as lists show it. */
export interface ShownOrder {
  readonly id: number
  readonly playbook: string
  readonly event: string
  readonly issuedAt: string
  readonly status: string
  readonly unit: { readonly code: string; readonly name: string }
  readonly counts: {
    readonly matched: number
    readonly changed: number
    readonly unchanged: number
    readonly refused: number
    readonly pending: number
  }
}

/** The schools that the latest order moved and that have signed nothing since. */
export interface Idle {
  readonly order: number
  readonly total: number
  readonly items: readonly { readonly code: string; readonly name: string; readonly parentName: string | null; readonly minutes: number }[]
}

/** The latest orders with how far each has come. */
export function RecentOrders({ page, orders }: { readonly page: Page; readonly orders: readonly ShownOrder[] }) {
  const { words } = page
  if (orders.length === 0) return null
  return (
    <section aria-labelledby="orders">
      <h2 id="orders">{words.board.orders}</h2>
      <OrderList page={page} orders={orders} />
      <MoreLink href="/orders">{words.shell.all}</MoreLink>
    </section>
  )
}

export function OrderList({ page, orders }: { readonly page: Page; readonly orders: readonly ShownOrder[] }) {
  const { words } = page
  return (
    <ul class="entries">
      {orders.map(({ id, playbook, event, issuedAt, status, unit, counts }) => (
        <li>
          <a href={`/orders/${id}`}>{`${words.order.of(id)} ${eventName(page, playbook, event)}`}</a>{' '}
          <strong class={`tag ${status}`}>{orderState(page, status)}</strong>
          <p class="hint">
            <When page={page} at={issuedAt} /> {unit.name}{' '}
            {status === 'cancelled' ? '' : words.order.progress(counts.matched - counts.pending, counts.matched)}
          </p>
        </li>
      ))}
    </ul>
  )
}

export function orderState(page: Page, status: string): string {
  const states: Readonly<Record<string, string>> = page.words.orderStates
  return states[status] ?? status
}

/** Who has not acted, longest first to call. */
export function NotActed({ page, idle }: { readonly page: Page; readonly idle: Idle | null }) {
  const { words } = page
  if (idle === null) return null
  if (idle.total === 0) return <p>{words.board.allActed}</p>
  return (
    <details {...(idle.total <= 20 && { open: true })}>
      <summary>{`${words.board.notActed} ${idle.total}`}</summary>
      <p>{words.board.notActedLead(idle.total)}</p>
      <ul class="entries">
        {idle.items.map(({ code, name, parentName, minutes }) => (
          <li>
            <a href={`/units/${code}`}>{name}</a>
            <p class="hint">
              {parentName} {words.time.for(showSpan(page, minutes * 60_000))}
            </p>
          </li>
        ))}
      </ul>
    </details>
  )
}
