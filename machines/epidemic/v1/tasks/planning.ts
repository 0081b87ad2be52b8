import { DISINFECTION } from '../../../same-steps.ts'
import type { Task } from '../../../task.ts'
import { bureau, choices, count, date, DAY, files, once, option, school, sumIs, sumIsField, task, text, zero } from '../../../notation.ts'
import { DEFERRED, DRILL, ISOLATION, TRAINED, VERIFIED } from '../quantities.ts'

const WITHIN = once(5 * DAY)
const LEADERS = school('principal', 'vicePrincipal')

/** P-01 to P-04: what must be ready before the plan goes up. P-01 is one task an item, so that a plan is returned item by item. */
export const PLANNING: readonly Task[] = [
  task({
    id: 'P-01-people',
    group: 'reopening',
    title: text('一、人员底数', '1 People known'),
    how: text('在册师生逐人核实，核不实的清零再签。', 'Verify everybody on the roster; sign when nobody is unverified.'),
    why: text('底数不清，分批就分不准。', 'Without the numbers no batch can be right.'),
    signers: school('reporter', 'vicePrincipal', 'classTeacher'),
    timing: WITHIN,
    fields: [VERIFIED.verified, VERIFIED.unverified],
    rules: [sumIs('roster', 'verified', 'unverified'), zero('unverified')],
  }),
  task({
    id: 'P-01-teaching',
    group: 'reopening',
    title: text('二、教学安排', '2 Teaching arranged'),
    how: text(
      '线上线下衔接、错峰作息、暂缓返校学生的课都要排到；幼儿园排一日生活，各班分开。',
      'The change from online, staggered hours, and lessons for those who return later; at a kindergarten the day of each group.',
    ),
    why: text('返校第一天不能乱。', 'The first day must not be chaos.'),
    signers: school('academic', 'vicePrincipal'),
    timing: WITHIN,
    fields: [count('grades', '年级（班级）数', 'Grades or groups'), count('gradesCovered', '已安排', 'Arranged')],
    rules: [sumIsField('grades', 'gradesCovered')],
  }),
  task({
    id: 'P-01-staff',
    group: 'reopening',
    title: text('三、教职工培训', '3 Staff trained'),
    how: text(
      '全体教职工（含食堂、保安、保洁）培训考试，不合格的补考。',
      'Everybody incl. kitchen, guards and cleaners is trained and tested; whoever fails sits it again.',
    ),
    why: text('会的人不够，制度就停在纸上。', 'Rules that people do not know stay on paper.'),
    signers: school('vicePrincipal', 'academic', 'doctor'),
    timing: WITHIN,
    fields: [TRAINED.staffTrained, TRAINED.staffPassed],
    rules: [sumIsField('staffTrained', 'staffPassed')],
  }),
  task({
    id: 'P-01-places',
    group: 'reopening',
    title: text('四、场所准备', '4 Places ready'),
    how: text(
      '教室、寝室、活动室按间距摆好，隔离（观察）室能用，校门通道划好线。',
      'Desks and beds spaced, the isolation room usable, the lanes at the gate marked.',
    ),
    why: text('人回来了再腾地方就晚了。', 'Once people are back there is no room to move.'),
    signers: school('logistics', 'dormitory', 'dutyLeader'),
    timing: WITHIN,
    fields: [count('roomsReady', '就绪房间', 'Rooms ready'), ISOLATION.isolationRooms],
  }),
  task({
    id: 'P-01-disinfection',
    group: 'reopening',
    title: text('五、全面消毒', '5 Disinfected'),
    how: text(
      '返校前在疾控或卫生部门指导下全部消毒一遍，隔离用过的房间单独终末消毒。',
      'Every place once before return, under guidance; rooms used for isolation get a final disinfection of their own.',
    ),
    why: text('上一轮的风险不能留给下一批人。', 'What the last ones left must not meet the next.'),
    timing: WITHIN,
    ...DISINFECTION,
  }),
  task({
    id: 'P-01-food',
    group: 'reopening',
    title: text('六、食品安全', '6 Food safe'),
    how: text(
      '停用的食材、饮水设备全部清查，从业人员健康证和核酸齐全；没有食堂的填 0。',
      'Check stores and water that stood idle; kitchen staff have their health papers and tests; 0 without a canteen.',
    ),
    why: text('停了几周的食堂最容易出事。', 'A kitchen that stood still for weeks is the next danger.'),
    signers: school('canteen', 'logistics'),
    timing: WITHIN,
    fields: [count('kitchenStaff', '食堂人员', 'Kitchen staff'), count('kitchenStaffCleared', '证件检测齐全', 'Papers and tests complete')],
    rules: [sumIsField('kitchenStaff', 'kitchenStaffCleared')],
  }),
  task({
    id: 'P-01-supplies',
    group: 'reopening',
    title: text('七、物资到位', '7 Supplies in'),
    how: text(
      '口罩、体温计、消毒液、防护服按天数备足，不足的先报缺。',
      'Masks, thermometers, disinfectant and suits for enough days; report what lacks.',
    ),
    why: text('开学当天没有地方临时去买。', 'Nothing can be bought on the morning of return.'),
    signers: school('logistics', 'doctor'),
    timing: WITHIN,
    fields: [count('suppliesDays', '物资可用天数', 'Days of supplies')],
  }),
  task({
    id: 'P-01-liaison',
    group: 'reopening',
    title: text('八、医院公安联络', '8 Health and police'),
    how: text('与结对医院、疾控、派出所、社区逐一对接，电话打通为准。', 'Hospital, CDC, police and community, each reached by telephone.'),
    why: text('出事时再找电话就晚了。', 'The night of a case is no time to look for numbers.'),
    signers: school('dutyLeader', 'security', 'vicePrincipal'),
    timing: WITHIN,
    fields: [
      choices('linked', '已对接', 'In contact', [
        option('hospital', '结对医院', 'Hospital'),
        option('cdc', '疾控', 'CDC'),
        option('police', '派出所', 'Police'),
        option('community', '社区', 'Community'),
      ]),
    ],
  }),
  task({
    id: 'P-02',
    group: 'reopening',
    title: text('十四天行程排查', 'Fourteen days of travel'),
    how: text(
      '含后勤人员逐人排查；14 天内到过中高风险地区或境外、有症状的，一律暂缓返校。',
      'Everybody incl. logistics; whoever was in a medium or high-risk area or abroad, or has symptoms, within 14 days does not return yet.',
    ),
    why: text('带回来一个，整批都要停。', 'One brought back stops the whole batch.'),
    signers: school('classTeacher', 'reporter', 'vicePrincipal'),
    timing: WITHIN,
    fields: [count('cleared', '可返校', 'May return'), DEFERRED.deferred],
    rules: [sumIs('roster', 'cleared', 'deferred')],
  }),
  task({
    id: 'P-03',
    group: 'reopening',
    title: text('返校日与校内病例演练', 'Drill of return day and of a case'),
    how: text('两个科目都要实地走一遍，问题当场记、整改后销号。', 'Walk through both on the ground; findings are written down and closed.'),
    why: text('没演练过的不得复课。', 'No school reopens on a plan it has not drilled.'),
    signers: LEADERS,
    timing: WITHIN,
    fields: [DRILL.drilledOn, DRILL.drillFindings, DRILL.drillFindingsClosed],
    rules: [sumIsField('drillFindings', 'drillFindingsClosed')],
    source: ['P-03', 'R-08'],
  }),
  task({
    id: 'P-04',
    group: 'reopening',
    title: text('联合验收', 'Joint acceptance'),
    how: text(
      '教育会同卫健或疾控到校验收，涉及食堂的请市场监管参加，医院指导；学校和教育局都要签。',
      'Education with health or CDC on site, market regulation for the kitchen, the hospital advising; school and bureau both sign.',
    ),
    why: text('谁验收、谁签字、谁负责。', 'Whoever accepts signs, and answers for it.'),
    signers: LEADERS,
    secondSigners: bureau(['county', 'city', 'province'], 'taskForce', 'deputyDirector', 'dutyOfficer'),
    timing: once(7 * DAY),
    fields: [
      date('acceptedOn', '验收日期', 'Accepted on'),
      choices('acceptedWith', '参加单位', 'Together with', [
        option('health', '卫健', 'Health'),
        option('cdc', '疾控', 'CDC'),
        option('market', '市场监管', 'Market regulation'),
        option('hospital', '医院', 'Hospital'),
      ]),
      files('acceptanceRecord', '验收意见', 'Acceptance record', { most: 3 }),
    ],
    source: ['P-04', 'R-01'],
  }),
]
