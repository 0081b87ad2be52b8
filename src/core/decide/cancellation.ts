import type { Instant } from '../../../machines/vocabulary.ts'
import { mayCancel } from '../authority.ts'
import type { CancelOrder } from '../command.ts'
import type { EntryDraft, OrderCancelled } from '../entry.ts'
import { plainText } from '../plain-text.ts'
import type { Refusal } from '../refusal.ts'
import { refuse } from '../refusal.ts'

/** An order as far as its cancellation depends on it. */
export interface PendingOrder {
  readonly id: number
  readonly playbook: string
  readonly mode: string
  readonly status: string
  /** Whether units have been decided. */
  readonly begun: boolean
  /** Path of the unit that issued it. */
  readonly issuedAt: string
}

/**
 * Decides a cancellation (取消指令): by the command that issued the order or one above it, with a reason, as long as no
 * unit has been decided. What schools have begun to do is changed by another order, never by taking this one back.
 */
export function decideCancellation(
  { actor, reason: raw }: CancelOrder,
  order: PendingOrder,
  now: Instant,
): EntryDraft<OrderCancelled> | Refusal {
  if (!mayCancel(actor, order.issuedAt)) return refuse('not_your_role')
  const reason = plainText(raw)
  if (reason === null) {
    return refuse('facts_invalid', {
      errors: [{ field: 'reason', text: { zh: '含有无法保存的字符，请重新输入', en: 'holds characters that cannot be stored' } }],
    })
  }
  if (reason === '') return refuse('reason_required')
  if (order.status === 'cancelled') return refuse('already_cancelled')
  if (order.status !== 'running' || order.begun) return refuse('order_under_way')
  return {
    at: now,
    unit: null,
    playbook: order.playbook,
    mode: order.mode,
    actor: actor.person,
    post: actor.posts[0] ?? null,
    standsInFor: null,
    body: { type: 'order.cancelled', v: 1, order: order.id },
    texts: { reason },
  }
}
