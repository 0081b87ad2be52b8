import { text } from '../../notation.ts'
import type { Conflict } from '../../playbook.ts'
import type { Text } from '../../vocabulary.ts'

/** Nobody goes in or out of a sealed campus: neither students, nor builders, nor those who accept the work. */
const SEALED = { playbook: 'epidemic', phase: 'lockdown.sealed' }
const UNSEAL_FIRST = text('先由指挥部解封', 'the command unseals it first')

/** What recovery from a flood has to wait for in an outbreak. Counting, closing off and surveying never wait. */
export const conflicts: readonly Conflict[] = [
  whileSealed(
    'relocated',
    text(
      '校园封控期间人员不进不出，学生不能转往别处',
      'While the campus is sealed nobody leaves it, so students cannot be placed elsewhere',
    ),
  ),
  {
    phase: 'relocated',
    with: { playbook: 'epidemic', phase: 'suspected' },
    why: text(
      '有疑似病例待查，人一分散密接就判不准',
      'A suspected case is being clarified; once people scatter, contacts can no longer be told',
    ),
    first: text('先等疾控结论，排除后再安置', 'the finding of the CDC comes first'),
  },
  whileSealed(
    'repairing',
    text('校园封控期间人员不进不出，施工队不能进校', 'While the campus is sealed nobody enters it, builders neither'),
  ),
  whileSealed(
    'acceptance',
    text('校园封控期间人员不进不出，验收人员不能到场', 'While the campus is sealed nobody can come to accept the work'),
  ),
  whileSealed('reopened', text('校园封控期间学生不能返校', 'Students cannot come back to a sealed campus')),
]

function whileSealed(phase: string, why: Text): Conflict {
  return { phase, with: SEALED, why, first: UNSEAL_FIRST }
}
