import type { Task } from '../../../playbook.ts'
import { count, DAY_SLOT, firstThenDaily, HOUR, OLDER, once, school, SCHOOLS, sumIs, task, text } from '../forms.ts'

const BOARDERS_ON_SITE = count('boardersOnSite', '在校学生', 'Students on site', {
  hint: text('住宿生，含滞留在校的走读生', 'Boarders, and day students kept in'),
})
const STAFF_ON_SITE = count('staffOnSite', '在校教职工', 'Staff on site')
const UNREACHED = count('unreached', '失联、待核实', 'Unreached', { hint: text('没有就填 0', '0 if none') })

/** L-03: everybody counted, the unreached too. */
export const HEADS: readonly Task[] = [
  task({
    id: 'L-03-onsite',
    group: 'people',
    kinds: SCHOOLS,
    title: text('清点在校人数', 'Count those on site'),
    how: text(
      '宿管、各楼负责人逐室点名，值班领导汇总复核。',
      'House staff call the roll room by room; the duty leader confirms the total.',
    ),
    why: text('先弄清校内有多少人，吃住检测才能安排。', 'Food, beds and tests depend on how many are inside.'),
    signers: school('dormitory', 'logistics', 'security'),
    secondSigners: school('dutyLeader'),
    timing: once(2 * HOUR),
    fields: [BOARDERS_ON_SITE, STAFF_ON_SITE],
  }),
  task({
    id: 'L-03',
    group: 'people',
    kinds: SCHOOLS,
    title: text('全员清点', 'Head count of everybody'),
    how: text(
      '校外人员由班主任（辅导员）逐人电话核实，联系不上的单列，合计须等于在册人数。',
      'Class teachers telephone everybody outside; the unreached are counted apart. The sum is the roster.',
    ),
    why: text('合计对不上，就是有人没管住。', 'If the sum is wrong, somebody is unaccounted for.'),
    signers: school('dutyLeader', 'classTeacher', 'reporter'),
    timing: firstThenDaily(12 * HOUR, DAY_SLOT),
    fields: [
      BOARDERS_ON_SITE,
      STAFF_ON_SITE,
      count('dayOutside', '校外学生', 'Students outside', { hint: text('走读生，含离校的住宿生', 'Day students, and boarders who left') }),
      count('staffOutside', '校外教职工', 'Staff outside'),
      UNREACHED,
    ],
    rules: [sumIs('roster', 'boardersOnSite', 'staffOnSite', 'dayOutside', 'staffOutside', 'unreached')],
  }),
]

/** L-04: where people are held. */
export const FLOWS: readonly Task[] = [
  task({
    id: 'L-04',
    group: 'people',
    kinds: OLDER,
    title: text('三类人员分流', 'Three flows'),
    how: text(
      '按指挥部决定分流，学校只交名单、交人；各类人数合计等于在册人数。',
      'The command decides and transports; the school hands over lists and people. The sum is the roster.',
    ),
    why: text('集中、在校、居家各多少，是指挥部每晚要的数。', 'How many are where is what the command asks every night.'),
    signers: school('dutyLeader', 'principal', 'reporter'),
    timing: once(12 * HOUR),
    fields: [
      count('concentrated', '集中隔离', 'In concentrated isolation'),
      count('inSchool', '在校隔离', 'Isolated in school'),
      count('atHome', '居家隔离', 'Isolated at home'),
      UNREACHED,
    ],
    rules: [sumIs('roster', 'concentrated', 'inSchool', 'atHome', 'unreached')],
  }),
]
