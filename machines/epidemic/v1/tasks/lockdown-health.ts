import type { Task } from '../../../task.ts'
import {
  AFTERNOON,
  atMost,
  count,
  daily,
  DAY,
  DAY_SLOT,
  firstThenDaily,
  firstThenEvery,
  HEAD_OF_TRAINING,
  KINDERGARTEN,
  MORNING,
  OLDER,
  once,
  school,
  SCHOOLS,
  sumIsField,
  task,
  TESTING,
  text,
  TRAINING,
} from '../../../notation.ts'

const CAREGIVERS = school('doctor', 'reporter', 'dutyLeader')
const DAYS_BETWEEN_ROUNDS = 3
const DISINFECTED = [count('areasDisinfected', '已消毒区域', 'Areas disinfected'), count('samples', '环境样本', 'Samples')] as const

/** L-07, L-12, L-19, L-20: the health of those inside. */
export const HEALTH: readonly Task[] = [
  task({
    id: 'L-07',
    group: 'health',
    kinds: SCHOOLS,
    title: text('在校人员核酸检测', 'Test everybody inside'),
    how: text(
      '每 3 天一轮或按指令加密，由属地组织、免费；应检未检的当天补上。',
      'Every third day or as ordered, free, by the local command; whoever was missed is tested the same day.',
    ),
    why: text('漏一个，整轮就要重来。', 'One missed means the whole round again.'),
    signers: CAREGIVERS,
    timing: firstThenEvery(DAY, DAYS_BETWEEN_ROUNDS, DAY_SLOT),
    whileSuspended: true,
    fields: [TESTING.toTest, TESTING.tested, TESTING.positivePeople],
    rules: [atMost('tested', 'toTest'), atMost('positivePeople', 'tested')],
  }),
  task({
    id: 'L-20',
    group: 'health',
    kinds: SCHOOLS,
    title: text('采样点秩序', 'Order at the sampling sites'),
    how: text(
      '每个采样点定一名负责人，分批叫号、保持间距，防止排队聚集。',
      'A leader for each site; call people in groups and keep the distance.',
    ),
    why: text('采样排队本身不能成为聚集。', 'The queue for the test must not spread what it looks for.'),
    signers: school('dutyLeader', 'grid', 'doctor'),
    timing: firstThenEvery(DAY, DAYS_BETWEEN_ROUNDS, DAY_SLOT),
    fields: [count('sites', '采样点', 'Sites'), count('siteLeaders', '到岗负责人', 'Leaders on post')],
    rules: [sumIsField('sites', 'siteLeaders')],
  }),
  task({
    id: 'L-12',
    group: 'health',
    kinds: SCHOOLS,
    title: text('在校人员健康监测', 'Health monitoring'),
    how: text(
      '早晚各测一次体温、问一次症状，异常的马上按疑似处置。',
      'Temperature and symptoms twice a day; anything abnormal is treated as suspected at once.',
    ),
    why: text('封闭在里面，早发现全靠这两次。', 'Inside a closed campus these two checks are all there is.'),
    signers: CAREGIVERS,
    timing: daily(MORNING, AFTERNOON),
    whileSuspended: true,
    fields: [count('monitored', '已监测', 'Monitored'), count('abnormalOnSite', '其中异常', 'Abnormal')],
    rules: [atMost('abnormalOnSite', 'monitored')],
  }),
  task({
    id: 'L-19',
    group: 'health',
    kinds: OLDER,
    title: text('口罩、一米线、最小单元', 'Masks, distance, no mixing'),
    how: text(
      '吃饭、上课、睡觉以外戴口罩，保持一米，班级、宿舍之间不交叉；每天抽查。',
      'Masks except eating, in class and asleep; one metre; units do not mix. Spot checks every day.',
    ),
    why: text('单元不混，出了病例只动一小块。', 'If units do not mix, a case touches only one of them.'),
    signers: school('grid', 'dutyLeader', 'classTeacher'),
    timing: daily(DAY_SLOT),
    fields: [count('spotChecks', '抽查次数', 'Spot checks'), count('corrected', '当场纠正', 'Corrected')],
  }),
  task({
    id: 'L-19-kindergarten',
    group: 'health',
    kinds: KINDERGARTEN,
    title: text('教职工防护、班级不混', 'Staff protected, groups apart'),
    how: text(
      '留园教职工戴口罩，幼儿不戴；各班不交叉，每天抽查。',
      'Staff who stay wear masks, children do not; groups are kept apart. Spot checks every day.',
    ),
    why: text('幼儿戴口罩有窒息风险，防护靠大人。', 'A mask can choke a small child: protection is up to the adults.'),
    signers: CAREGIVERS,
    timing: daily(DAY_SLOT),
    fields: [count('spotChecks', '抽查次数', 'Spot checks'), count('corrected', '当场纠正', 'Corrected')],
  }),
]

/** L-09, L-21: what an outbreak adds. */
export const HEALTH_SEALED: readonly Task[] = [
  task({
    id: 'L-09',
    group: 'health',
    kinds: SCHOOLS,
    title: text('全面消毒与环境采样', 'Disinfect all, sample surfaces'),
    how: text(
      '在专业人员指导下全面消毒，病例停留处先采样后消毒。',
      'Under professional guidance; where cases were, sample first and disinfect after.',
    ),
    why: text('先消毒后采样，就查不出来源。', 'Disinfected first, the source can no longer be found.'),
    signers: school('logistics', 'doctor', 'dutyLeader'),
    timing: firstThenDaily(DAY, DAY_SLOT),
    fields: DISINFECTED,
  }),
  task({
    id: 'L-09-training',
    group: 'health',
    kinds: TRAINING,
    title: text('场所采样和终末消毒', 'Sample and disinfect the premises'),
    how: text(
      '请专业人员到场，病例停留处先采样后消毒，其余场所消毒一遍；办完上锁，不再进人。',
      'Professionals come: where cases were they sample first and disinfect after, all else is disinfected once; then it is locked and nobody goes in.',
    ),
    why: text('锁上门之前不消毒，风险就留到复业那天。', 'What is locked in undisinfected waits for the day of reopening.'),
    signers: HEAD_OF_TRAINING,
    timing: once(DAY),
    fields: DISINFECTED,
  }),
  task({
    id: 'L-21',
    group: 'health',
    kinds: SCHOOLS,
    title: text('医疗废物移交', 'Medical waste'),
    how: text(
      '双层封口、专人专线，当面移交并留存联单。',
      'Double bags, sealed, by a named person on a separate route, handed over against a slip.',
    ),
    why: text('垃圾也会传染，去向要查得到。', 'Waste infects too: where it went must be known.'),
    signers: school('logistics', 'doctor', 'dutyLeader'),
    timing: daily(DAY_SLOT),
    fields: [count('wasteBags', '移交袋数', 'Bags handed over', { hint: text('没有就填 0', '0 if none') })],
  }),
]
