import { HEAD_COUNT, ON_SITE } from '../../../same-steps.ts'
import type { Task } from '../../../task.ts'
import {
  atMost,
  count,
  DAY,
  DAY_SLOT,
  firstThenDaily,
  HEAD_OF_TRAINING,
  HOUR,
  KINDERGARTEN,
  OLDER,
  once,
  school,
  SCHOOLS,
  sumIs,
  sumIsField,
  task,
  text,
  TRAINING,
  WHEREABOUTS,
  zero,
} from '../../../notation.ts'

/** L-03: everybody counted, the unreached too. */
export const HEADS: readonly Task[] = [
  task({
    id: 'L-03-onsite',
    group: 'people',
    kinds: SCHOOLS,
    title: text('清点在校人数', 'Count those on site'),
    how: text(
      '寄宿的由宿管逐室点名，走读的由班主任逐班点名；教职工另点，值班领导汇总复核。',
      'Boarders are called room by room by house staff, day students class by class, staff apart; the duty leader confirms the total.',
    ),
    why: text('先弄清校内有多少人，吃住检测才能安排。', 'Food, beds and tests depend on how many are inside.'),
    signers: school('dormitory', 'classTeacher', 'logistics', 'security'),
    secondSigners: school('dutyLeader'),
    timing: once(2 * HOUR),
    fields: [ON_SITE.students, ON_SITE.staff],
  }),
  task({
    id: 'L-03',
    group: 'people',
    kinds: SCHOOLS,
    title: text('全员清点', 'Head count of everybody'),
    how: text(
      '校外人员由班主任（辅导员）逐人电话核实，联系不上的单列，合计须等于在册人数。',
      'Class teachers telephone everybody outside; the unreached are counted apart. The sum is the roster.',
    ),
    why: text('合计对不上，就是有人没管住。', 'If the sum is wrong, somebody is unaccounted for.'),
    timing: firstThenDaily(12 * HOUR, DAY_SLOT),
    ...HEAD_COUNT,
  }),
  task({
    id: 'L-03-training',
    group: 'people',
    kinds: TRAINING,
    title: text('核实并上交名单', 'Verify the list and hand it over'),
    how: text(
      '学员、教师逐人核实去向，名单交属地指挥部和学员所在学校。',
      'Verify where every student and teacher is; the list goes to the command and to their schools.',
    ),
    why: text('学员来自多所学校，漏一个就漏一条链。', 'Students come from many schools: one missed is one chain missed.'),
    signers: HEAD_OF_TRAINING,
    timing: once(12 * HOUR),
    fields: [WHEREABOUTS.atHome, WHEREABOUTS.concentrated, WHEREABOUTS.unreached],
    rules: [sumIs('roster', 'atHome', 'concentrated', 'unreached')],
    source: ['L-03', 'L-06'],
  }),
]

/** L-04, L-06, L-08: where people are held, and who was near. */
export const FLOWS: readonly Task[] = [
  task({
    id: 'L-04',
    group: 'people',
    kinds: OLDER,
    title: text('三类人员分流', 'Three flows'),
    how: text(
      '按指挥部决定分流，学校只交名单、交人；各类人数合计等于在册人数。',
      'The command decides and transports; the school hands over lists and people. The sum is the roster.',
    ),
    why: text('集中、在校、居家各多少，是指挥部每晚要的数。', 'How many are where is what the command asks every night.'),
    signers: school('dutyLeader', 'principal', 'reporter'),
    timing: once(12 * HOUR),
    fields: [WHEREABOUTS.concentrated, WHEREABOUTS.inSchool, WHEREABOUTS.atHome, WHEREABOUTS.unreached],
    rules: [sumIs('roster', 'concentrated', 'inSchool', 'atHome', 'unreached')],
  }),
  task({
    id: 'L-04-kindergarten',
    group: 'people',
    kinds: KINDERGARTEN,
    title: text('幼儿与教职工分流', 'Flows of a kindergarten'),
    how: text(
      '幼儿不在园隔离；须集中的由监护人陪同，其余居家，合计等于在册人数。',
      'No child is isolated in the kindergarten; a guardian goes along to concentrated isolation, all others stay at home.',
    ),
    why: text('幼儿离不开家长，走丢一个都是大事。', 'Small children need their guardians, and none may be lost on the way.'),
    signers: school('dutyLeader', 'principal', 'reporter'),
    timing: once(12 * HOUR),
    fields: [WHEREABOUTS.concentrated, WHEREABOUTS.atHome, WHEREABOUTS.unreached],
    rules: [sumIs('roster', 'concentrated', 'atHome', 'unreached')],
  }),
  task({
    id: 'L-06',
    group: 'people',
    kinds: SCHOOLS,
    title: text('配合流调、移交密接', 'Support tracing'),
    how: text(
      '对照推送名单逐人移交，差一个追一个，清零再签；视频、课表随叫随调。',
      'Hand over person by person against the list that was pushed; sign when none is missing. Video and timetables on call.',
    ),
    why: text('自己排查的总比推送的少，差的就是风险。', 'Own screening always finds fewer than the list: the gap is the risk.'),
    signers: school('dutyLeader', 'reporter', 'principal'),
    timing: once(DAY),
    fields: [
      count('pushed', '推送名单', 'On the list'),
      count('handedOver', '已移交', 'Handed over'),
      count('missing', '还差', 'Missing', { hint: text('须为 0', 'Must be 0') }),
    ],
    rules: [sumIsField('pushed', 'handedOver', 'missing'), zero('missing')],
    source: ['L-06', 'R-12'],
  }),
  task({
    id: 'L-08',
    group: 'people',
    kinds: OLDER,
    title: text('在校密接单人单间', 'Contacts held in school'),
    how: text(
      '密接一人一间，错时送餐，配专职辅导教师；只管密接，不扩大到全校；没有的填 0。',
      'One room each, meals at staggered times, a tutor of their own; contacts only, not the whole campus; 0 if there are none.',
    ),
    why: text('混住一晚，次密接就变密接。', 'One night in a shared room makes contacts of contacts.'),
    signers: school('dormitory', 'tutor', 'dutyLeader'),
    timing: once(12 * HOUR),
    fields: [
      count('contactsHeld', '在校密接', 'Contacts'),
      count('singleRooms', '单间', 'Single rooms'),
      count('tutors', '辅导教师', 'Tutors'),
    ],
    rules: [atMost('contactsHeld', 'singleRooms')],
  }),
]
