import { atMost, count, daily, slot, task, text } from '../../../notation.ts'
import type { Task } from '../../../task.ts'
import { own, WITH_GROUPS } from '../define.ts'

const NIGHT = slot('night', text('夜间', 'Night'), '18:00', '23:00', '24:00')

/** what changes at level I and II. */
export function strictest(level: 'I' | 'II'): readonly Task[] {
  const visits = task({
    id: `R-21-visits-${level}`,
    group: 'inspection',
    title: text('每日明察暗访', 'Schools visited every day'),
    how: text(
      '每天派人到校看校门、看宿舍、看隔离点，当天反馈当天改。',
      'Every day somebody looks at gates, dormitories and isolation rooms; told and put right the same day.',
    ),
    why: text('响应级别越高，越要看得见。', 'The higher the level, the more must be seen.'),
    signers: own('inspector', 'deputyDirector', 'taskForce'),
    kinds: WITH_GROUPS,
    timing: daily(slot('day', text('当日', 'Today'), '06:00', '20:00', '24:00')),
    fields: [
      count('schoolsSeen', '明察暗访学校', 'Schools visited'),
      count('faultsFound', '发现问题', 'Faults'),
      count('faultsCorrected', '当天整改', 'Put right'),
    ],
    rules: [atMost('faultsCorrected', 'faultsFound')],
    source: ['R-21'],
  })
  return level === 'II' ? [visits] : [visits, nightReport]
}

const nightReport: Task = task({
  id: 'R-21-night',
  group: 'report',
  title: text('夜间续报', 'Report of the night'),
  how: text('Ⅰ级响应期间，除日报外每晚再报一次。', 'At level I one more report every night.'),
  why: text('一夜之间，情况会变。', 'Things change overnight.'),
  signers: own('dutyOfficer', 'information', 'taskForce'),
  timing: daily(NIGHT),
  fields: [count('newCases', '新增病例', 'New cases'), count('newlyIsolated', '新增隔离', 'Newly isolated')],
  source: ['R-21', 'R-04'],
})
