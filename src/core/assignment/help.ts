import type { Field } from '../../../machines/form.ts'
import type { Post } from '../../../machines/vocabulary.ts'
import { isActive } from '../authority.ts'
import type { KindOf } from './kind.ts'

/** 求援: a unit lacks something, and the bureau above it has to answer. */
export const HELP: KindOf<'help'> = {
  title: { zh: '求援', en: 'Request for help' },
  how: { zh: '研究后答复下级单位；本级解决不了的，继续向上求援。', en: 'Decide and answer; pass up what cannot be met here.' },
  needsText: true,
  goesTo: 'above',
  mayGive: (actor) => isActive(actor) && (actor.level === 'school' ? SCHOOL : BUREAU).some((post) => actor.posts.includes(post)),
  wrong: ({ quantity }) =>
    quantity === null || (Number.isInteger(quantity) && quantity > 0 && quantity <= 10_000_000)
      ? []
      : [{ field: 'quantity', text: { zh: '请填写正整数，或留空', en: 'must be a whole number above 0, or absent' } }],
  asked: (_terms, _assignment, level) => ({
    signers: [
      { post: 'supplies', level },
      { post: 'dutyOfficer', level },
      { post: 'commander', level },
    ],
    fields: FIELDS,
    source: ['R-30'],
  }),
}

const SCHOOL: readonly Post[] = ['principal', 'vicePrincipal', 'dutyLeader', 'logistics', 'doctor']
const BUREAU: readonly Post[] = ['commander', 'dutyOfficer', 'supplies', 'taskForce']

const FIELDS: readonly Field[] = [
  {
    type: 'choice',
    name: 'answer',
    label: { zh: '答复', en: 'Answer' },
    choices: [
      { value: 'met', label: { zh: '全部解决', en: 'Met in full' } },
      { value: 'partly', label: { zh: '部分解决', en: 'Met in part' } },
      { value: 'passedUp', label: { zh: '已向上级求援', en: 'Passed up' } },
      { value: 'cannot', label: { zh: '无法解决', en: 'Cannot be met' } },
    ],
    required: true,
  },
  { type: 'text', name: 'decision', label: { zh: '怎样安排', en: 'What was decided' }, long: true, required: true },
  { type: 'date', name: 'expectedOn', label: { zh: '预计到位日期', en: 'Expected on' }, required: false },
]
