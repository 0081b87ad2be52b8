import type { Field } from '../../../form.ts'
import type { Task } from '../../../task.ts'
import { allBut, atLeast, atMost, count, date, KINDERGARTEN, monthly, school, SCHOOLS, task, text } from '../../../notation.ts'
import { INSPECTION, INSPECTION_RULES, ISOLATION, STOCK } from '../quantities.ts'

const ROOMS: readonly Field[] = [ISOLATION.isolationRooms, ISOLATION.isolationBeds, ISOLATION.isolationStaff]
const ROOM_RULES = [atLeast('isolationRooms', 1), atLeast('isolationStaff', 1)]

/** What a school in term looks over once a month. */
export const IN_TERM_MONTHLY: readonly Task[] = [
  task({
    id: 'N-08',
    group: 'life',
    kinds: SCHOOLS,
    title: text('防疫物资盘点', 'Supplies counted'),
    how: text(
      '清点库存，折算成可用天数，不足 15 天的马上报缺；体温计、测温枪每学期校准，填最近一次日期。',
      'Count the stock in days; below fifteen, report the shortage at once. Thermometers are calibrated every term: give the last date.',
    ),
    why: text('到用的时候才发现过期、不准，就晚了。', 'Expired or wrong is found out too late when it is needed.'),
    signers: school('logistics', 'doctor'),
    timing: monthly(),
    fields: [
      STOCK.maskDays,
      STOCK.disinfectantDays,
      count('gloveDays', '手套可用天数', 'Days of gloves'),
      count('suits', '防护服', 'Suits'),
      count('thermometers', '可用测温设备', 'Thermometers that work'),
      date('calibratedOn', '最近校准日期', 'Last calibrated on'),
    ],
    source: ['N-08', 'R-30'],
  }),
  task({
    id: 'N-09',
    group: 'health',
    kinds: allBut('training', 'kindergarten'),
    title: text('隔离室检查', 'Isolation room'),
    how: text(
      '隔离室独立通风、标识清楚，专用路线不穿教学区，有人管、有防护用品；校医不在校的由疫情报告人管。',
      'A room apart, aired and marked, reached without crossing the classrooms, with somebody in charge and protection at hand; the case reporter where there is no doctor.',
    ),
    why: text('有了病人再腾房间，全校都已经走过一遍。', 'A room cleared on the day is one that everybody has walked through.'),
    signers: school('doctor', 'reporter', 'logistics'),
    timing: monthly(),
    fields: ROOMS,
    rules: ROOM_RULES,
  }),
  task({
    id: 'N-09-kindergarten',
    group: 'health',
    kinds: KINDERGARTEN,
    title: text('观察室检查', 'Observation room'),
    how: text(
      '设一间观察室，有小床、玩具和通风，有人陪着等家长来接；幼儿不在园隔离。',
      'One room with a cot and toys, aired, where somebody waits with the child for its guardian; no child is isolated in the kindergarten.',
    ),
    why: text('孩子难受时要有地方躺、有人陪。', 'A sick child needs a place to lie and somebody beside it.'),
    signers: school('doctor', 'reporter', 'logistics'),
    timing: monthly(),
    fields: ROOMS,
    rules: ROOM_RULES,
  }),
  task({
    id: 'N-22',
    group: 'families',
    kinds: SCHOOLS,
    title: text('致家长一封信', 'Letter to parents'),
    how: text(
      '每月把防控要求、监护责任和联系电话告知家长（高校告知学生本人），收回执；听到谣言当月说清楚。',
      'Once a month rules, guardians’ duties and the number to call, with a receipt (at a university to the students); rumours are answered in it.',
    ),
    why: text('家长清楚了，学校才守得住。', 'What parents do not know, the school cannot hold.'),
    signers: school('familyLiaison', 'classTeacher', 'vicePrincipal'),
    timing: monthly(),
    fields: [count('lettersSent', '发出', 'Sent'), count('lettersAcknowledged', '收到回执', 'Acknowledged')],
    rules: [atMost('lettersAcknowledged', 'lettersSent')],
    source: ['N-22', 'R-15'],
  }),
  task({
    id: 'N-07-school',
    group: 'report',
    kinds: SCHOOLS,
    title: text('接受督查情况', 'Inspections received'),
    how: text(
      '填本月上级到校检查几次、指出几个问题、已整改几个；没有来过的填 0。',
      'How often inspectors came this month, what they found and what has been put right; 0 if nobody came.',
    ),
    why: text('督查组怎么报、学校怎么报，两头要对得上。', 'What inspectors report and what the school reports must agree.'),
    signers: school('vicePrincipal', 'principal', 'dutyLeader'),
    timing: monthly(),
    fields: [INSPECTION.inspections, INSPECTION.inspectedOn, INSPECTION.inspectionFindings, INSPECTION.inspectionFindingsClosed],
    rules: INSPECTION_RULES,
    source: ['N-07', 'R-10', 'R-29'],
  }),
]
