import type { Task } from '../../../task.ts'
import { atMost, atMostRoster, count, eachTerm, files, school, SCHOOLS, sumIs, sumIsField, task, text } from '../../../notation.ts'
import { CONTACTS, DRILL, PLANS, TRAINED, VERIFIED } from '../quantities.ts'

const LEADERS = school('principal', 'vicePrincipal')

/** What a school makes ready at the start of every term. Most of it is the return from vacation; the drill has longer. */
export const EACH_TERM: readonly Task[] = [
  task({
    id: 'N-13',
    group: 'people',
    kinds: SCHOOLS,
    title: text('开学人员摸底', 'Roster at the start of term'),
    how: text(
      '师生和共同居住人近 14 天去过哪里、身体怎样，逐人核实；食堂、保安、保洁、司机不能漏。',
      'Where everybody and their household were in the last 14 days and how they are, person by person; kitchen, guards, cleaners and drivers too.',
    ),
    why: text('底数不清，风险地区一变就不知道找谁。', 'Without the roster nobody knows whom to ask when risk areas change.'),
    signers: school('classTeacher', 'reporter', 'vicePrincipal'),
    timing: eachTerm(7),
    fields: [
      VERIFIED.verified,
      VERIFIED.unverified,
      count('supportStaff', '后勤服务人员', 'Support staff', {
        hint: text('食堂、保安、保洁、司机', 'Kitchen, guards, cleaners, drivers'),
      }),
      count('household', '共同居住人', 'People of the households'),
    ],
    rules: [sumIs('roster', 'verified', 'unverified')],
  }),
  task({
    id: 'N-10',
    group: 'report',
    kinds: SCHOOLS,
    title: text('教职工培训考试', 'Staff trained and tested'),
    how: text(
      '全体教职工（含食堂、保安、保洁）学习操作规程，闭卷考试，不合格的补考。',
      'Everybody incl. kitchen, guards and cleaners learns the operating rules and sits a written test; whoever fails sits it again.',
    ),
    why: text('规程在墙上没有用，要在人心里。', 'Rules on the wall help nobody.'),
    signers: school('vicePrincipal', 'academic', 'doctor'),
    timing: eachTerm(14),
    fields: [TRAINED.staffTrained, TRAINED.staffPassed],
    rules: [atMostRoster('staffTrained', 'staff'), atMost('staffPassed', 'staffTrained')],
  }),
  task({
    id: 'N-16',
    group: 'report',
    kinds: SCHOOLS,
    title: text('一校一院和联络表', 'Paired hospital, contact list'),
    how: text(
      '结对医院、疾控、发热门诊、派出所、社区的联系人和电话逐个打通；值班电话 24 小时有人接。',
      'The paired hospital, CDC, fever clinic, police and community: every number is tried; the duty telephone answers day and night.',
    ),
    why: text('半夜出事，打不通的号码等于没有。', 'At midnight a number that nobody answers does not exist.'),
    signers: school('dutyLeader', 'doctor', 'vicePrincipal'),
    timing: eachTerm(14),
    fields: [CONTACTS.contactsOnFile, CONTACTS.contactsReached],
    rules: [sumIsField('contactsOnFile', 'contactsReached')],
    source: ['N-16', 'R-17'],
  }),
  task({
    id: 'N-17',
    group: 'people',
    kinds: SCHOOLS,
    title: text('网格责任和防护队', 'Grid and protection team'),
    how: text(
      '校园划成网格，一格一名责任人；校医（疫情报告人）、保健员、志愿者组成防护队，职责到人、名单上墙。',
      'The campus is divided, each cell has an owner; doctor or case reporter, health workers and volunteers form a team; names and duties are posted.',
    ),
    why: text('人人都管等于没人管。', 'What is everybody’s is nobody’s.'),
    signers: school('grid', 'vicePrincipal', 'principal'),
    timing: eachTerm(14),
    fields: [
      count('gridCells', '网格', 'Cells'),
      count('gridOwners', '已定责任人', 'With an owner'),
      count('teamHealthWorkers', '防护队医护人员', 'Health workers in the team'),
      count('teamVolunteers', '志愿者和宣传员', 'Volunteers and promoters'),
    ],
    rules: [sumIsField('gridCells', 'gridOwners')],
    source: ['N-17', 'N-33', 'R-25'],
  }),
  task({
    id: 'N-20',
    group: 'report',
    kinds: SCHOOLS,
    title: text('三个方案备案', 'Three plans on file'),
    how: text(
      '返校方案、防控方案、应急预案各有版本、报教育局备案；一校一策，不照抄别校。',
      'Return, prevention and emergency plan, each with its version, are filed with the bureau; the school’s own, not copied.',
    ),
    why: text('出事那一刻，照着做的就是它。', 'It is what is followed when something happens.'),
    signers: LEADERS,
    timing: eachTerm(14),
    fields: [PLANS.returnPlanOn, PLANS.preventionPlanOn, PLANS.emergencyPlanOn, PLANS.planVersion],
    source: ['N-20', 'R-03'],
  }),
  task({
    id: 'N-11',
    group: 'report',
    kinds: SCHOOLS,
    title: text('应急演练', 'Emergency drill'),
    how: text(
      '会同社区、医院、派出所演练一次发现病例的全过程，问题当场记、限期改。',
      'With community, hospital and police, go through a case from its discovery on; findings are noted and put right by a date.',
    ),
    why: text('没演练过的预案，第一次用就是真的。', 'A plan never drilled is first tried in earnest.'),
    signers: LEADERS,
    timing: eachTerm(60),
    fields: [
      DRILL.drilledOn,
      DRILL.drillPeople,
      DRILL.drillPartners,
      DRILL.drillFindings,
      DRILL.drillFindingsClosed,
      files('drillRecord', '演练照片或记录', 'Photos or record of the drill', { most: 3 }),
    ],
    rules: [atMost('drillFindingsClosed', 'drillFindings')],
    source: ['N-11', 'R-08'],
  }),
]
