import type { Task } from '../../../task.ts'
import { count, daily, DAY_SLOT, school, SCHOOLS, sumIsField, task, text, weekly } from '../../../notation.ts'
import { DEFERRED } from '../quantities.ts'

/** In term, on vacation and while the opening is deferred alike: what depends on risk areas, not on school days. */
export const RETURNERS: readonly Task[] = [
  task({
    id: 'N-14',
    group: 'people',
    kinds: SCHOOLS,
    mandatory: false,
    title: text('返回人员监测', 'Those who came back'),
    how: text(
      '境外和中高风险地区返回的检测并居家监测 14 天，省外低风险地区返回的检测并监测 7 天；有人在监测的每天填。',
      'From abroad or medium and high-risk areas a test and 14 days at home, from low-risk areas of other provinces a test and 7 days; daily while there is anybody.',
    ),
    why: text('按来处分别管，不一刀切，也不漏一个。', 'By where they came from: neither all alike nor anyone forgotten.'),
    signers: school('classTeacher', 'doctor', 'reporter'),
    timing: daily(DAY_SLOT),
    fields: [
      count('returnersMonitored', '正在监测', 'Being monitored'),
      count('returnersReleased', '当日解除', 'Released today'),
      count('returnersAbnormal', '监测异常', 'Abnormal'),
    ],
    source: ['N-14', 'R-14'],
  }),
  task({
    id: 'N-30-change',
    group: 'people',
    kinds: SCHOOLS,
    mandatory: false,
    title: text('风险地区调整后排查', 'After a change of risk areas'),
    how: text(
      '风险地区名单一变，当天重新排查谁去过、谁在那里；须暂缓返校的逐人通知并讲明途中防护。没有调整的不填。',
      'Whenever the list changes, find out the same day who was there or is there; those who must wait are told one by one, with how to travel safely. Nothing to fill in without a change.',
    ),
    why: text('名单天天变，上次查过的不算数。', 'The list changes daily: last week’s answers do not count.'),
    signers: school('classTeacher', 'reporter', 'vicePrincipal'),
    timing: weekly(),
    fields: [count('inRiskAreas', '涉风险地区人员', 'People concerned'), DEFERRED.deferred, DEFERRED.informed],
    rules: [sumIsField('deferred', 'informed')],
    source: ['N-13', 'N-30', 'R-22'],
  }),
]
