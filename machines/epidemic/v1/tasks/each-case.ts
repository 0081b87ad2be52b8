import type { Task } from '../../../task.ts'
import {
  atLeast,
  choice,
  choices,
  count,
  DAY,
  files,
  HEAD_OF_TRAINING,
  HOUR,
  KINDERGARTEN,
  OLDER,
  option,
  perCase,
  school,
  SCHOOLS,
  sumIsField,
  task,
  text,
  time,
  TRAINING,
  words,
} from '../../../notation.ts'

const TOLD = [
  option('principal', '主要负责人', 'Head'),
  option('command', '属地指挥部', 'Local command'),
  option('cdc', '疾控中心', 'CDC'),
  option('bureau', '教育局', 'Education bureau'),
]
const RECEIVERS = [
  option('120', '120 急救', 'Ambulance (120)'),
  option('command', '指挥部专车', 'The command’s vehicle'),
  option('hospital', '定点医院', 'Hospital'),
]
const LISTS = [
  option('seats', '座位表', 'Seats'),
  option('dormitory', '宿舍名单', 'Dormitory'),
  option('class', '班级名单', 'Class'),
  option('other', '其他', 'Other'),
]
const RESULTS = [
  count('tests', '已出结果', 'Results'),
  count('negative', '其中阴性', 'Negative'),
  count('positive', '其中阳性', 'Positive'),
  files('testReports', '检测报告或排除通知', 'Test reports or notice', { most: 3, personal: true }),
]
const RESULT_RULES = [atLeast('tests', 1), sumIsField('tests', 'negative', 'positive')]
const FIRST_AT_HAND = school('doctor', 'reporter', 'dutyLeader')
const LISTED = count('peopleListed', '名单人数', 'People listed')
const LISTS_HANDED = time('listsHandedAt', '交出时间', 'Handed over at')
const ISOLATED = [time('isolatedAt', '隔离时间', 'Isolated at'), words('isolatedIn', '隔离地点', 'Where')] as const

/** U: once for every suspected case, wherever the school stands; the clock starts at its report. */
export const EACH_CASE: readonly Task[] = [
  task({
    id: 'U-01',
    group: 'people',
    kinds: OLDER,
    title: text('就地隔离', 'Isolate the person'),
    how: text(
      '戴好口罩，由专人带到隔离室，走专用路线，陪护人员做好防护。',
      'Masked, by a named person, along the separate route to the isolation room; whoever stays wears protection.',
    ),
    why: text('先隔离再问话，拖十分钟就多一圈接触的人。', 'Isolate before asking: ten minutes more are one more circle of contacts.'),
    signers: FIRST_AT_HAND,
    timing: perCase(10),
    fields: ISOLATED,
  }),
  task({
    id: 'U-01-kindergarten',
    group: 'people',
    kinds: KINDERGARTEN,
    title: text('单独照看并请家长陪同', 'Care for the child apart, call the guardian'),
    how: text(
      '幼儿由保健医在单独房间照看，不强求戴口罩，立即请监护人到园陪同就医。',
      'The health teacher stays with the child in a room apart, without insisting on a mask; the guardian comes at once and goes along.',
    ),
    why: text('幼儿不能独自隔离，家长不在场也问不清。', 'A small child is never isolated alone, and only the guardian can answer.'),
    signers: FIRST_AT_HAND,
    timing: perCase(10),
    fields: [time('isolatedAt', '单独照看时间', 'Apart since'), time('guardianCalledAt', '通知家长时间', 'Guardian called at')],
  }),
  task({
    id: 'U-01-training',
    group: 'people',
    kinds: TRAINING,
    title: text('单独安置', 'Apart at once'),
    how: text(
      '戴好口罩带到预留的单独房间，由专人看护，不让自行离开；家长到了在门外等候疾控意见。',
      'Masked, into the room that is kept free, with somebody watching; nobody leaves alone, and parents wait outside for the CDC.',
    ),
    why: text('自己打车走了，一路都是密接。', 'Whoever leaves by taxi leaves contacts all along the way.'),
    signers: HEAD_OF_TRAINING,
    timing: perCase(10),
    fields: ISOLATED,
  }),
  task({
    id: 'U-02',
    group: 'report',
    title: text('同步上报', 'Report in parallel'),
    how: text(
      '先告主要负责人，随即同时报指挥部、疾控和教育局。本条 30 分钟为内部要求，法定时限为 2 小时（《突发公共卫生事件应急条例》）。',
      'Tell the head, then command, CDC and bureau at the same time. 30 minutes is our own limit; the statutory limit is 2 hours (Regulation on Public Health Emergencies).',
    ),
    why: text(
      '迟报、漏报、瞒报都要追责，以此处记录的时间为准。',
      'Late, incomplete and concealed reports are traced; this is the time of record.',
    ),
    signers: school('reporter', 'principal', 'dutyLeader'),
    timing: perCase(30),
    fields: [choices('told', '已报告', 'Told', TOLD), time('toldAt', '报告时间', 'Told at')],
    source: ['U-02', 'R-20'],
  }),
  task({
    id: 'U-04',
    group: 'people',
    title: text('转运交接', 'Hand over for transfer'),
    how: text(
      '由指挥部、120 点对点转运，学校不派车；当面交接，记下时间和接收方，幼儿由监护人随车。',
      'The command and 120 transport point to point, never the school; hand over in person and note the time; with a small child goes the guardian.',
    ),
    why: text('交接说不清，责任就落在学校。', 'Without a clear handover the school answers for what follows.'),
    signers: FIRST_AT_HAND,
    timing: perCase(2 * HOUR),
    sends: 'HANDED_OVER',
    fields: [
      time('leftAt', '离校时间', 'Left at'),
      choice('receiver', '接收方', 'Handed to', RECEIVERS),
      files('handoverRecord', '交接单', 'Handover record', { most: 2, personal: true }),
    ],
  }),
  task({
    id: 'U-05',
    group: 'report',
    kinds: SCHOOLS,
    title: text('名单交疾控', 'Lists to the CDC'),
    how: text(
      '座位表和班级名单（有住宿的含宿舍）交疾控，谁是密接由疾控判定，学校不自行划定。',
      'Hand over seats, dormitory and class lists; the CDC alone decides who is a contact.',
    ),
    why: text('名单越全，放走的密接越少。', 'The fuller the lists, the fewer contacts slip away.'),
    signers: school('reporter', 'classTeacher', 'dutyLeader'),
    timing: perCase(4 * HOUR),
    fields: [choices('lists', '已交名单', 'Lists', LISTS), LISTED, LISTS_HANDED],
  }),
  task({
    id: 'U-05-training',
    group: 'report',
    kinds: TRAINING,
    title: text('名单交疾控和学员所在学校', 'Lists to the CDC and the students’ schools'),
    how: text(
      '当班和近期同班的学员、教师名单写明所在学校，交疾控，同时告知各所在学校；谁是密接由疾控判定。',
      'Everybody of that class and of recent ones, with the school attended, goes to the CDC; each school is told. The CDC alone decides who is a contact.',
    ),
    why: text('一个班牵着几所学校，晚一步就各自散开了。', 'One class ties several schools together, and they scatter within the hour.'),
    signers: HEAD_OF_TRAINING,
    timing: perCase(4 * HOUR),
    fields: [LISTED, count('schoolsTold', '已告知学校', 'Schools told'), LISTS_HANDED],
  }),
  task({
    id: 'U-08',
    group: 'health',
    title: text('核酸检测', 'Testing'),
    how: text(
      '填已出结果的次数；结果未出先不签，两次间隔按疾控要求。',
      'Count the results that are in; do not sign before they are. The interval is set by the CDC.',
    ),
    why: text('一次阴性不作数，曾有末次复检才转阳的。', 'One negative test is not enough: a case has turned positive on the last repeat.'),
    signers: school('doctor', 'reporter'),
    timing: perCase(DAY),
    fields: RESULTS,
    rules: RESULT_RULES,
  }),
  task({
    id: 'U-08-repeat',
    group: 'health',
    mandatory: false,
    title: text('复核检测', 'Repeat test'),
    how: text(
      '首轮不足两次阴性，或疾控要求再测的，在此填后续结果。',
      'If the first round held fewer than two negatives, or the CDC asks for more, give the later results here.',
    ),
    why: text('凑够两次阴性才能报请排除。', 'Two negatives are needed before it can be ruled out.'),
    signers: school('doctor', 'reporter'),
    timing: perCase(2 * DAY),
    fields: RESULTS,
    rules: RESULT_RULES,
  }),
]
