import type { Field } from '../../../machines/form.ts'
import type { Signer } from '../../../machines/task.ts'
import type { SchoolPost } from '../../../machines/vocabulary.ts'
import { isActive } from '../authority.ts'
import type { KindOf } from './kind.ts'

const MOST_MEASURES = 10

/**
 * 问题整改: something was found wrong at a school. The school corrects it, and whoever re-checks it there
 * closes it or sends it back. Found by the school itself, another of its posts confirms.
 */
export const FINDING: KindOf<'finding'> = {
  title: { zh: '问题整改', en: 'Finding to correct' },
  how: { zh: '整改到位后写明怎样整改，签字报请复核。', en: 'Correct it, say how, and sign; then it is re-checked.' },
  needsText: true,
  goesTo: 'one',
  mayGive: (actor) =>
    isActive(actor) && (actor.level === 'school' ? actor.role === 'principal' : actor.role === 'inspector' || actor.role === 'commander'),
  wrong: ({ measures }, known) => {
    const isRight = measures.length > 0 && measures.length <= MOST_MEASURES && measures.every((id) => known.has(id))
    if (isRight && new Set(measures).size === measures.length) return []
    const zh = `请选择一至 ${MOST_MEASURES} 条该预案的措施编号，如 N-01`
    return [{ field: 'measures', text: { zh, en: `must name one to ${MOST_MEASURES} measures of the playbook, such as N-01` } }]
  },
  asked: ({ measures }, { level }) => ({
    signers: posts('principal', 'vicePrincipal', 'dutyLeader', 'logistics'),
    secondSigners:
      level === 'school' ? posts('principal', 'vicePrincipal', 'dutyLeader', 'reporter', 'classTeacher') : [{ post: 'inspector', level }],
    fields: FIELDS,
    source: ['R-10', 'R-29', ...measures],
  }),
}

const FIELDS: readonly Field[] = [
  { type: 'text', name: 'correction', label: { zh: '怎样整改的', en: 'How it was corrected' }, long: true, required: true },
  { type: 'date', name: 'correctedOn', label: { zh: '整改完成日期', en: 'Corrected on' }, required: true },
]

function posts(...named: readonly SchoolPost[]): readonly Signer[] {
  return named.map((post) => ({ post, level: 'school' }))
}
