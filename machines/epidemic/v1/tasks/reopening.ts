import type { Task } from '../../../task.ts'
import {
  allBut,
  atMost,
  bureau,
  count,
  daily,
  date,
  DAY,
  DAY_SLOT,
  KINDERGARTEN,
  once,
  onSchoolDays,
  school,
  sumIsField,
  task,
  TESTING,
  text,
  time,
  words,
} from '../../../notation.ts'
import { LEVEL_NAMES } from '../../../review.ts'
import { CAMPUS } from '../quantities.ts'
import { REVIEWING, reviewStep } from '../review-route.ts'

const RETURN = [
  date('returnsOn', '返校日期', 'Day of return'),
  count('expected', '应返人数', 'People expected'),
  count('familiesTold', '已通知家长', 'Families told'),
] as const
const LEVELS = ['county', 'city', 'province'] as const

/** P-05: once for each level of the route; only those that stand on a school's own are asked. */
export const REVIEW: readonly Task[] = REVIEWING.map((level) =>
  task({
    id: reviewStep(level),
    group: 'reopening',
    title: text(`${LEVEL_NAMES[level].zh}审核与现场核查`, `Review by the ${LEVEL_NAMES[level].en}, on paper and on site`),
    how: text(
      '对照清单逐项看材料、看现场；有不合格项的列明后退回，不予批复。',
      'Check each item on paper and on site; a plan with failed items is returned, not approved.',
    ),
    why: text('谁审核、谁签字、谁负责。', 'Whoever reviews signs, and answers for it.'),
    reviewBy: level,
    signers: bureau([level], 'taskForce', 'deputyDirector', 'inspector'),
    timing: once(3 * DAY),
    fields: [count('itemsPassed', '合格项', 'Items passed'), count('itemsFailed', '不合格项', 'Items failed')],
    source: ['P-05', 'R-07'],
  }),
)

/** P-07 to P-11 and P-15: once for every batch. */
export const BATCH: readonly Task[] = [
  campusRound('N-03-batch'),
  task({
    id: 'P-07',
    group: 'reopening',
    kinds: allBut('kindergarten'),
    title: text('本批次安排', 'This batch'),
    how: text(
      '毕业年级先返、低年级后返；定日期、年级、错峰时段和路线，逐户通知家长（高校通知到学生）。',
      'Those who graduate return first, the youngest last; dates, grades, hours and routes; every family is told (at a university every student).',
    ),
    why: text('通知不到的会提前来，也会漏下。', 'Who was not told comes early or not at all.'),
    signers: school('vicePrincipal', 'academic', 'principal'),
    timing: once(DAY),
    fields: [...RETURN, words('gradesReturning', '返校年级', 'Grades returning')],
    source: ['P-07', 'R-09'],
  }),
  task({
    id: 'P-07-kindergarten',
    group: 'reopening',
    kinds: KINDERGARTEN,
    title: text('本批次返园安排', 'This batch'),
    how: text(
      '幼儿园最后返，大班先、小班后；定日期、班级和错时接送的时段，逐户通知家长，接送人提前登记。',
      'Kindergartens are last, their oldest groups first; dates, groups and hours for bringing and fetching; every family is told, and whoever fetches is on the list.',
    ),
    why: text('通知不到的会提前来，门口一挤就白错时。', 'Who was not told comes early, and one crowd at the gate undoes it all.'),
    signers: school('vicePrincipal', 'academic', 'principal'),
    timing: once(DAY),
    fields: [...RETURN, words('gradesReturning', '返园班级', 'Groups returning')],
    source: ['P-07', 'R-09'],
  }),
  task({
    id: 'P-08',
    group: 'reopening',
    title: text('返校前 48 小时核酸', 'Test within 48 hours before return'),
    how: text(
      '只查规定须查的人（省外、有疫情县返回的），缺证明的不进校。',
      'Only those whom the rule names (from outside the province or counties with cases); without proof nobody enters.',
    ),
    why: text('该查的查到人，不该查的不折腾。', 'Everyone the rule names, and nobody else.'),
    signers: school('doctor', 'classTeacher', 'reporter'),
    timing: once(DAY),
    fields: [count('proofNeeded', '应持证明', 'Proof needed'), count('proofShown', '已持证明', 'Proof shown')],
    rules: [sumIsField('proofNeeded', 'proofShown')],
  }),
  task({
    id: 'P-10',
    group: 'reopening',
    title: text('返校日组织', 'Return day'),
    how: text(
      '分时段、分通道进校，异常的当场劝返或送医，不在门口扎堆。',
      'By hours and lanes; whoever is unwell turns back or goes to hospital; no crowd at the gate.',
    ),
    why: text('返校日的校门是一年里最险的一天。', 'Return day is the riskiest day of the year at the gate.'),
    signers: school('dutyLeader', 'security', 'vicePrincipal'),
    timing: once(2 * DAY),
    fields: [count('arrived', '已返校', 'Arrived'), count('turnedBack', '劝返、送医', 'Turned back')],
  }),
  task({
    id: 'P-11',
    group: 'reopening',
    title: text('包联干部到场', 'Liaison officer on site'),
    how: text('返校当天包联干部全程在场，由教育局签。', 'The officer stays on site all of return day; the bureau signs.'),
    why: text('当天出的问题，当场就能定。', 'What goes wrong that day is decided on the spot.'),
    signers: bureau(LEVELS, 'liaisonOfficer', 'dutyOfficer', 'taskForce'),
    timing: once(2 * DAY),
    fields: [words('officer', '包联干部', 'Officer'), time('arrivedAt', '到校时间', 'Arrived at')],
    source: ['P-11', 'R-13'],
  }),
  task({
    id: 'P-09',
    group: 'reopening',
    title: text('返校后两天内全员检测', 'Everybody tested within two days'),
    how: text(
      '本批次人员两天内全部检测，结果出来前不串班、不外出。',
      'Everybody of the batch within two days; no mixing and no going out before the results.',
    ),
    why: text('路上感染的，这一轮才查得出。', 'Whoever caught it on the way shows only now.'),
    signers: school('doctor', 'reporter', 'dutyLeader'),
    timing: once(3 * DAY),
    fields: [TESTING.toTest, TESTING.tested, TESTING.positivePeople],
    rules: [sumIsField('toTest', 'tested'), atMost('positivePeople', 'tested')],
  }),
  task({
    id: 'P-15',
    group: 'reopening',
    title: text('病例、密接返校把关', 'Return of cases and contacts'),
    how: text(
      '解除隔离并经指挥部同意的才能返校，没有这类人员填 0。',
      'Only when released and with the command’s consent; 0 if there are none.',
    ),
    why: text('少一道手续，就可能带回一轮。', 'One paper less may bring back a whole round.'),
    signers: school('doctor', 'reporter', 'dutyLeader'),
    timing: once(3 * DAY),
    fields: [count('released', '已解除隔离', 'Released'), count('consented', '已获同意', 'Consented')],
    rules: [sumIsField('released', 'consented')],
  }),
]

/** P-13, P-14. */
export const OBSERVING: readonly Task[] = [
  campusRound('N-03-observing'),
  task({
    id: 'P-13',
    group: 'health',
    title: text('返校后健康观察', 'Observation after return'),
    how: text(
      '汇总当天晨检、午检，有住宿的加晚检；仍在外隔离的逐人跟到解除。',
      'The total of the day’s checks, for boarders with the evening; follow those still in isolation until they are released.',
    ),
    why: text('十四天没事，才算真的过去。', 'Only fourteen quiet days mean that it is over.'),
    signers: school('doctor', 'reporter', 'dutyLeader'),
    timing: daily(DAY_SLOT),
    fields: [
      count('observed', '已观察', 'Observed'),
      count('abnormalOnSite', '其中异常', 'Abnormal'),
      count('stillAway', '仍在外隔离', 'Still in isolation'),
    ],
    rules: [atMost('abnormalOnSite', 'observed')],
  }),
  task({
    id: 'P-14',
    group: 'reopening',
    title: text('经验总结', 'Review after the event'),
    how: text(
      '开一次复盘会：哪些管用、哪些没守住，整改事项逐条定责任人。',
      'Meet and go through it: what worked, what failed, an owner for every action.',
    ),
    why: text('不总结，下次还在同一处出事。', 'What is not looked at happens again in the same place.'),
    signers: school('principal', 'vicePrincipal'),
    timing: once(14 * DAY),
    fields: [
      count('actions', '整改事项', 'Actions'),
      count('actionsOwned', '已定责任人', 'With an owner'),
      words('lessons', '主要教训', 'Lessons', { long: true }),
    ],
    rules: [sumIsField('actions', 'actionsOwned')],
  }),
]

/** People are back, so gate, rooms and canteen are looked after as in term: in one round, since so much else is asked. */
function campusRound(id: string): Task {
  return task({
    id,
    group: 'gates',
    title: text('校园日常巡查', 'Daily round of the campus'),
    how: text(
      '进门测温、验码，外来人员经批准方可进；教室和重点部位通风消毒，错峰就餐、餐餐留样。没有的填 0。',
      'Temperature and code at the gate, visitors by approval; rooms aired, touch points disinfected, staggered meals with a sample of each dish. 0 for what there is not.',
    ),
    why: text('人一回来，常态防控的事一样不能少。', 'With the people everything of normal days is back too.'),
    signers: school('dutyLeader', 'logistics', 'security'),
    timing: onSchoolDays(DAY_SLOT),
    fields: [CAMPUS.entriesRefused, CAMPUS.visitors, CAMPUS.roomsInUse, CAMPUS.roomsAired, CAMPUS.disinfections, CAMPUS.foodSamples],
    rules: [atMost('roomsAired', 'roomsInUse')],
    source: ['N-03', 'N-04', 'N-21'],
  })
}
