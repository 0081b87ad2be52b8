import { isActive } from '../authority.ts'
import type { KindOf } from './kind.ts'

/** 文件签收: a bureau sends a document down, and every unit that it is for signs for it. */
export const DOCUMENT: KindOf<'document'> = {
  title: { zh: '文件签收', en: 'Document to sign for' },
  how: { zh: '阅读文件，签字即为签收。', en: 'Read the document; your signature is its receipt.' },
  needsText: false,
  goesTo: 'scope',
  mayGive: (actor) =>
    isActive(actor) &&
    actor.level !== 'school' &&
    (actor.role === 'commander' || actor.posts.includes('dutyOfficer') || actor.posts.includes('information')),
  wrong: () => [],
  asked: (_terms, _assignment, level) => ({
    signers:
      level === 'school'
        ? [
            { post: 'principal', level },
            { post: 'dutyLeader', level },
          ]
        : [
            { post: 'commander', level },
            { post: 'dutyOfficer', level },
          ],
    fields: [],
    source: ['R-05'],
  }),
}
