import type { waitingZh } from './waiting-zh.ts'

export const waitingEn: typeof waitingZh = {
  title: 'Waiting for you',
  count: (items, late) => (late === 0 ? `Waiting for you: ${items}.` : `Waiting for you: ${items}, of which overdue, and first: ${late}.`),
  nothing: 'Nothing waits for you at present.',
  nothingHere: 'At the units of this page nothing waits for you.',
  more: (units) => `In order of the tree the list ends here; further units at which something may wait: ${units}. See the next page.`,
  fromStart: 'From the beginning',
  what: { sign: 'to sign', confirm: 'to confirm', send: 'to decide' },
  since: (time) => `since ${time}`,
  above: 'Waiting for the bureau',
  aboveLead: 'These are for a bureau above to do; the school is not late by them.',
  aboveLine: (who, time) => `For: ${who}; waiting since ${time}`,
  aboveCount: (late) => `overdue: ${late}`,
  levelPosts: (levels, posts) => `${levels}: ${posts}`,
}
