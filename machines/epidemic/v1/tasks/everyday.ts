import type { Task } from '../../../task.ts'
import { atMost, count, daily, DAY_SLOT, onSchoolDays, school, SCHOOLS, slot, sumIs, task, text } from '../../../notation.ts'

const CHECKERS = school('doctor', 'reporter', 'dutyLeader')

/** N-01, N-02: reports do not stop when a case appears. They run in every phase. */
export const EVERY_PHASE: readonly Task[] = [
  task({
    id: 'N-01',
    group: 'health',
    kinds: SCHOOLS,
    title: text('晨午检和缺勤追踪', 'Morning and noon health checks'),
    how: text(
      '逐人查体温和症状，缺勤当场问清原因；居家期间自测或家长测、教师汇总。同班或同宿舍一天 3 例、三天 5 例同类症状，24 小时内报疾控和教育局。',
      'Fever and symptoms of everyone, and the reason of each absence; at home they or their parents check and teachers collect. Three alike in a class or dormitory in a day, or five in three days: report to CDC and bureau within 24 hours.',
    ),
    why: text(
      '发热和缺勤是最早的信号，早半天发现就少一批密接。',
      'Fever and absence are the first signal: half a day earlier means far fewer contacts.',
    ),
    signers: CHECKERS,
    timing: onSchoolDays(
      slot('morning', text('晨检', 'Morning'), '06:30', '09:00', '12:00'),
      slot('noon', text('午检', 'Noon'), '12:00', '15:00', '18:00'),
    ),
    fields: [
      count('checked', '已检学生', 'Students checked'),
      count('absent', '缺勤学生', 'Students absent'),
      count('feverish', '发热或有症状', 'Feverish or with symptoms'),
      count('sentHome', '劝返、送医', 'Sent home or to hospital'),
    ],
    rules: [sumIs('students', 'checked', 'absent'), atMost('feverish', 'checked')],
    source: ['N-01', 'R-20'],
  }),
  task({
    id: 'N-01-evening',
    group: 'health',
    title: text('住宿生晚检', 'Evening check of boarders'),
    how: text(
      '宿管就寝前逐室点名测温，不在的立即联系班主任；居家的自测或家长测，班主任（辅导员）收，计入已检。',
      'House staff call the roll and take temperatures before lights out; whoever is not there is traced at once. At home they or their parents check and the class teacher collects.',
    ),
    why: text('夜间发热最容易被拖到第二天。', 'A fever at night is the one most easily left until morning.'),
    signers: school('dormitory', 'doctor', 'dutyLeader'),
    boarding: true,
    timing: onSchoolDays(slot('evening', text('晚检', 'Evening'), '18:00', '22:30', '24:00')),
    fields: [
      count('boardersChecked', '已检住宿生', 'Boarders checked'),
      count('boardersAbsent', '不在宿舍', 'Boarders not there'),
      count('boardersFeverish', '发热或有症状', 'Feverish or with symptoms'),
    ],
    rules: [sumIs('boarders', 'boardersChecked', 'boardersAbsent'), atMost('boardersFeverish', 'boardersChecked')],
  }),
  task({
    id: 'N-02',
    group: 'report',
    title: text('日报告、零报告', 'Daily report'),
    how: text(
      '每天 17 时前报，没有情况也要报。不在校的含请假、居家和隔离。',
      'Report by 17:00 every day, also when nothing happened. “Away” means on leave, at home or in isolation.',
    ),
    why: text(
      '没有报告不等于没有情况；缺报、迟报按校点名。',
      'No report is not good news: missing and late reports are named school by school.',
    ),
    signers: school('reporter', 'dutyLeader', 'principal'),
    timing: daily(DAY_SLOT),
    fields: [
      count('studentsPresent', '在校学生', 'Students present'),
      count('studentsAway', '不在校学生', 'Students away'),
      count('staffPresent', '在岗教职工', 'Staff present'),
      count('staffAway', '不在岗教职工', 'Staff away'),
      count('suspected', '疑似', 'Suspected'),
      count('isolated', '隔离', 'Isolated'),
    ],
    rules: [sumIs('students', 'studentsPresent', 'studentsAway'), sumIs('staff', 'staffPresent', 'staffAway')],
    source: ['N-02', 'R-04'],
  }),
]
