import type { Task } from '../../../task.ts'
import { choices, count, HOUR, once, option, school, SCHOOLS, task, text, words } from '../../../notation.ts'

/** U: once for the whole time in which suspicion is being clarified. */
export const SUSPECTED: readonly Task[] = [
  task({
    id: 'U-03',
    group: 'people',
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
        option('class', '班级', 'Class'),
        option('dormitory', '宿舍', 'Dormitory'),
        option('floor', '楼层', 'Floor'),
        option('other', '其他', 'Other'),
      ]),
      count('peopleHeld', '管控人数', 'People held'),
    ],
  }),
  task({
    id: 'U-06',
    group: 'report',
    title: text('封存课表、门禁和视频', 'Preserve timetable, access log and video'),
    how: text(
      '近 14 天的课表、门禁记录、监控视频先导出封存，不得覆盖。',
      'Export and keep the last 14 days of timetable, access log and video; nothing may be overwritten.',
    ),
    why: text('流调靠它还原接触轨迹，录像几天就会被覆盖。', 'Tracing needs them, and recordings are overwritten within days.'),
    signers: school('security', 'academic', 'dutyLeader'),
    timing: once(2 * HOUR),
    fields: [
      choices('preserved', '已封存', 'Preserved', [
        option('timetable', '课表', 'Timetable'),
        option('access', '门禁记录', 'Access log'),
        option('video', '监控视频', 'Video'),
      ]),
    ],
  }),
  task({
    id: 'U-07',
    group: 'families',
    title: text('告知家长、心理值班', 'Tell the guardians; counsellor on duty'),
    how: text(
      '由班主任（辅导员）按统一口径逐户电话告知，心理教师到岗。',
      'Class teachers call each family with one agreed message; the counsellor is on duty.',
    ),
    why: text('家长先从群里听到，校门口就会聚人。', 'If parents hear it from a chat first, they gather at the gate.'),
    signers: school('classTeacher', 'familyLiaison', 'dutyLeader'),
    timing: once(2 * HOUR),
    fields: [count('guardiansTold', '已告知', 'Told'), count('guardiansUnreached', '未联系上', 'Not reached')],
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
    kinds: SCHOOLS,
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
]
