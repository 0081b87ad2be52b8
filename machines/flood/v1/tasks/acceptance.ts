import { bureau, count, date, DAY, files, once, school, task, text, words } from '../../../notation.ts'
import type { Task } from '../../../task.ts'
import { ACCEPTANCE_DAYS } from '../durations.ts'

/** F-06: two people accept it, and both answer for it. */
export const ACCEPTANCE: readonly Task[] = [
  task({
    id: 'F-06',
    group: 'reopening',
    title: text('恢复使用验收', 'Acceptance'),
    how: text(
      '学校和教育局一同到现场，逐栋逐项看；有不合格项的退回整改，不得先用后补。',
      'School and bureau go through it together, building by building; with anything failed it goes back, and nothing is used first.',
    ),
    why: text('谁验收、谁签字、谁负责。', 'Whoever accepts signs, and answers for it.'),
    signers: school('principal', 'vicePrincipal', 'logistics'),
    secondSigners: bureau(['county', 'city', 'province'], 'inspector', 'deputyDirector', 'taskForce'),
    timing: once(ACCEPTANCE_DAYS * DAY),
    fields: [
      count('buildingsAccepted', '验收栋数', 'Buildings accepted'),
      count('itemsPassed', '合格项', 'Items passed'),
      count('itemsFailed', '不合格项', 'Items failed'),
      words('reportNumber', '验收报告编号', 'Number of the report'),
      date('acceptedOn', '验收日期', 'Accepted on'),
      files('acceptanceReport', '验收报告', 'Acceptance report', { most: 3 }),
    ],
  }),
]
