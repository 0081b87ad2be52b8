import {
  count,
  DAY,
  DAY_SLOT,
  KINDERGARTEN,
  once,
  OLDER,
  onSchoolDays,
  school,
  SCHOOLS,
  sumIs,
  task,
  text,
  weekly,
  words,
  zero,
} from '../../../notation.ts'
import { ATTENDANCE } from '../../../same-steps.ts'
import type { Task } from '../../../task.ts'
import { PLACING_DAYS } from '../durations.ts'

const ACADEMIC = school('academic', 'vicePrincipal', 'principal')

/** Where students learn while they cannot learn at home: one form wherever it is asked. */
const PLACES = [
  count('placed', '已安置', 'Placed elsewhere'),
  count('onOwnSite', '仍在原校', 'On their own site'),
  count('notPlaced', '尚未安置', 'Not placed yet', { hint: text('没有就填 0', '0 if none') }),
]
const ALL_STUDENTS = sumIs('students', 'placed', 'onOwnSite', 'notPlaced')

/** F-04: everybody has a place to learn, and all begin together. */
export const RELOCATED: readonly Task[] = [
  task({
    id: 'F-04',
    group: 'teaching',
    title: text('学生安置到位', 'Students placed'),
    how: text(
      '并校、分流或启用临时校点，逐人落到班；尚未安置的归零后再签。',
      'Merge, split or open a temporary site, down to a class for each. Sign when nobody is left without a place.',
    ),
    why: text('一个不落，同时开学。', 'Nobody is left out, and all begin together.'),
    signers: ACADEMIC,
    kinds: OLDER,
    timing: once(PLACING_DAYS * DAY),
    fields: [...PLACES, words('site', '安置地点', 'Where')],
    rules: [ALL_STUDENTS, zero('notPlaced')],
  }),
  task({
    id: 'F-04-kindergarten',
    group: 'families',
    title: text('幼儿托管安排', 'Infants looked after'),
    how: text(
      '逐户问清谁在家看护，没人看护的就近安排到其他园。',
      'Ask each family who looks after the child; whoever nobody looks after goes to a nursery nearby.',
    ),
    why: text('大人忙着救灾，孩子不能没人管。', 'While adults clear up, no child is left alone.'),
    signers: school('vicePrincipal', 'familyLiaison', 'principal'),
    kinds: KINDERGARTEN,
    timing: once(PLACING_DAYS * DAY),
    fields: PLACES,
    rules: [ALL_STUDENTS],
  }),
  task({
    id: 'F-04-transport',
    group: 'life',
    title: text('接送、食宿和安全', 'Transport, meals and safety'),
    how: text(
      '定车、定线、定人接送，安置点的饭、水、床位和厕所逐项看过。',
      'Cars, routes and people are named; meals, water, beds and toilets of the site are looked at.',
    ),
    why: text('换了地方，路上和吃住最容易出事。', 'In a new place the road and the kitchen go wrong first.'),
    signers: school('logistics', 'security', 'vicePrincipal'),
    kinds: SCHOOLS,
    timing: once(PLACING_DAYS * DAY),
    fields: [count('transported', '需接送', 'To be transported'), count('vehicles', '车辆', 'Vehicles'), count('fed', '安排就餐', 'Fed')],
  }),
  task({
    id: 'F-04-attendance',
    group: 'people',
    title: text('安置学生到课', 'Attendance where they are placed'),
    how: text(
      '每个上课日向安置校核对到课，没到的当天联系到人。',
      'Ask the host school on every school day; reach whoever did not come the same day.',
    ),
    why: text('人一分散，辍学就从缺课开始。', 'Once scattered, dropping out begins with a missed day.'),
    kinds: OLDER,
    timing: onSchoolDays(DAY_SLOT),
    ...ATTENDANCE,
  }),
]

/** F-04 goes on while the school is repaired. */
export const PLACED_MEANWHILE: Task = task({
  id: 'F-04-weekly',
  group: 'teaching',
  title: text('就读情况', 'Where students learn'),
  how: text(
    '修缮期间每周核对一次：多少人在原校、多少人在外、还有多少没落实。',
    'Once a week while repairs go on: how many on site, elsewhere, and without a place.',
  ),
  why: text('工期一拖，安置就要跟着变。', 'When repairs take longer, places must change with them.'),
  signers: ACADEMIC,
  kinds: SCHOOLS,
  timing: weekly(),
  fields: PLACES,
  rules: [ALL_STUDENTS],
})
