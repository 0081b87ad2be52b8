/**
 * Steps that more than one playbook asks for. Their form and their signers stand here once, so that one signature can
 * serve every response that asks for the step; title, wording and deadline are each playbook's own.
 */
import { count, school, sumIs, sumIsField, WHEREABOUTS, words } from './notation.ts'
import type { Task } from './task.ts'

/** What makes two steps the same. */
type SameStep = Pick<Task, 'signers' | 'fields' | 'rules'> & { readonly sameAs: string }

/** Students and staff inside the campus, in the words of every step that counts them. */
export const ON_SITE = {
  students: count('boardersOnSite', '在校学生', 'Students on site', {
    hint: { zh: '住宿生，含滞留在校的走读生', en: 'Boarders, and day students kept in' },
  }),
  staff: count('staffOnSite', '在校教职工', 'Staff on site'),
}

/** Everybody on the roster, inside, outside or unreached. */
export const HEAD_COUNT: SameStep = {
  sameAs: 'headCount',
  signers: school('dutyLeader', 'classTeacher', 'reporter'),
  fields: [
    ON_SITE.students,
    ON_SITE.staff,
    count('dayOutside', '校外学生', 'Students outside', {
      hint: { zh: '走读生，含离校的住宿生', en: 'Day students, and boarders who left' },
    }),
    count('staffOutside', '校外教职工', 'Staff outside'),
    WHEREABOUTS.unreached,
  ],
  rules: [sumIs('roster', 'boardersOnSite', 'staffOnSite', 'dayOutside', 'staffOutside', 'unreached')],
}

/** Who came to lessons, wherever these are given. */
export const ATTENDANCE: SameStep = {
  sameAs: 'attendance',
  signers: school('academic', 'classTeacher'),
  fields: [count('attended', '到课', 'Attended'), count('notAttended', '未到课', 'Did not attend')],
  rules: [sumIs('students', 'attended', 'notAttended')],
}

/** Every place of the school disinfected once before it is used again. */
export const DISINFECTION: SameStep = {
  sameAs: 'disinfection',
  signers: school('logistics', 'doctor'),
  fields: [
    count('places', '场所总数', 'Places'),
    count('placesDone', '已消毒', 'Done'),
    words('guidedBy', '指导单位', 'Guided by', { hint: { zh: '疾控或卫生部门', en: 'CDC or health authority' } }),
  ],
  rules: [sumIsField('places', 'placesDone')],
}
