import type { Task } from '../../../task.ts'
import { atLeast, bureau, count, daily, files, HOUR, once, school, SCHOOLS, slot, task, text, TRAINING, words } from '../../../notation.ts'

const POSTS_MANNED = count('postsManned', '在岗点位', 'Posts manned')

/** L-02: gates and perimeter. They stay manned while another case is clarified. */
export const GATES: readonly Task[] = [
  task({
    id: 'L-02',
    group: 'gates',
    kinds: SCHOOLS,
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
    fields: [
      count('gatesLocked', '已锁校门', 'Gates locked'),
      count('gatesManned', '值守校门', 'Gates manned'),
      files('gatePhotos', '封门现场照片', 'Photos of the gates', {
        most: 3,
        accept: ['image'],
        hint: text('来不及拍可不传，不影响签字', 'Leave out if there is no time'),
      }),
    ],
    rules: [atLeast('gatesManned', 1)],
  }),
  task({
    id: 'L-02-perimeter',
    group: 'gates',
    kinds: SCHOOLS,
    title: text('围墙沿线布岗', 'Man the perimeter'),
    how: text(
      '围墙豁口、后门、货运口都要有人守，安保负责人走一圈再签。',
      'Gaps, back doors and the goods entrance are all guarded; walk round once before signing.',
    ),
    why: text('门守住了，人从墙上走一样白封。', 'A shut gate is no use if people leave over the wall.'),
    signers: school('security'),
    secondSigners: school('dutyLeader'),
    timing: once(2 * HOUR),
    whileSuspended: true,
    fields: [POSTS_MANNED],
    rules: [atLeast('postsManned', 1)],
  }),
  task({
    id: 'L-02-shift',
    group: 'gates',
    kinds: SCHOOLS,
    title: text('值守交接班', 'Shift handover'),
    how: text(
      '每班当面交接，点位、异常写清楚，接班的人签了才算交。',
      'Hand over face to face with posts and incidents in writing; it counts once the next shift has signed.',
    ),
    why: text('出问题要查得到当时谁在守。', 'It must be known who was on the gate at any hour.'),
    signers: school('security'),
    secondSigners: school('dutyLeader'),
    timing: daily(
      slot('night', text('夜班', 'Night'), '00:00', '01:00', '07:00'),
      slot('day', text('白班', 'Day'), '07:00', '09:00', '15:00'),
      slot('evening', text('中班', 'Evening'), '15:00', '17:00', '24:00'),
    ),
    whileSuspended: true,
    fields: [POSTS_MANNED, words('incident', '异常情况', 'Incident', { required: false, hint: text('没有不填', 'Leave empty if none') })],
    rules: [atLeast('postsManned', 1)],
  }),
  task({
    id: 'L-02-training',
    group: 'gates',
    kinds: TRAINING,
    title: text('停课锁门', 'Stop teaching, lock the premises'),
    how: text(
      '立即停止线下教学，清场锁门；县里会同市场监管到场核查后复签。',
      'Stop lessons, clear and lock the premises; the county verifies on site with market regulation and signs too.',
    ),
    why: text('停而不锁，换个时间又开课。', 'Stopped but not locked, lessons start again at another hour.'),
    signers: school('principal'),
    secondSigners: bureau(['county', 'city'], 'taskForce', 'inspector', 'dutyOfficer'),
    timing: once(2 * HOUR),
    fields: [count('premisesLocked', '已锁场所', 'Premises locked'), count('peopleCleared', '清场人数', 'People sent home')],
    rules: [atLeast('premisesLocked', 1)],
  }),
]
