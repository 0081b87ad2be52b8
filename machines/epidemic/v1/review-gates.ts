import { missing, reviewGate, unsigned } from '../../gate-notation.ts'
import type { Lack } from '../../gate-notation.ts'
import type { GateFacts } from '../../gate.ts'
import { consentFirst, LEVEL_NAMES } from '../../review.ts'
import type { BureauKind } from '../../vocabulary.ts'
import { BUREAU_KINDS } from '../../vocabulary.ts'
import { text } from '../../notation.ts'
import { reviewStep } from './review-route.ts'

const REVIEW = 'control.reopening.review'

/** a level endorses when its turn has come. The others read whose turn it is and what is missing there. */
export const itsTurn = reviewGate('itsTurn', text('轮到本级审核', 'It is this level’s turn to review'), ['R-07', 'P-05'], (facts) => {
  const { sender, review } = facts
  if (review.turn === null) return [text('各级均已审核同意，等待批复', 'All levels have endorsed it; approval follows')]
  if (sender === review.turn) return []
  return [turnOf(facts, review.turn), ...(isBefore(facts, review.turn) ? unsignedBy(facts, review.turn) : [])]
})

/** P-05: the level whose turn it is has signed its own review, and nothing on it failed. */
export const ownReviewSigned = reviewGate(
  'ownReviewSigned',
  text('本级审核意见已签', 'This level’s review is signed'),
  ['P-05'],
  (facts) => {
    const { sender, review } = facts
    if (review.turn === null || sender !== review.turn) return []
    return [...unsignedBy(facts, review.turn), ...failedAt(facts, [review.turn])]
  },
)

/** A plan is returned by the level whose turn it is or one after it; once all have endorsed, by whoever may approve. */
export const mayReturn = reviewGate(
  'mayReturn',
  text('由正在审核的一级或其上级退回', 'Returned by the level under way or above it'),
  ['R-07', 'P-05'],
  (facts) => {
    const { sender, review } = facts
    if (review.turn === null) return notApproving(facts)
    const open: readonly string[] = review.route.slice(review.route.indexOf(review.turn))
    return open.includes(sender) ? [] : [turnOf(facts, review.turn)]
  },
)

/** P-05: every level of the route has signed its review, and nothing failed. */
export const reviewed = reviewGate('reviewed', text('各级审核意见已签', 'Every level’s review is signed'), ['P-05'], (facts) => [
  ...unsigned(facts, REVIEW),
  ...failedAt(facts, facts.review.route),
])

/** P-06, R-07: the whole route has endorsed, each level in its turn. */
export const endorsed = reviewGate(
  'endorsed',
  text('审核路径各级均已同意', 'The whole route has endorsed'),
  ['P-05', 'P-06', 'R-07'],
  (facts) => facts.review.route.filter((level) => !facts.endorsedBy.includes(level)).map(consentFirst),
)

/** P-06: approved by a level of the route, or one above its last. */
export const mayApprove = reviewGate(
  'mayApprove',
  text('由审核路径上的一级或其上级批复', 'Approved on the route or above it'),
  ['P-06', 'R-07'],
  (facts) => notApproving(facts),
)

function notApproving({ sender, review: { route } }: GateFacts): readonly Lack[] {
  const last = route.at(-1)
  if (last === undefined || route.some((level) => level === sender) || rank(sender) < rank(last)) return []
  const { zh, en } = LEVEL_NAMES[last]
  return [text(`方案由${zh}批复，本级不在审核路径上`, `The ${en} decides on it; this level is not on the route`)]
}

/** Whose turn it is, said to a level that has to wait, that is through with it, or that has no part in it. */
function turnOf(facts: GateFacts, turn: BureauKind): Lack {
  if (isBefore(facts, turn)) return consentFirst(turn)
  const { zh, en } = LEVEL_NAMES[turn]
  return facts.review.route.some((level) => level === facts.sender)
    ? text(`本级已审核同意，现由${zh}审核`, `This level has endorsed it; now the ${en} reviews`)
    : text(`本级不在审核路径上，现由${zh}审核`, `This level is not on the route; now the ${en} reviews`)
}

/** Does the turn come before the sender's? */
function isBefore({ sender, review: { route } }: GateFacts, turn: BureauKind): boolean {
  return route.findIndex((level) => level === sender) > route.indexOf(turn)
}

function unsignedBy(facts: GateFacts, level: BureauKind): readonly Lack[] {
  return facts
    .openTasks(REVIEW)
    .filter(({ id }) => id === reviewStep(level))
    .map(({ id, title }) => missing(text(`未签：${title.zh}`, `Not signed: ${title.en}`), id))
}

function failedAt(facts: GateFacts, levels: readonly BureauKind[]): readonly Lack[] {
  return levels.flatMap((level) => {
    const failed = facts.evidence(reviewStep(level))?.['itemsFailed']
    const { zh, en } = LEVEL_NAMES[level]
    return typeof failed === 'number' && failed > 0
      ? [
          missing(
            text(`${zh}审核有 ${failed} 项不合格，应退回整改`, `Items failed at the ${en}: ${failed}; return the plan`),
            reviewStep(level),
          ),
        ]
      : []
  })
}

/** The widest first; a school comes after all bureaus. */
function rank(level: GateFacts['sender']): number {
  return level === 'school' ? BUREAU_KINDS.length : BUREAU_KINDS.indexOf(level)
}
