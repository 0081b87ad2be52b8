import { atMost, count, daily, DAY_SLOT, monthly, sumIsField, task, text, weekly, words } from '../../../notation.ts'
import type { Task } from '../../../task.ts'
import { INSPECTING, own } from '../define.ts'

/** N-07, N-24, N-25: what a bureau does on every day of the year, and few of it. */
export const EVERY_PHASE: readonly Task[] = [
  task({
    id: 'R-17',
    group: 'command',
    title: text('值班值守', 'On duty'),
    how: text('带班领导在岗，值班电话有人接，夜间也抽查。', 'A leader is in charge, the duty phone answers; it is tried at night too.'),
    why: text('夜里打不通的电话，等于没有指挥部。', 'A phone that nobody answers at night is no command.'),
    signers: own('dutyOfficer', 'deputyDirector', 'taskForce'),
    timing: daily(DAY_SLOT),
    fields: [
      words('leader', '带班领导', 'Leader in charge'),
      count('callsTried', '抽查电话', 'Calls tried'),
      count('callsAnswered', '接通', 'Answered'),
    ],
    rules: [atMost('callsAnswered', 'callsTried')],
  }),
  task({
    id: 'R-04',
    group: 'report',
    title: text('日报汇总', 'Reports of the day'),
    how: text(
      '逐校核对当天日报，缺报、迟报的点名催报，零报告也要有。',
      'Check the reports of the day school by school and chase the missing ones; zero is a report.',
    ),
    why: text('没有报告不等于没有情况。', 'No report is not good news.'),
    signers: own('information', 'dutyOfficer', 'taskForce'),
    kinds: INSPECTING,
    timing: daily({ ...DAY_SLOT, due: '19:00' }),
    fields: [
      count('schoolsToReport', '应报学校', 'Schools to report'),
      count('schoolsReported', '已报', 'Reported'),
      count('schoolsSilent', '缺报', 'Missing'),
      count('schoolsLate', '其中迟报', 'Of these late', { required: false }),
    ],
    rules: [sumIsField('schoolsToReport', 'schoolsReported', 'schoolsSilent')],
  }),
  task({
    id: 'N-07',
    group: 'inspection',
    title: text('月督导检查', 'Schools inspected'),
    how: text(
      '每月到校检查，不打招呼、直奔现场；当天反馈，问题入台账。',
      'Visit schools every month unannounced; tell them the same day, findings go to the ledger.',
    ),
    why: text('纸上的措施，只有到现场才看得出真假。', 'Whether a measure is real shows on the spot.'),
    signers: own('inspector', 'deputyDirector', 'taskForce'),
    kinds: INSPECTING,
    timing: monthly(),
    fields: [
      count('schoolsVisited', '检查学校', 'Schools visited'),
      count('findings', '发现问题', 'Findings'),
      count('findingsClosed', '已销号', 'Struck off'),
    ],
  }),
  task({
    id: 'N-24',
    group: 'inspection',
    title: text('校外培训机构监管', 'Training institutions supervised'),
    how: text(
      '每周逐家查：开着的按什么条件开，停着的是不是真停。',
      'Every week, one by one: on what terms is it open, is it really stopped.',
    ),
    why: text('明停暗开，最容易成为漏洞。', 'What is stopped in name and open in fact is the usual gap.'),
    signers: own('inspector', 'taskForce', 'dutyOfficer'),
    kinds: ['county'],
    timing: weekly(),
    fields: [
      count('institutions', '机构总数', 'Institutions'),
      count('institutionsOpen', '开放', 'Open'),
      count('institutionsStopped', '停课', 'Stopped'),
      count('violations', '违规', 'In breach'),
    ],
    rules: [sumIsField('institutions', 'institutionsOpen', 'institutionsStopped')],
  }),
  task({
    id: 'N-25',
    group: 'capacity',
    title: text('隔离房间储备', 'Isolation rooms in reserve'),
    how: text(
      '按每万人 40 间备足，“三区两通道”分清；缺多少间如实填，报上级调剂。',
      'Forty for every 10,000 residents, three zones and two passages apart; state how many are lacking and report it.',
    ),
    why: text('房间要在用之前就有。', 'Rooms have to be there before they are needed.'),
    signers: own('supplies', 'deputyDirector', 'taskForce'),
    kinds: ['city'],
    timing: monthly(),
    fields: [
      count('isolationRooms', '隔离房间', 'Isolation rooms'),
      count('residents', '常住人口（万）', 'Residents (10,000)'),
      count('roomsLacking', '尚缺房间', 'Rooms lacking', { hint: text('不缺就填 0', '0 if none') }),
    ],
  }),
  task({
    id: 'N-08-reserve',
    group: 'capacity',
    title: text('应急物资储备', 'Emergency stocks'),
    how: text('口罩、防护服、消毒液、测温设备逐项盘点，不足的补齐。', 'Masks, suits, disinfectant, thermometers: count each and fill up.'),
    why: text('临时采购，一定来不及。', 'Buying on the night is too late.'),
    signers: own('supplies', 'dutyOfficer', 'taskForce'),
    kinds: INSPECTING,
    timing: monthly(),
    fields: [
      count('daysOfMasks', '口罩可用天数', 'Days of masks'),
      count('daysOfSuits', '防护服可用天数', 'Days of suits'),
      count('itemsShort', '不足品种', 'Items short'),
    ],
    source: ['N-08'],
  }),
]
