/** What waits for whom: the page of everything to do, and what a school waits for from above. */
export const waitingZh = {
  title: '待办',
  count: (items: number, late: number) =>
    late === 0 ? `共 ${items} 项等您办理。` : `共 ${items} 项等您办理，其中逾期 ${late} 项，排在最前。`,
  nothing: '目前没有等您办理的事项。',
  nothingHere: '本页所列单位没有等您办理的事项。',
  more: (units: number) => `本页按区划顺序列到此处，后面还有 ${units} 个单位可能有待办事项，请看下一页。`,
  fromStart: '从头看起',
  what: { sign: '待签字', confirm: '待复核签字', send: '待决定' },
  since: (time: string) => `${time} 起`,
  above: '待上级办理',
  aboveLead: '下列事项由上级办理，不算学校逾期。',
  aboveLine: (who: string, time: string) => `由${who}办理，${time} 起等待`,
  aboveCount: (late: number) => `其中逾期 ${late} 项`,
  levelPosts: (levels: string, posts: string) => `${levels}${posts}`,
}
