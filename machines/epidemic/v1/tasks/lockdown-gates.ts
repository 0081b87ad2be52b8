import type { Task } from '../../../playbook.ts'
import { atLeast, count, once, school, task, text } from '../forms.ts'

/** L-02: gates and perimeter. They stay manned while another case is clarified. */
export const GATES: readonly Task[] = [
  task({
    id: 'L-02',
    group: 'gates',
    title: text('关闭校门', 'Shut the gates'),
    how: text(
      '除值守通道外校门全部落锁，安保负责人到现场逐门核对，值班领导复核。',
      'Lock every gate but the manned one; the head of security checks each on the spot, the duty leader confirms.',
    ),
    why: text('人员一动，密接名单就不准了。', 'Once people move, the list of contacts is wrong.'),
    signers: school('security'),
    secondSigners: school('dutyLeader'),
    timing: once(30),
    whileSuspended: true,
    fields: [count('gatesLocked', '已锁校门', 'Gates locked'), count('gatesManned', '值守校门', 'Gates manned')],
    rules: [atLeast('gatesManned', 1)],
  }),
]
