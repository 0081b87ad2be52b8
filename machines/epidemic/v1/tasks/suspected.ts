import type { Task } from '../../../task.ts'
import {
  choices,
  count,
  HEAD_OF_TRAINING,
  HOUR,
  KINDERGARTEN,
  OLDER,
  once,
  option,
  school,
  SCHOOLS,
  task,
  text,
  TRAINING,
  words,
} from '../../../notation.ts'

const CLASS = option('class', '班级', 'Class')
const OTHER = option('other', '其他', 'Other')
const HELD = count('peopleHeld', '管控人数', 'People held')
const TOLD = [count('guardiansTold', '已告知', 'Told'), count('guardiansUnreached', '未联系上', 'Not reached')] as const

/** U: once for the whole time in which suspicion is being clarified. */
export const SUSPECTED: readonly Task[] = [
  task({
    id: 'U-03',
    group: 'people',
    kinds: OLDER,
    title: text('管住最小单元', 'Hold the smallest unit'),
    how: text(
      '所在班级、宿舍或楼层就地不动，不串门、不回家，等流调意见；范围宁小勿乱。',
      'The class, dormitory or floor stays where it is until the tracers decide; as small as is safe.',
    ),
    why: text('人一散，密接就判不准。', 'Once they scatter, contacts can no longer be told.'),
    signers: school('dutyLeader', 'classTeacher', 'principal'),
    timing: once(30),
    fields: [
      choices('unitsHeld', '管控单元', 'Units held', [
        CLASS,
        option('dormitory', '宿舍', 'Dormitory'),
        option('floor', '楼层', 'Floor'),
        OTHER,
      ]),
      HELD,
    ],
  }),
  task({
    id: 'U-03-kindergarten',
    group: 'people',
    kinds: KINDERGARTEN,
    title: text('管住本班', 'Hold the group'),
    how: text(
      '本班幼儿留在活动室，教师陪护、照常吃睡，不与别班混；家长到了在园外等候，听疾控意见再接。',
      'The group stays in its room with its teachers, eats and sleeps as usual and meets no other; parents wait outside until the CDC lets them take the children.',
    ),
    why: text('先接走一个，密接名单就断了一头。', 'Each child taken away too early is an end that is lost.'),
    signers: school('dutyLeader', 'classTeacher', 'principal'),
    timing: once(30),
    fields: [choices('unitsHeld', '管控单元', 'Units held', [CLASS, option('hall', '公共活动室', 'Hall'), OTHER]), HELD],
  }),
  task({
    id: 'U-03-training',
    group: 'people',
    kinds: TRAINING,
    title: text('停课并管住当班', 'Stop teaching, hold the class'),
    how: text(
      '其余班次立即停课、不再进人；同班师生留在原教室，逐人登记所在学校，家长在门外等候疾控意见。',
      'All other classes stop and nobody else comes in; those of the class stay, each with the school attended on the list, and parents wait outside for the CDC.',
    ),
    why: text('下课铃一响，人就散到几所学校去了。', 'When the bell rings they scatter to several schools.'),
    signers: HEAD_OF_TRAINING,
    timing: once(30),
    fields: [choices('unitsHeld', '管控单元', 'Units held', [CLASS, option('before', '前一班次', 'The class before'), OTHER]), HELD],
  }),
  task({
    id: 'U-06',
    group: 'report',
    title: text('封存课表、门禁和视频', 'Preserve timetable, access log and video'),
    how: text(
      '近 14 天的课表、门禁或签到记录、监控视频先导出封存，不得覆盖。',
      'Export and keep the last 14 days of timetable, access log and video; nothing may be overwritten.',
    ),
    why: text('流调靠它还原接触轨迹，录像几天就会被覆盖。', 'Tracing needs them, and recordings are overwritten within days.'),
    signers: school('security', 'academic', 'dutyLeader'),
    timing: once(2 * HOUR),
    fields: [
      choices('preserved', '已封存', 'Preserved', [
        option('timetable', '课表', 'Timetable'),
        option('access', '门禁、签到记录', 'Access log'),
        option('video', '监控视频', 'Video'),
      ]),
    ],
  }),
  task({
    id: 'U-07',
    group: 'families',
    kinds: SCHOOLS,
    title: text('告知家长、心理疏导', 'Tell the guardians; counselling'),
    how: text(
      '由班主任（辅导员）按统一口径逐户电话告知；心理教师到岗，没有心理教师的由班主任疏导。',
      'Class teachers call each family with one agreed message; the counsellor is on duty, or where there is none the class teachers see to it.',
    ),
    why: text('家长先从群里听到，校门口就会聚人。', 'If parents hear it from a chat first, they gather at the gate.'),
    signers: school('classTeacher', 'familyLiaison', 'dutyLeader'),
    timing: once(2 * HOUR),
    fields: TOLD,
  }),
  task({
    id: 'U-07-training',
    group: 'families',
    kinds: TRAINING,
    title: text('告知学员家长', 'Tell the parents'),
    how: text(
      '按统一口径逐户电话告知，已经下课离开的也要告知，请在家等候通知、不到门口聚集。',
      'Call each family with one agreed message, those too who have left: stay at home, wait for word, and do not gather at the door.',
    ),
    why: text('家长先从群里听到，门口就会聚人。', 'If parents hear it from a chat first, they gather at the door.'),
    signers: HEAD_OF_TRAINING,
    timing: once(2 * HOUR),
    fields: TOLD,
  }),
  task({
    id: 'U-09',
    group: 'health',
    title: text('涉疫区域消毒', 'Disinfect the area'),
    how: text(
      '停留过的地方先封闭，在专业人员指导下消毒，期间不得进入。',
      'Close where the person was; disinfect under professional guidance; nobody enters meanwhile.',
    ),
    why: text('自己随便喷洒，会毁掉采样。', 'Spraying on your own destroys the samples.'),
    signers: school('logistics', 'doctor', 'dutyLeader'),
    timing: once(12 * HOUR),
    fields: [count('areasDisinfected', '已消毒区域', 'Areas disinfected'), words('disinfectedBy', '实施单位', 'By whom')],
  }),
  task({
    id: 'U-10',
    group: 'life',
    kinds: OLDER,
    title: text('封控准备', 'Prepare to seal'),
    how: text(
      '各岗位定到人，盘点吃住药品，腾出房间，一旦确诊即可封控。',
      'Name the posts, check the stores, count the rooms: ready to seal the moment it is confirmed.',
    ),
    why: text('等结果出来再准备就晚了。', 'When the result is in, it is too late to prepare.'),
    signers: school('dutyLeader', 'logistics', 'vicePrincipal'),
    timing: once(6 * HOUR),
    fields: [
      count('postsNamed', '已定岗位', 'Posts named'),
      count('foodDays', '食品可用天数', 'Days of food'),
      count('roomsFree', '可用房间', 'Rooms free'),
    ],
  }),
  task({
    id: 'U-10-kindergarten',
    group: 'life',
    kinds: KINDERGARTEN,
    title: text('封控准备', 'Prepare to seal'),
    how: text(
      '各岗位定到人，盘点伙食、饮水、被褥和幼儿常用药；幼儿不在园隔离，排好家长陪同、分批接走的次序。',
      'Name the posts, check food, water, bedding and the children’s medicine; no child is isolated here, so settle which guardian goes along and who fetches when.',
    ),
    why: text('孩子夜里没有被褥和家长，谁也哄不住。', 'Without bedding and guardians nobody can calm the children at night.'),
    signers: school('dutyLeader', 'logistics', 'vicePrincipal'),
    timing: once(6 * HOUR),
    fields: [count('postsNamed', '已定岗位', 'Posts named'), count('foodDays', '食品可用天数', 'Days of food')],
  }),
]
