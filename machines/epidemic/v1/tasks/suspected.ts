import type { Task } from '../../../playbook.ts'
import { allBut, choices, count, DAY, option, perCase, school, sumIsField, task, text, time, words } from '../forms.ts'

const TOLD = [
  option('principal', '校长', 'Principal'),
  option('command', '属地指挥部', 'Local command'),
  option('cdc', '疾控中心', 'CDC'),
  option('bureau', '教育局', 'Education bureau'),
]

/** Once for every suspected case, wherever the school stands. */
export const EVERY_CASE: readonly Task[] = [
  task({
    id: 'U-01',
    group: 'people',
    kinds: allBut('kindergarten'),
    title: text('就地隔离', 'Isolate the person'),
    how: text(
      '戴好口罩，由专人带到隔离室，走专用路线，陪护人员做好防护。',
      'Masked, by a named person, along the separate route to the isolation room; whoever stays wears protection.',
    ),
    why: text('先隔离再问话，拖十分钟就多一圈接触的人。', 'Isolate before asking: ten minutes more are one more circle of contacts.'),
    signers: school('doctor', 'reporter', 'dutyLeader'),
    timing: perCase(10),
    fields: [time('isolatedAt', '隔离时间', 'Isolated at'), words('isolatedIn', '隔离地点', 'Where')],
  }),
  task({
    id: 'U-02',
    group: 'report',
    title: text('同步上报', 'Report in parallel'),
    how: text(
      '先告校长，随即同时报指挥部、疾控和教育局。本条 30 分钟为内部要求，法定时限为 2 小时（突发公共卫生事件应急条例）。',
      'Tell the principal, then command, CDC and bureau at the same time. 30 minutes is our own limit; the statutory limit is 2 hours (Regulation on Public Health Emergencies).',
    ),
    why: text(
      '迟报、漏报、瞒报都要追责，时间以此处签字为准。',
      'Late, incomplete and concealed reports are traced; this signature is the time of record.',
    ),
    signers: school('reporter', 'principal', 'dutyLeader'),
    timing: perCase(30),
    fields: [choices('told', '已报告', 'Told', TOLD), time('toldAt', '报告时间', 'Told at')],
    source: ['U-02', 'R-20'],
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
    fields: [count('tests', '已出结果', 'Results'), count('negative', '其中阴性', 'Negative'), count('positive', '其中阳性', 'Positive')],
    rules: [sumIsField('tests', 'negative', 'positive')],
  }),
]

export const SUSPECTED: readonly Task[] = []
