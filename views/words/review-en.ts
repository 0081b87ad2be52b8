import type { reviewZh } from './review-zh.ts'

export const reviewEn: typeof reviewZh = {
  route: 'Route of review',
  stage: (level, state) => `${level} (${state})`,
  endorsed: 'endorsed',
  turn: 'to review',
  later: 'not yet its turn',
  toApprove: 'to be approved',
  onward: ' → ',
}
