import { atLeast, atMost, count, daily, DAY_SLOT, firstThenDaily, HOUR, once, sumIsField, task, text, words } from '../../../notation.ts'
import type { Task } from '../../../task.ts'
import { own, WITH_GROUPS } from '../define.ts'
import { plansReviewed } from './plans.ts'

const GROUPS = {
  group: 'command',
  title: text('工作组到位', 'Working groups'),
  why: text('事情要有组管，组要有人负责。', 'Every matter has a group, every group somebody who answers.'),
  signers: own('commander', 'taskForce', 'deputyDirector'),
  timing: once(2 * HOUR),
  fields: [count('groups', '工作组', 'Groups'), count('groupsWithLeader', '已定组长', 'With a leader')],
} as const

/** and what the night asks: who leads, who is where, what is lacking. */
export const ACTIVATED: readonly Task[] = [
  task({
    ...GROUPS,
    id: 'R-13-groups',
    how: text(
      '综合、流调、检测、隔离、转运、物资、舆情、线上教学等 11 个组，一组一名组长。',
      'Eleven groups, each with one leader: general, tracing, testing, isolation, transfer, supplies, public, online lessons and others.',
    ),
    kinds: ['province', 'city'],
    rules: [atLeast('groups', 11), sumIsField('groups', 'groupsWithLeader')],
  }),
  task({
    ...GROUPS,
    id: 'R-13-groups-county',
    how: text('按需要设组，一组一名组长，与市里各组对口。', 'As many as are needed, one leader each, matching the groups of the city.'),
    kinds: ['nation', 'county'],
    rules: [atLeast('groups', 1), sumIsField('groups', 'groupsWithLeader')],
  }),
  task({
    id: 'R-13-liaison',
    group: 'command',
    title: text('前线指挥和包联到位', 'Liaison officers'),
    how: text(
      '涉疫县、涉疫学校各有一名领导包联，人到现场再算到位。',
      'One leader for each affected county and school; arrived means there.',
    ),
    why: text('坐在机关指挥不了一所学校。', 'No school is led from an office.'),
    signers: own('taskForce', 'deputyDirector', 'dutyOfficer'),
    kinds: WITH_GROUPS,
    timing: firstThenDaily(4 * HOUR, DAY_SLOT),
    fields: [
      count('placesAffected', '涉疫县和学校', 'Counties and schools'),
      count('officersNamed', '已明确包联', 'Officers named'),
      count('officersArrived', '已到现场', 'Arrived'),
    ],
    rules: [sumIsField('placesAffected', 'officersNamed'), atMost('officersArrived', 'officersNamed')],
  }),
  task({
    id: 'R-24',
    group: 'command',
    title: text('专班会商', 'Task force meets'),
    how: text('每天至少会商一次，议定事项逐条记下责任人和时限。', 'Meet at least once a day; every decision has an owner and a date.'),
    why: text('没有记下来的决定，第二天就没人认。', 'A decision not written down is nobody’s the next day.'),
    signers: own('taskForce', 'deputyDirector', 'commander'),
    kinds: WITH_GROUPS,
    timing: daily(DAY_SLOT),
    fields: [
      count('meetings', '会商次数', 'Meetings'),
      count('decisions', '议定事项', 'Decisions'),
      words('minutes', '会议纪要', 'Minutes', { long: true }),
    ],
    rules: [atLeast('meetings', 1)],
  }),
  task({
    id: 'R-12',
    group: 'people',
    title: text('推送名单核对', 'Pushed lists reconciled'),
    how: text(
      '上级推送多少、核查多少、查到多少，差的逐人追到归零。',
      'How many were sent, checked and found; whoever is missing is traced until nobody is.',
    ),
    why: text('自查只查到零头，靠的就是推送比对。', 'One’s own screening finds a fraction; the lists show the rest.'),
    signers: own('information', 'taskForce', 'dutyOfficer'),
    kinds: WITH_GROUPS,
    timing: firstThenDaily(6 * HOUR, DAY_SLOT),
    fields: [
      count('pushed', '推送', 'Sent'),
      count('listChecked', '已核查', 'Checked'),
      count('listFound', '其中在辖区', 'Found here'),
      count('missing', '未核到', 'Missing'),
    ],
    rules: [sumIsField('pushed', 'listChecked', 'missing'), atMost('listFound', 'listChecked')],
  }),
  task({
    id: 'R-30',
    group: 'capacity',
    title: text('求援答复', 'Requests answered'),
    how: text(
      '学校缺人缺物缺房的逐件答复：给多少、何时到；给不了的报上级。',
      'Answer each request for people, goods or rooms: how much, when; what cannot be given goes up.',
    ),
    why: text('没人答复的求援，学校只能自己扛。', 'A request without an answer leaves the school alone.'),
    signers: own('supplies', 'dutyOfficer', 'taskForce'),
    timing: daily(DAY_SLOT),
    fields: [
      count('requests', '收到求援', 'Requests'),
      count('requestsAnswered', '已答复', 'Answered'),
      count('requestsWaiting', '待答复', 'Waiting'),
    ],
    rules: [sumIsField('requests', 'requestsAnswered', 'requestsWaiting')],
  }),
  task({
    id: 'R-30-capacity',
    group: 'capacity',
    title: text('房间、车辆和检测能力', 'Rooms, vehicles and tests'),
    how: text(
      '隔离房间空几间、转运车能用几辆、一天能检多少人，每天更新。',
      'Free isolation rooms, vehicles that run, people who can be tested in a day; every day anew.',
    ),
    why: text('凌晨要用的数，傍晚就要有。', 'What is asked at three in the morning is counted in the evening.'),
    signers: own('supplies', 'dutyOfficer', 'taskForce'),
    kinds: WITH_GROUPS,
    timing: firstThenDaily(4 * HOUR, DAY_SLOT),
    fields: [
      count('isolationRooms', '隔离房间', 'Isolation rooms'),
      count('roomsFree', '其中空余', 'Of these free'),
      count('vehiclesReady', '可用车辆', 'Vehicles ready'),
      count('testsPerDay', '日检测能力', 'Tests a day'),
    ],
    rules: [atMost('roomsFree', 'isolationRooms')],
    source: ['R-30', 'N-25'],
  }),
  task({
    id: 'R-15',
    group: 'report',
    title: text('情况专报上报', 'Situation report up'),
    how: text(
      '用各校签字的数字出专报，一个口径、一次填报；有新情况随时续报。',
      'Made of the figures that schools signed, one voice, entered once; anything new is reported at once.',
    ),
    why: text('上报的数和现场的数必须是同一个数。', 'What is reported is what is there.'),
    signers: own('information', 'dutyOfficer', 'taskForce'),
    timing: firstThenDaily(2 * HOUR, DAY_SLOT),
    fields: [count('schoolsCounted', '统计学校', 'Schools counted'), count('reportsUp', '上报次数', 'Reports sent up')],
    source: ['R-04', 'R-15'],
  }),
  task({
    id: 'R-15-public',
    group: 'families',
    title: text('信息发布和舆情', 'What the public is told'),
    how: text('一个口径对外，谣言当天回应。', 'One voice; rumours are answered the same day.'),
    why: text('官方不说，谣言就说。', 'Where nobody speaks, rumours do.'),
    signers: own('publicOpinion', 'information', 'taskForce'),
    kinds: WITH_GROUPS,
    timing: daily(DAY_SLOT),
    fields: [
      count('noticesOut', '发布信息', 'Notices'),
      count('rumours', '发现谣言', 'Rumours'),
      count('rumoursAnswered', '已回应', 'Answered'),
    ],
    rules: [atMost('rumoursAnswered', 'rumours')],
  }),
  plansReviewed('R-07'),
]
