/** How far the review of a plan is. */
export const reviewZh = {
  route: '审核路径',
  stage: (level: string, state: string) => `${level}（${state}）`,
  endorsed: '已同意',
  turn: '待审核',
  later: '尚未轮到',
  toApprove: '待批复',
  onward: '→ ',
}
