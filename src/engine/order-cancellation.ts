import { cancelOrder, lockOrder } from '../../db/order-progress.ts'
import { findOrder } from '../../db/orders.ts'
import type { CancelOrder } from '../core/command.ts'
import { decideCancellation } from '../core/decide/cancellation.ts'
import type { Refusal } from '../core/refusal.ts'
import { isRefusal, refuse } from '../core/refusal.ts'
import { answeredOnce } from './answered-once.ts'
import type { Work } from './batcher.ts'
import type { CancelledOrder } from './engine.ts'

/**
 * Takes an order back before it has begun. The order is locked as a chunk locks it: whichever of the two comes first, the
 * other finds what it left.
 */
export function cancellationWork(command: CancelOrder, key: string): Work<CancelledOrder | Refusal> {
  const { actor, ...asked } = command
  return async (trx, open) => {
    const seen = await findOrder(trx, actor, command.order)
    const row = seen === null ? null : await lockOrder(trx, command.order)
    if (seen === null || row === null) return refuse('unknown_order')
    const work: Work<CancelledOrder | Refusal> = async () => {
      const ledger = await open()
      const draft = decideCancellation(command, { ...row, begun: row.cursor !== '', issuedAt: seen.unit.path }, ledger.now)
      if (isRefusal(draft)) return draft
      const seq = ledger.append([draft], null)
      await cancelOrder(trx, row.id, ledger.now)
      return { id: row.id, status: 'cancelled', seq }
    }
    // Looked up under the lock: of two that come at once with one key, the second finds the answer of the first.
    return answeredOnce(actor, key, { ...asked, cancels: true }, work)(trx, open)
  }
}
