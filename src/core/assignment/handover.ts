import type { Field } from '../../../machines/form.ts'
import { BUREAU_POSTS, SCHOOL_POSTS } from '../../../machines/vocabulary.ts'
import { isActive, isHead } from '../authority.ts'
import type { KindOf } from './kind.ts'

/** 书面交接: a post changes hands. Whoever leaves it or the head signs first, then another person who holds it. */
export const HANDOVER: KindOf<'handover'> = {
  title: { zh: '书面交接', en: 'Written handover' },
  how: {
    zh: '逐项点交，交接人或单位负责人先签，接任人再签。',
    en: 'Hand over item by item; whoever leaves or the head signs, then the successor.',
  },
  needsText: true,
  goesTo: 'one',
  mayGive: (actor) => isActive(actor) && isHead(actor),
  wrong: () => [],
  asked: ({ post }, given, level) => ({
    signers: [
      { post, level },
      { post: level === 'school' ? 'principal' : 'commander', level },
      // A head may have left already; the command that asked for the handover then stands for the one who went.
      ...(given.level === 'school' || given.level === level ? [] : [{ post: 'commander', level: given.level } as const]),
    ],
    secondSigners: [{ post, level }],
    fields: FIELDS,
    source: ['R-31'],
  }),
}

/** Does a unit of that level have the post? */
export function isPostAt(post: string, level: string): boolean {
  // Only widened: `includes` would accept nothing but members.
  return ((level === 'school' ? SCHOOL_POSTS : BUREAU_POSTS) as readonly string[]).includes(post)
}

const FIELDS: readonly Field[] = [
  { type: 'count', name: 'items', label: { zh: '移交事项（件）', en: 'Items handed over' }, required: true },
  { type: 'date', name: 'trainedOn', label: { zh: '接任人培训日期', en: 'Successor trained on' }, required: true },
  {
    type: 'text',
    name: 'openMatters',
    label: { zh: '未办结事项', en: 'Open matters' },
    hint: { zh: '逐项写明；没有的写“无”', en: 'One by one; write “none” if there are none' },
    long: true,
    required: true,
  },
]
