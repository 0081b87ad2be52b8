import { atMost, count, date, DAY, once, school, SCHOOLS, sumIsField, task, text, words, zero } from '../../../notation.ts'
import { DISINFECTION } from '../../../same-steps.ts'
import type { Task } from '../../../task.ts'
import { PLAN_DAYS } from '../durations.ts'
import { PLACED_MEANWHILE } from './relocated.ts'

const BUILDINGS = school('logistics', 'vicePrincipal', 'principal')

/** F-03, F-05: what has to be done before anybody is asked to accept it. */
export const REPAIRING: readonly Task[] = [
  task({
    id: 'F-03',
    group: 'buildings',
    title: text('修缮方案和资金', 'Plan and funds for the repairs'),
    how: text(
      '逐栋定方案、定施工单位、定完工日期，资金缺口写清楚报上级。',
      'A plan, a builder and a finish date for each building; state what funds are lacking and report it.',
    ),
    why: text('钱不到位，工期就是空的。', 'Without the money a date means nothing.'),
    signers: school('principal', 'vicePrincipal'),
    timing: once(PLAN_DAYS * DAY),
    fields: [
      count('fundsNeeded', '需资金（万元）', 'Funds needed (10,000 yuan)'),
      count('fundsReady', '已到位（万元）', 'Funds in hand (10,000 yuan)'),
      count('buildingsPlanned', '修缮栋数', 'Buildings to repair'),
      date('finishOn', '完工日期', 'Finished by'),
      words('builder', '施工单位', 'Builder', { required: false }),
    ],
    rules: [atMost('fundsReady', 'fundsNeeded')],
  }),
  task({
    id: 'F-03-done',
    group: 'buildings',
    title: text('修缮完工', 'Repairs finished'),
    how: text(
      '逐栋完工并留下验收资料，停用的楼没有修好不得使用。',
      'Each building finished and documented; what is out of use stays so until it is repaired.',
    ),
    why: text('抢工期最容易漏掉看不见的地方。', 'In a hurry, what cannot be seen is left out.'),
    signers: BUILDINGS,
    timing: once(null),
    fields: [
      count('buildingsPlanned', '修缮栋数', 'Buildings to repair'),
      count('buildingsFinished', '已完工', 'Finished'),
      date('finishedOn', '实际完工', 'Finished on'),
    ],
    rules: [sumIsField('buildingsPlanned', 'buildingsFinished')],
  }),
  task({
    id: 'F-05',
    group: 'health',
    title: text('清淤和消毒', 'Mud cleared, premises disinfected'),
    how: text(
      '先清淤、再冲洗、后消毒，在卫生部门指导下做；教室、食堂、宿舍、厕所一处不漏。',
      'Clear, rinse, then disinfect, guided by the health authority: classrooms, canteen, dormitories, toilets.',
    ),
    why: text('大灾之后防大疫。', 'After a flood comes disease.'),
    timing: once(null),
    ...DISINFECTION,
  }),
  task({
    id: 'F-05-water',
    group: 'health',
    title: text('饮用水检测', 'Drinking water tested'),
    how: text('自备水源、二次供水和管网末梢都取样，不合格的停用。', 'Sample wells, tanks and taps; what fails is not used.'),
    why: text('水干净了，学校才能开伙。', 'No kitchen without clean water.'),
    signers: school('doctor', 'canteen', 'logistics'),
    kinds: SCHOOLS,
    timing: once(null),
    fields: [
      count('samples', '取样', 'Samples'),
      count('samplesFailed', '不合格', 'Samples that failed', {
        hint: text('须为 0，停用的水源不再取样', 'Must be 0; a source out of use is not sampled'),
      }),
      date('testedOn', '检测日期', 'Tested on'),
    ],
    rules: [zero('samplesFailed')],
  }),
  PLACED_MEANWHILE,
]
