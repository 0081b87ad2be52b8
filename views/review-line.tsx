import { reviewStages } from '../src/core/review/stages.ts'
import type { Situation } from '../src/core/situation.ts'
import type { Page } from './page.ts'

/** Who has endorsed the plan that is under review, and whose turn it is; nothing in any other phase. */
export function ReviewLine({ page, situation }: { readonly page: Page; readonly situation: Situation }) {
  const { levels, review, shell } = page.words
  const stages = reviewStages(situation)
  if (stages.length === 0) return null
  const named = stages.map(({ level, state }) => review.stage(levels[level], review[state]))
  return (
    <p class="review">
      {review.route}
      {shell.colon}
      {[...named, ...(stages.every(({ state }) => state === 'endorsed') ? [review.toApprove] : [])].join(review.onward)}
    </p>
  )
}
