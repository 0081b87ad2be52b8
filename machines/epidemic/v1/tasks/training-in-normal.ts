import type { Task } from '../../../task.ts'
import { atMost, count, daily, eachTerm, HEAD_OF_TRAINING, monthly, slot, sumIs, task, text, TRAINING, weekly } from '../../../notation.ts'
import { CAMPUS, CONTACTS, DRILL, INSPECTION, INSPECTION_RULES, PLANS, STOCK, TRAINED, VERIFIED } from '../quantities.ts'

/** Classes are given after school and at weekends, and in the vacation most of all. */
const CLASSES = slot('day', text('当日', 'Today'), '06:00', '21:00', '24:00')

/** What a training institution does as long as it is not stopped: one round a week, a month and a term, and those of classes. */
export const TRAINING_IN_NORMAL: readonly Task[] = [
  task({
    id: 'N-24',
    group: 'report',
    kinds: TRAINING,
    title: text('开班情况和周自查', 'Classes and weekly self-check'),
    how: text(
      '填本周开了几个班、停了几个班，全部场所消毒一遍，对照防控要求自查；不得超范围、换地点开班。',
      'How many classes ran and how many were stopped; every place disinfected; a check against the rules. No class elsewhere or beyond the licence.',
    ),
    why: text('教育局每周汇总，报的和查的要一致。', 'The bureau adds it up weekly: what is reported and what is found must agree.'),
    signers: HEAD_OF_TRAINING,
    timing: weekly({ on: 'SU', due: '20:00' }),
    fields: [
      count('classesOpen', '开班', 'Classes that ran'),
      count('classesStopped', '已停班次', 'Classes stopped'),
      count('places', '场所总数', 'Places'),
      count('placesDone', '已消毒', 'Done'),
      count('itemsChecked', '自查条目', 'Items checked', { max: 40 }),
      count('findings', '发现问题', 'Findings'),
    ],
    rules: [atMost('placesDone', 'places'), atMost('findings', 'itemsChecked')],
    source: ['N-24', 'N-05', 'N-06'],
  }),
  task({
    id: 'N-08-training',
    group: 'life',
    kinds: TRAINING,
    title: text('物资和接受检查', 'Supplies, inspections received'),
    how: text(
      '口罩、消毒液折算成可用天数，留一间房供发热学员等家长；教育、市场监管来过几次、指出什么问题一并填。',
      'Masks and disinfectant in days, one room where a feverish student waits for the parents; how often education or market regulation came and what they found.',
    ),
    why: text('地方小更要留出一间房。', 'The smaller the place, the more that one room matters.'),
    signers: HEAD_OF_TRAINING,
    timing: monthly(),
    fields: [
      STOCK.maskDays,
      STOCK.disinfectantDays,
      INSPECTION.inspections,
      INSPECTION.inspectedOn,
      INSPECTION.inspectionFindings,
      INSPECTION.inspectionFindingsClosed,
    ],
    rules: INSPECTION_RULES,
    source: ['N-07', 'N-08', 'N-09'],
  }),
  task({
    id: 'N-13-training',
    group: 'people',
    kinds: TRAINING,
    title: text('名单、培训和联络', 'List, training, contacts'),
    how: text(
      '学员写明所在学校，师生逐人核实近 14 天去向；教职工培训考试，应急预案备案，医院、疾控、派出所、社区电话打通。',
      'Each student with the school attended, everybody’s last 14 days verified; staff trained and tested, the emergency plan filed, hospital, CDC, police and community reached by telephone.',
    ),
    why: text('出事当夜，各校要的就是这份名单。', 'On the night of a case this list is what every school asks for.'),
    signers: HEAD_OF_TRAINING,
    timing: eachTerm(14),
    fields: [VERIFIED.verified, VERIFIED.unverified, TRAINED.staffPassed, PLANS.emergencyPlanOn, CONTACTS.contactsReached, DRILL.drilledOn],
    rules: [sumIs('roster', 'verified', 'unverified')],
    source: ['N-10', 'N-11', 'N-13', 'N-16', 'N-20'],
  }),
]

/** Two rounds on every day with classes; none are given while the opening is deferred. */
export const CLASSES_IN_TERM: readonly Task[] = [atTheDoor('N-01-training'), rooms('N-04-training')]
export const CLASSES_IN_VACATION: readonly Task[] = [atTheDoor('N-01-training-vacation'), rooms('N-04-training-vacation')]

function atTheDoor(id: string): Task {
  return task({
    id,
    group: 'health',
    kinds: TRAINING,
    title: text('进门查验', 'Checks at the door'),
    how: text(
      '每班上课前逐人测温、验码、问症状，发热的不进门并告知家长；家长和外来人员不进教学区。当天没课填 0。',
      'Before every class temperature, code and symptoms of each; whoever is feverish stays out and the parents are told; parents and visitors stay outside. 0 on a day without classes.',
    ),
    why: text('学员来自多所学校，一个病例牵动好几所。', 'Students come from many schools: one case concerns them all.'),
    signers: HEAD_OF_TRAINING,
    timing: daily(CLASSES),
    fields: [
      count('checked', '已检学生', 'Students checked'),
      count('feverish', '发热或有症状', 'Feverish or with symptoms'),
      count('sentHome', '劝返、送医', 'Sent home or to hospital'),
      CAMPUS.entriesRefused,
    ],
    rules: [atMost('feverish', 'checked')],
    source: ['N-01', 'N-03'],
  })
}

function rooms(id: string): Task {
  return task({
    id,
    group: 'health',
    kinds: TRAINING,
    title: text('教室消毒通风', 'Rooms disinfected and aired'),
    how: text(
      '两班之间开窗通风、桌椅和门把手消毒，座位隔开；当天没课填 0。',
      'Between two classes windows are opened, desks and handles disinfected; seats apart. 0 on a day without classes.',
    ),
    why: text('一间教室一天换几班人。', 'One room sees several classes a day.'),
    signers: HEAD_OF_TRAINING,
    timing: daily(CLASSES),
    fields: [CAMPUS.roomsInUse, CAMPUS.roomsAired, CAMPUS.disinfections],
    rules: [atMost('roomsAired', 'roomsInUse')],
  })
}
