import type { Field } from '../../../form.ts'
import type { Task } from '../../../task.ts'
import {
  atMost,
  count,
  daily,
  date,
  DAY_SLOT,
  every,
  HEAD_OF_TRAINING,
  HOUR,
  KINDERGARTEN,
  OLDER,
  once,
  school,
  SCHOOLS,
  sumIs,
  task,
  text,
  TRAINING,
  WHEREABOUTS,
} from '../../../notation.ts'
import { LESSONS } from './online-lessons.ts'

const IN_SCHOOL: Field = {
  ...WHEREABOUTS.inSchool,
  label: text('在校', 'In school'),
  hint: text('没有人留校填 0', '0 if nobody is in school'),
}
const PARENTS_ANSWERED = count('parentsAnswered', '答复家长', 'Parents answered')

/** O: while lessons are given online, wholly or in part. */
export const REMOTE: readonly Task[] = [
  ...LESSONS,
  task({
    id: 'O-03',
    group: 'gates',
    kinds: SCHOOLS,
    title: text('可进校人员名单', 'Who may enter the campus'),
    how: text(
      '教师居家授课，确需进校的列名单交门卫，名单外一律不进。',
      'Teachers work from home; whoever must come is on the list at the gate, nobody else enters.',
    ),
    why: text('名单越短，风险越小。', 'The shorter the list, the smaller the risk.'),
    signers: school('vicePrincipal', 'dutyLeader', 'security'),
    timing: once(12 * HOUR),
    fields: [count('allowedOnCampus', '名单人数', 'People listed')],
  }),
  task({
    id: 'O-05',
    group: 'people',
    kinds: SCHOOLS,
    title: text('人员去向与居家健康', 'Where everybody is, and how'),
    how: text(
      '班主任（辅导员）每天逐人核实去向，汇总健康情况；合计等于在册人数。',
      'Class teachers verify daily where everybody is and how they are. The sum is the roster.',
    ),
    why: text('居家不等于不管，失联的当天要追到。', 'At home is not out of sight: whoever is unreached is traced the same day.'),
    signers: school('reporter', 'classTeacher', 'dutyLeader'),
    timing: daily(DAY_SLOT),
    fields: [
      WHEREABOUTS.atHome,
      WHEREABOUTS.concentrated,
      IN_SCHOOL,
      WHEREABOUTS.unreached,
      count('reported', '已报健康', 'Health reported'),
      count('abnormal', '其中异常', 'Of these abnormal'),
    ],
    rules: [sumIs('roster', 'atHome', 'concentrated', 'inSchool', 'unreached'), atMost('abnormal', 'reported')],
  }),
  task({
    id: 'O-06',
    group: 'families',
    kinds: OLDER,
    title: text('体育锻炼、心理和答疑', 'Exercise, counselling, questions'),
    how: text(
      '每周安排居家锻炼和心理课，学生、家长的焦虑有人接、有人答。',
      'Exercise and counselling every week; worries of students and parents are heard and answered.',
    ),
    why: text('关在家里久了，先出问题的是情绪。', 'After weeks at home it is the mood that breaks first.'),
    signers: school('counsellor', 'classTeacher', 'familyLiaison'),
    timing: every(7, DAY_SLOT),
    fields: [
      count('exerciseSessions', '锻炼课次', 'Exercise sessions'),
      count('counsellingSessions', '心理辅导', 'Counselling sessions'),
      PARENTS_ANSWERED,
    ],
  }),
  task({
    id: 'O-06-kindergarten',
    group: 'families',
    kinds: KINDERGARTEN,
    title: text('亲子活动和家长答疑', 'Play at home, parents’ questions'),
    how: text(
      '每周推送亲子游戏和户外活动建议；教师每周联系每个家庭一次，家长的焦虑有人接、有人答。',
      'Games and ideas for outdoors every week; teachers call each family once a week, and parents’ worries are answered.',
    ),
    why: text('幼儿闹、家长急，问的人多了就好办。', 'With restless children at home, parents need somebody who asks.'),
    signers: school('classTeacher', 'familyLiaison', 'principal'),
    timing: every(7, DAY_SLOT),
    fields: [count('familiesCalled', '已联系家庭', 'Families called'), PARENTS_ANSWERED],
  }),
  task({
    id: 'O-10',
    group: 'report',
    kinds: SCHOOLS,
    title: text('无新增天数', 'Days without a case'),
    how: text('填本县（市、区）最近一例的日期，以指挥部通报为准。', 'The date of the last case in the area, as the command announced it.'),
    why: text('满规定天数才能启动复课。', 'Reopening may begin only after the days laid down.'),
    signers: school('reporter', 'dutyLeader'),
    timing: daily(DAY_SLOT),
    fields: [date('lastCaseOn', '最近一例日期', 'Last case on')],
  }),
]

/** The first night at home: where everybody is, without waiting for the first daily round. */
export const AT_HOME: readonly Task[] = [
  task({
    id: 'O-05-first',
    group: 'people',
    kinds: SCHOOLS,
    title: text('人员去向首报', 'First count of where everybody is'),
    how: text(
      '接令后班主任（辅导员）逐人打电话，到家一个记一个，联系不上的单列；合计等于在册人数。',
      'On receipt of the order class teachers call everybody: who is home counts as home, the unreached apart. The sum is the roster.',
    ),
    why: text('居家多少、集中多少，指挥部当夜就要报数。', 'How many are home and how many elsewhere is asked that very night.'),
    signers: school('reporter', 'classTeacher', 'dutyLeader'),
    timing: once(12 * HOUR),
    fields: [WHEREABOUTS.atHome, WHEREABOUTS.concentrated, IN_SCHOOL, WHEREABOUTS.unreached],
    rules: [sumIs('roster', 'atHome', 'concentrated', 'inSchool', 'unreached')],
    source: ['O-05', 'R-06'],
  }),
  task({
    id: 'O-05-training',
    group: 'people',
    kinds: TRAINING,
    title: text('学员名单核实上交', 'Verify the list and hand it over'),
    how: text(
      '逐人核实学员、教师去向，名单交县教育局和学员所在学校；此后由各校每天掌握，不再重复填报。',
      'Verify where every student and teacher is; the list goes to the bureau and to their schools, which follow them from then on.',
    ),
    why: text('学员分在多所学校，名单不交就两头不管。', 'Students come from many schools: without the list nobody follows them.'),
    signers: HEAD_OF_TRAINING,
    timing: once(12 * HOUR),
    fields: [WHEREABOUTS.atHome, WHEREABOUTS.concentrated, WHEREABOUTS.unreached],
    rules: [sumIs('roster', 'atHome', 'concentrated', 'unreached')],
    source: ['O-05', 'R-06'],
  }),
]
