import type { ChecklistItem } from '../src/core/checklist.ts'
import { returnHref } from './addresses.ts'
import type { Run } from './addresses.ts'
import type { Page } from './page.ts'
import { Refused } from './refused.tsx'
import type { Withdrawing } from './signatures.tsx'

export interface SendBackProps {
  readonly page: Page
  readonly run: Run
  readonly item: ChecklistItem
  readonly withdrawing: Withdrawing
}

/** For the second signer: not to confirm what the first has stated, but to have it done again (退回整改). */
export function SendBack({ page, run, item, withdrawing }: SendBackProps) {
  const { assignment } = page.words
  const first = item.mark?.signatures[0]
  if (first === undefined) return null
  const refusal = withdrawing.seq === first.seq ? withdrawing.refusal : null
  return (
    <details {...(refusal !== null && { open: true })}>
      <summary>{assignment.sendBack}</summary>
      {refusal === null ? null : <Refused page={page} refusal={refusal} run={run} inputOf={() => 'send-back'} />}
      <form method="post" action={returnHref(run, item.task.id)}>
        <input type="hidden" name="key" value={`${withdrawing.key}-back`} />
        <input type="hidden" name="seq" value={String(first.seq)} />
        <div class={refusal === null ? 'question' : 'question wrong'}>
          <label for="send-back">{assignment.sendBackReason}</label>
          <p class="hint" id="send-back-hint">
            {assignment.sendBackLead}
          </p>
          <textarea
            id="send-back"
            name="reason"
            rows={2}
            aria-describedby="send-back-hint"
            {...(refusal !== null && { 'aria-invalid': 'true' as const })}
          ></textarea>
        </div>
        <button class="secondary" type="submit">
          {assignment.sendBack}
        </button>
      </form>
    </details>
  )
}
