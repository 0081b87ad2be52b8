import { count, daily, DAY, DAY_SLOT, once, school, SCHOOLS, sumIs, task, text } from '../../../notation.ts'
import type { Task } from '../../../task.ts'
import { RETURN_DAYS } from '../durations.ts'

/** F-04 ends and F-02 goes on: everybody is back, and somebody keeps looking at the walls. */
export const REOPENED: readonly Task[] = [
  task({
    id: 'F-04-return',
    group: 'people',
    title: text('学生返校到齐', 'Everybody back'),
    how: text(
      '逐班点名，没回来的逐人问清去向，防止因灾辍学。',
      'Call the roll of each class; ask after whoever is not back, so that nobody drops out.',
    ),
    why: text('灾后最怕孩子悄悄不来了。', 'After a disaster children quietly stay away.'),
    signers: school('academic', 'vicePrincipal', 'principal'),
    kinds: SCHOOLS,
    timing: once(RETURN_DAYS * DAY),
    fields: [
      count('back', '已返校', 'Back'),
      count('elsewhere', '转学、请假', 'Moved or on leave'),
      count('notBack', '未返校', 'Not back'),
    ],
    rules: [sumIs('students', 'back', 'elsewhere', 'notBack')],
  }),
  task({
    id: 'F-02-watch',
    group: 'buildings',
    title: text('校舍巡查', 'Buildings watched'),
    how: text(
      '每天看裂缝、地基、边坡和排水，有变化立即撤人并报告。',
      'Look at cracks, foundations, slopes and drains every day; on any change people leave at once and it is reported.',
    ),
    why: text('雨季没过，险情还会再来。', 'The rains are not over.'),
    signers: school('logistics', 'security', 'dutyLeader'),
    timing: daily(DAY_SLOT),
    fields: [count('pointsWatched', '巡查点位', 'Points looked at'), count('changes', '发现变化', 'Changes found')],
  }),
]
