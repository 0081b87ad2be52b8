import type { Task } from '../../../task.ts'
import { count, daily, DAY, DAY_SLOT, once, school, SCHOOLS, sumIs, sumIsField, task, text, UNIVERSITY, weekly } from '../../../notation.ts'
import { CAMPUS, DEFERRED, VERIFIED } from '../quantities.ts'
import { CLASSES_IN_VACATION } from './training-in-normal.ts'

const FAMILY_CALLERS = school('classTeacher', 'reporter', 'vicePrincipal')

/** The vacation: a short list, because nobody is there. */
export const VACATION: readonly Task[] = [
  ...CLASSES_IN_VACATION,
  whereabouts('N-13-vacation'),
  stayers('N-27-vacation'),
  duty('N-29-vacation'),
  task({
    id: 'N-30-vacation',
    group: 'families',
    kinds: SCHOOLS,
    title: text('返校前排查和指导', 'Before the return'),
    how: text(
      '开学前逐人核实近 14 天去向，须暂缓返校的逐人通知，讲明返校途中防护；开学前办结，不提前返校。',
      'Before term verify where everybody was for 14 days; tell those who must wait, and explain protection on the way. Done before term; nobody returns early.',
    ),
    why: text('没通知到的人会照原定日期回来。', 'Whoever was not told will come on the old date.'),
    signers: FAMILY_CALLERS,
    timing: once(null),
    fields: [DEFERRED.deferred, DEFERRED.informed],
    rules: [sumIsField('deferred', 'informed')],
    source: ['N-30', 'R-26'],
  }),
]

/** The opening is deferred: whoever must stay away is told within the day, and where everybody is stays known. */
export const OPENING_DEFERRED: readonly Task[] = [
  task({
    id: 'N-30',
    group: 'families',
    kinds: SCHOOLS,
    title: text('暂缓返校名单', 'Who must not return yet'),
    how: text(
      '按最新风险地区名单排出暂缓返校的师生，逐人通知到本人或家长，并讲明返校途中防护。',
      'List those in the areas named, tell each of them or their parents, and explain protection on the way.',
    ),
    why: text('没通知到的人会照原定日期回来。', 'Whoever was not told will come on the old date.'),
    signers: FAMILY_CALLERS,
    timing: once(DAY),
    fields: [DEFERRED.deferred, DEFERRED.informed],
    rules: [sumIsField('deferred', 'informed')],
  }),
  whereabouts('N-13-deferred'),
  duty('N-29-deferred'),
  stayers('N-27-deferred'),
]

/** Where everybody is while there are no lessons: once a week, person by person. */
function whereabouts(id: string): Task {
  return task({
    id,
    group: 'people',
    kinds: SCHOOLS,
    title: text('人员动向周报', 'Where everybody is'),
    how: text(
      '教师分片联系，逐人核实在哪里、身体怎样；离市的要报备，联系不上的当周追到。合计等于在册人数。',
      'Teachers call everybody: where they are and how; leaving the city is reported; whoever is not reached is traced within the week. The sum is the roster.',
    ),
    why: text('人散在各处，风险地区一变就要找到人。', 'Everybody is somewhere else, and risk areas change.'),
    signers: FAMILY_CALLERS,
    timing: weekly(),
    fields: [
      VERIFIED.verified,
      VERIFIED.unverified,
      count('stillOut', '在外未归', 'Still away'),
      count('inRiskAreas', '涉风险地区人员', 'In risk areas'),
    ],
    rules: [sumIs('roster', 'verified', 'unverified')],
    source: ['N-13', 'N-15'],
  })
}

/** Universities are never empty. */
function stayers(id: string): Task {
  return task({
    id,
    group: 'people',
    kinds: UNIVERSITY,
    title: text('留校学生管理', 'Students who stay'),
    how: text(
      '留校学生集中住宿，每天点名测温；外出经辅导员批准、当天返回；校外人员不进宿舍区，实习一律暂停。',
      'Those who stay live together, with a roll call and temperatures every day; exits are approved and end the same day; nobody from outside enters, internships are suspended.',
    ),
    why: text('人少最容易松，出了事没人知道。', 'With few people rules slacken, and nobody notices.'),
    signers: school('classTeacher', 'dormitory', 'dutyLeader'),
    timing: daily(DAY_SLOT),
    fields: [
      count('stayers', '留校学生', 'Students who stay'),
      count('stayersChecked', '已点名测温', 'Checked'),
      count('stayersOut', '外出未归', 'Out'),
      CAMPUS.exitsApproved,
      CAMPUS.entriesRefused,
    ],
    rules: [sumIsField('stayers', 'stayersChecked', 'stayersOut')],
    source: ['N-27'],
  })
}

/** The campus is empty, but somebody is there and answers. */
function duty(id: string): Task {
  return task({
    id,
    group: 'gates',
    kinds: SCHOOLS,
    title: text('值班护校', 'Duty while nobody is there'),
    how: text(
      '每班有领导带班、电话有人接；校门上锁，围墙巡查，校园不对外开放，来人登记。',
      'A leader on every shift and the telephone answered; gates locked, perimeter patrolled, the campus closed to the public, whoever comes is on record.',
    ),
    why: text('没人看的校园，问题都留到开学。', 'What nobody looks after waits for the first day of term.'),
    signers: school('dutyLeader', 'security', 'vicePrincipal'),
    timing: weekly(),
    fields: [count('shifts', '值班班次', 'Shifts'), count('shiftsLed', '领导带班', 'Led by a leader'), CAMPUS.patrols, CAMPUS.visitors],
    rules: [sumIsField('shifts', 'shiftsLed')],
    source: ['N-03', 'N-29', 'R-17'],
  })
}
