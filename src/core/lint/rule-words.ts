import type { Text } from '../../../machines/vocabulary.ts'
import type { RuleName } from './finding.ts'

/** What people read of a rule: what it demands, and what was counted to prove it. */
export interface RuleWords {
  readonly title: Text
  readonly proved: (count: number) => Text
}

/** The words for every rule. */
export const RULE_WORDS: Readonly<Record<RuleName, RuleWords>> = {
  states: {
    title: { zh: '每个阶段都能到达', en: 'Every state is reached' },
    proved: (count) => ({ zh: `到达 ${count} 个`, en: `${count} reached` }),
  },
  return: {
    title: { zh: '处处能回到起始阶段', en: 'There is a way back from everywhere' },
    proved: (count) => ({ zh: `走过 ${count} 步`, en: `${count} moves taken` }),
  },
  traps: {
    title: { zh: '没有进得去、出不来的阶段', en: 'No state is a trap' },
    proved: (count) => ({ zh: `核对 ${count} 种情形`, en: `${count} situations looked at` }),
  },
  events: {
    title: { zh: '每个事件都有人能发、有处可用', en: 'Every event can be sent by somebody, somewhere' },
    proved: (count) => ({ zh: `发出 ${count} 种`, en: `${count} sent` }),
  },
  gates: {
    title: { zh: '每项条件都能满足，不满足时说得清缺什么', en: 'Every gate can open, and says what it lacks' },
    proved: (count) => ({ zh: `满足 ${count} 项`, en: `${count} opened` }),
  },
  tasks: {
    title: { zh: '每项任务都会布置到学校', en: 'Every task is asked of somebody' },
    proved: (count) => ({ zh: `布置 ${count} 项`, en: `${count} asked` }),
  },
  signers: {
    title: { zh: '每项任务在每类单位都有人能签', en: 'Every task can be signed at every kind of unit' },
    proved: (count) => ({ zh: `签成 ${count} 次`, en: `${count} signed` }),
  },
  forms: {
    title: { zh: '每张表都填得出来', en: 'Every form can be filled in' },
    proved: (count) => ({ zh: `填成 ${count} 张`, en: `${count} filled in` }),
  },
  deadlines: {
    title: { zh: '时限先后有序，不超过法定时限', en: 'Deadlines are in order and within the law' },
    proved: (count) => ({ zh: `核对 ${count} 项任务`, en: `${count} tasks in order` }),
  },
  ids: {
    title: { zh: '编号不重复', en: 'No two things share an id' },
    proved: (count) => ({ zh: `核对 ${count} 项`, en: `${count} compared` }),
  },
  references: {
    title: { zh: '所引用的都存在', en: 'Whatever is referred to exists' },
    proved: (count) => ({ zh: `核对 ${count} 项`, en: `${count} followed` }),
  },
  mappings: {
    title: { zh: '旧版的处置都能迁移过来，已签的不重签', en: 'Responses come over from older versions, and nothing is signed again' },
    proved: (count) => ({ zh: `核对 ${count} 条对应`, en: `${count} counterparts looked at` }),
  },
  languages: {
    title: { zh: '中英文齐全、标点规范', en: 'Both languages are complete' },
    proved: (count) => ({ zh: `核对 ${count} 处文字`, en: `${count} texts read` }),
  },
}
