import type { RefusalCode } from '../refusal.ts'
import type { RefusalWords } from '../refusal-words.ts'

/** Why a statement that a report was concealed (瞒报) was not taken, or not taken back. */
export const CONCEALMENT_REFUSALS = {
  already_stated: {
    title: { zh: '已认定瞒报', en: 'Stated already' },
    detail: {
      zh: '这份报告已认定瞒报，无需重复认定。认定内容有误的，请先撤销并说明理由，再重新认定。',
      en: 'It is on record that this report was concealed. If what that says is wrong, withdraw it first, with a reason.',
    },
  },
  unknown_concealment: {
    title: { zh: '查无此项瞒报认定', en: 'No such statement' },
    detail: {
      zh: '该项认定不存在，或已经撤销。请刷新页面查看最新情况。',
      en: 'It does not exist or has been withdrawn. Reload to see how things stand.',
    },
  },
} satisfies Partial<Record<RefusalCode, RefusalWords>>
