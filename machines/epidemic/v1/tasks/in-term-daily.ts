import type { Field } from '../../../form.ts'
import type { Task } from '../../../task.ts'
import {
  allBut,
  atLeast,
  atMost,
  count,
  DAY_SLOT,
  KINDERGARTEN,
  OLDER,
  onSchoolDays,
  school,
  task,
  text,
  UNIVERSITY,
} from '../../../notation.ts'
import { CAMPUS } from '../quantities.ts'

const GUARDS = school('security', 'dutyLeader')
const KEEPERS = school('logistics', 'doctor', 'canteen')
const GATE: readonly Field[] = [CAMPUS.entriesRefused, CAMPUS.visitors]
const PERIMETER: readonly Field[] = [CAMPUS.gatesOpen, CAMPUS.patrols]

/**
 * Two rounds a school day, one of whoever keeps the gate and one of whoever keeps the house: what the same person does
 * on the same walk is signed once, or it is signed unread.
 */
export const IN_TERM_DAILY: readonly Task[] = [
  task({
    id: 'N-03',
    group: 'gates',
    kinds: allBut('training', 'kindergarten', 'university'),
    title: text('校门查验和围墙巡查', 'Gate and perimeter'),
    how: text(
      '进门戴口罩、测温、验码；外来人员实名、说明事由、经批准方可进，快递送货走专用口。放学督促走读生直接回家，围墙每天巡查。',
      'Mask, temperature and code; visitors by name, reason and approval, deliveries by a lane of their own. Day students go straight home; the perimeter is patrolled.',
    ),
    why: text('校门是第一道关，放进来一个就要追一串。', 'The gate is the first line: one let in means many to trace.'),
    signers: GUARDS,
    timing: onSchoolDays(DAY_SLOT),
    fields: [
      ...GATE,
      count('detours', '走读生途中逗留', 'Day students who lingered', { hint: text('没有就填 0', '0 if none') }),
      ...PERIMETER,
    ],
    rules: [atLeast('gatesOpen', 1)],
    source: ['N-03', 'N-28', 'N-29'],
  }),
  task({
    id: 'N-03-kindergarten',
    group: 'gates',
    kinds: KINDERGARTEN,
    title: text('入园离园交接', 'Handing over at the gate'),
    how: text(
      '家长在门外错时接送，登记的接送人方可接走；入园测温看精神，幼儿不戴口罩。外来人员经批准方可进，围墙每天巡查。',
      'Parents stay outside and come at staggered hours; only a person on the list takes a child away. Temperature and mood on arrival, no masks for children; visitors by approval; the perimeter is patrolled.',
    ),
    why: text('孩子交错了人、放进了外人，都是大事。', 'A child in the wrong hands, or a stranger inside, are both grave.'),
    signers: GUARDS,
    timing: onSchoolDays(DAY_SLOT),
    fields: [...GATE, count('pickUpsRefused', '未登记不予接走', 'Pick-ups refused'), ...PERIMETER],
    rules: [atLeast('gatesOpen', 1)],
    source: ['N-03', 'N-29'],
  }),
  task({
    id: 'N-03-university',
    group: 'gates',
    kinds: UNIVERSITY,
    title: text('校门查验和出入审批', 'Gate and exits'),
    how: text(
      '进门戴口罩、测温、验码；学生外出经辅导员批准，校外居住人员不进教学区和宿舍区；只开必要的校门，围墙每天巡查。',
      'Mask, temperature and code; exits are approved by the student counsellor, residents from outside stay out; few gates, a patrolled perimeter.',
    ),
    why: text('校园大、门多、人杂，管住进出才管得住校园。', 'A wide campus with many gates is kept at its gates or not at all.'),
    signers: GUARDS,
    timing: onSchoolDays(DAY_SLOT),
    fields: [...GATE, CAMPUS.exitsApproved, ...PERIMETER],
    rules: [atLeast('gatesOpen', 1)],
    source: ['N-03', 'N-27', 'N-29'],
  }),
  task({
    id: 'N-04',
    group: 'health',
    kinds: OLDER,
    title: text('消毒通风和食堂', 'Disinfection, airing, canteen'),
    how: text(
      '门把手、扶手、水龙头消毒，课间开窗；错峰就餐，进货索证、餐餐留样。由总务抽查后签，没有食堂的后两项填 0。',
      'Handles, rails and taps disinfected, windows open between lessons; staggered meals, papers for supplies, a sample of each dish. Signed after a spot check; 0 for both without a canteen.',
    ),
    why: text('天天做才管用，停一天等于没做。', 'It only works every day.'),
    signers: KEEPERS,
    timing: onSchoolDays(DAY_SLOT),
    fields: [CAMPUS.roomsInUse, CAMPUS.roomsAired, CAMPUS.disinfections, CAMPUS.sittings, CAMPUS.foodSamples],
    rules: [atMost('roomsAired', 'roomsInUse')],
    source: ['N-04', 'N-21'],
  }),
  task({
    id: 'N-04-kindergarten',
    group: 'health',
    kinds: KINDERGARTEN,
    title: text('消毒通风和幼儿伙食', 'Disinfection, airing, meals'),
    how: text(
      '玩具、桌面、水杯、毛巾每天消毒，活动室和寝室开窗；各班分开就餐，进货索证、餐餐留样。由保健医抽查后签。',
      'Toys, tables, cups and towels every day, windows open; each group eats apart, papers for supplies, a sample of each dish. Signed after a spot check.',
    ),
    why: text('孩子什么都往嘴里放，手碰过的都要消毒。', 'Small children put everything into their mouths.'),
    signers: KEEPERS,
    timing: onSchoolDays(DAY_SLOT),
    fields: [CAMPUS.roomsInUse, CAMPUS.roomsAired, CAMPUS.disinfections, CAMPUS.foodSamples],
    rules: [atMost('roomsAired', 'roomsInUse')],
    source: ['N-04', 'N-21'],
  }),
]
