import type { Task } from '../../../task.ts'
import { atMost, count, DAY, DAY_SLOT, every, onSchoolDays, once, school, SCHOOLS, sumIsField, task, text } from '../../../notation.ts'

/** N: what a school in term does besides its checks and its daily report. */
export const IN_TERM: readonly Task[] = [
  task({
    id: 'N-03',
    group: 'gates',
    title: text('校门查验', 'Checks at the gate'),
    how: text(
      '进门戴口罩、测温、验码；外来人员实名、说明事由、经批准方可进，快递送货走专用口。',
      'Mask, temperature and code; visitors by name, reason and approval; deliveries by a lane of their own.',
    ),
    why: text('校门是第一道关，放进来一个就要追一串。', 'The gate is the first line: one let in means many to trace.'),
    signers: school('security', 'dutyLeader'),
    timing: onSchoolDays(DAY_SLOT),
    fields: [count('entriesRefused', '劝返人次', 'Entries refused'), count('visitors', '获准来访', 'Visitors admitted')],
  }),
  task({
    id: 'N-04',
    group: 'health',
    title: text('重点部位消毒、教室通风', 'Disinfect touch points, air the rooms'),
    how: text(
      '门把手、扶手、水龙头等每天消毒，教室课间开窗，由总务抽查后签。',
      'Handles, rails and taps every day, windows open between lessons; logistics signs after a spot check.',
    ),
    why: text('天天做才管用，停一天等于没做。', 'It only works every day.'),
    signers: school('logistics', 'doctor'),
    timing: onSchoolDays(DAY_SLOT),
    fields: [count('roomsAired', '已通风教室', 'Rooms aired')],
  }),
  task({
    id: 'N-29',
    group: 'gates',
    title: text('守住校门、看好围墙', 'Few gates, a patrolled perimeter'),
    how: text(
      '只开必要的校门，围墙沿线每天巡查，豁口、矮墙当天封堵。',
      'Open only the gates you need; patrol the perimeter daily and close gaps the same day.',
    ),
    why: text('翻墙递物绕过的正是校门查验。', 'What comes over the wall has passed no check.'),
    signers: school('security', 'dutyLeader'),
    timing: onSchoolDays(DAY_SLOT),
    fields: [count('gatesOpen', '开放校门', 'Gates open'), count('patrols', '巡查次数', 'Patrols')],
  }),
  task({
    id: 'N-05',
    group: 'health',
    title: text('场所全面消毒', 'Weekly disinfection'),
    how: text(
      '教室、宿舍、食堂、厕所、图书馆、垃圾点和校车，一周全部消毒一遍。',
      'Classrooms, dormitories, canteen, toilets, library, waste points and buses, all within the week.',
    ),
    why: text('按清单做，免得漏掉没人管的角落。', 'By the list, so that no corner is left to nobody.'),
    signers: school('logistics', 'doctor'),
    timing: every(7, DAY_SLOT),
    fields: [count('places', '场所总数', 'Places'), count('placesDone', '已消毒', 'Done')],
    rules: [atMost('placesDone', 'places')],
  }),
  task({
    id: 'N-06',
    group: 'report',
    kinds: SCHOOLS,
    title: text('周自查', 'Weekly self-check'),
    how: text(
      '对照防控措施逐条自查，问题记入台账并报县教育局。',
      'Check yourself item by item; findings go to the ledger and to the county.',
    ),
    why: text('自己先查出来，好过检查组来查。', 'Better found by you than by the inspector.'),
    signers: school('vicePrincipal', 'principal', 'dutyLeader'),
    timing: every(7, DAY_SLOT),
    fields: [count('itemsChecked', '自查条目', 'Items checked'), count('findings', '发现问题', 'Findings')],
  }),
]

/** N-30: while the opening is deferred. */
export const OPENING_DEFERRED: readonly Task[] = [
  task({
    id: 'N-30',
    group: 'families',
    title: text('暂缓返校名单', 'Who must not return yet'),
    how: text(
      '按最新风险地区名单排出暂缓返校的师生，逐人通知到本人或家长，并讲明返校途中防护。',
      'List those in the areas named, tell each of them or their parents, and explain protection on the way.',
    ),
    why: text('没通知到的人会照原定日期回来。', 'Whoever was not told will come on the old date.'),
    signers: school('classTeacher', 'reporter', 'vicePrincipal'),
    timing: once(DAY),
    fields: [count('deferred', '暂缓返校', 'Deferred'), count('informed', '已通知', 'Told')],
    rules: [sumIsField('deferred', 'informed')],
  }),
]
