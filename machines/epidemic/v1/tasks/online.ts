import type { Task } from '../../../playbook.ts'
import { atMost, count, daily, date, DAY_SLOT, school, SCHOOLS, sumIs, task, text } from '../forms.ts'

/** O: while lessons are given online, wholly or in part. */
export const REMOTE: readonly Task[] = [
  task({
    id: 'O-05',
    group: 'people',
    title: text('人员去向与居家健康', 'Where everybody is, and how'),
    how: text(
      '班主任（辅导员）每天逐人核实去向，汇总健康情况；合计等于在册人数。',
      'Class teachers verify daily where everybody is and how they are. The sum is the roster.',
    ),
    why: text('居家不等于不管，失联的当天要追到。', 'At home is not out of sight: whoever is unreached is traced the same day.'),
    signers: school('reporter', 'classTeacher', 'dutyLeader'),
    timing: daily(DAY_SLOT),
    fields: [
      count('atHome', '居家', 'At home'),
      count('concentrated', '集中隔离', 'In concentrated isolation'),
      count('inSchool', '在校', 'In school', { required: false, hint: text('全员居家不必填', 'Leave empty if everybody is at home') }),
      count('unreached', '失联、待核实', 'Unreached', { hint: text('没有就填 0', '0 if none') }),
      count('reported', '已报健康', 'Health reported'),
      count('abnormal', '其中异常', 'Of these abnormal'),
    ],
    rules: [sumIs('roster', 'atHome', 'concentrated', 'inSchool', 'unreached'), atMost('abnormal', 'reported')],
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
