import type { EntryBody, OrderCancelled, OrderIssued, OrderSettled } from '../core/entry.ts'
import type { State } from './replay.ts'

/** The row of an order, from what began it and what ended it. */
export function takeOrder(state: State, body: OrderIssued | OrderSettled | OrderCancelled): void {
  const none = { changed: 0, unchanged: 0, refused: 0 }
  const key = String(body.order)
  switch (body.type) {
    case 'order.issued':
      state.orders.set(key, { status: 'running', ...none })
      return
    case 'order.settled':
      state.orders.set(key, { status: 'settled', changed: body.changed, unchanged: body.unchanged, refused: body.refused })
      return
    case 'order.cancelled':
      state.orders.set(key, { status: 'cancelled', ...none })
      return
    default:
      body satisfies never
  }
}

/** What became of one unit of an order, by the entry that says so. */
export function outcomeOf(body: EntryBody, seq: number): Readonly<Record<string, unknown>> {
  if (body.type !== 'command.refused') return { result: 'changed', refusal: null, seq }
  return body.refusal === 'already_in_phase'
    ? { result: 'unchanged', refusal: null, seq }
    : { result: 'refused', refusal: body.refusal, seq }
}
