import type { FullOrder } from './order.tsx'
import type { Page } from './page.ts'
import { Refused } from './refused.tsx'
import type { Sending } from './task-form.tsx'

export interface CancellationProps {
  readonly page: Page
  readonly order: Pick<FullOrder, 'id'>
  readonly sending: Sending
}

const REASON = 'cancel-reason'

/** The way to take an order back while no school has been moved by it. What is being typed there outlives the news of the page. */
export function Cancellation({ page, order, sending }: CancellationProps) {
  const { words } = page
  const refused = sending.refusal !== null
  return (
    <details id="cancellation" hx-morph-skip="" {...(refused && { open: true })}>
      <summary>{words.order.cancel}</summary>
      <form method="post" action={`/orders/${order.id}/cancellation`}>
        <input type="hidden" name="key" value={sending.key} />
        <div class={refused ? 'question wrong' : 'question'}>
          <label for={REASON}>{words.order.cancelReason}</label>
          <p class="hint" id={`${REASON}-hint`}>
            {words.order.cancelLead}
          </p>
          <input
            id={REASON}
            name="reason"
            type="text"
            autocomplete="off"
            aria-describedby={`${REASON}-hint`}
            value={sending.typed['reason']?.[0] ?? ''}
            {...(refused && { 'aria-invalid': 'true' as const })}
          />
        </div>
        <button class="secondary" type="submit">
          {words.order.cancel}
        </button>
      </form>
    </details>
  )
}

/** Why it was not cancelled; stands above everything that the page fetches again. */
export function NotCancelled({ page, sending }: Omit<CancellationProps, 'order'>) {
  return sending.refusal === null ? null : <Refused page={page} refusal={sending.refusal} run={null} inputOf={() => REASON} />
}
