import type { Task } from '../../../task.ts'
import {
  allBut,
  atMost,
  count,
  KINDERGARTEN,
  OLDER,
  school,
  SCHOOLS,
  sumIsField,
  task,
  text,
  UNIVERSITY,
  weekly,
} from '../../../notation.ts'

const LEADERS = school('vicePrincipal', 'principal', 'dutyLeader')
const SITE_WORKERS = count('siteWorkers', '在校施工人员', 'Building workers on site')
const INTERNS = count('interns', '实习人员', 'Interns')
const TRIPS = [
  count('tripsApproved', '批准离市', 'Approved to leave the city', { hint: text('含上周未归的', 'With those not yet back last week') }),
  count('tripsReturned', '已返回', 'Back'),
  count('stillOut', '在外未归', 'Still away'),
] as const
const GATHERINGS = [
  count('gatheringsApproved', '批准聚集活动', 'Gatherings approved'),
  count('gatheringsRefused', '未批准', 'Refused'),
  count('eventsPostponed', '延期考试、比赛', 'Exams and contests put off'),
] as const

/** What a school in term does once a week, with zero allowed: the figures say that somebody looked. */
export const IN_TERM_WEEKLY: readonly Task[] = [
  task({
    id: 'N-05',
    group: 'health',
    kinds: SCHOOLS,
    title: text('场所全面消毒', 'Weekly disinfection'),
    how: text(
      '教室、活动室、宿舍、食堂、厕所、图书馆、垃圾点和校车，一周全部消毒一遍；没有的场所不计。',
      'Classrooms, dormitories, canteen, toilets, library, waste points and buses, as far as there are any, all within the week.',
    ),
    why: text('按清单做，免得漏掉没人管的角落。', 'By the list, so that no corner is left to nobody.'),
    signers: school('logistics', 'doctor'),
    timing: weekly(),
    fields: [count('places', '场所总数', 'Places'), count('placesDone', '已消毒', 'Done')],
    rules: [atMost('placesDone', 'places')],
  }),
  task({
    id: 'N-06',
    group: 'report',
    kinds: SCHOOLS,
    title: text('周自查', 'Weekly self-check'),
    how: text(
      '对照 40 条措施（教职工 10、学生 6、家长 4、校园 20）逐条自查，做不到的记入台账、定人定期整改，并报县教育局。',
      'Check yourself against the 40 measures (staff 10, students 6, parents 4, campus 20); what is not met goes to the ledger with a person and a date, and to the county.',
    ),
    why: text('自己先查出来，好过检查组来查。', 'Better found by you than by the inspector.'),
    signers: LEADERS,
    timing: weekly(),
    fields: [
      count('itemsChecked', '自查条目', 'Items checked', { max: 40 }),
      count('findings', '发现问题', 'Findings'),
      count('findingsStaff', '其中教职工', 'Of these on staff', { max: 10 }),
      count('findingsStudents', '其中学生', 'On students', { max: 6 }),
      count('findingsParents', '其中家长', 'On parents', { max: 4 }),
      count('findingsCampus', '其中校园', 'On the campus', { max: 20 }),
    ],
    rules: [
      sumIsField('findings', 'findingsStaff', 'findingsStudents', 'findingsParents', 'findingsCampus'),
      atMost('findings', 'itemsChecked'),
    ],
    source: ['N-06', 'R-10', 'R-32'],
  }),
  task({
    id: 'N-15',
    group: 'people',
    kinds: OLDER,
    title: text('师生离市审批', 'Leaving the city'),
    how: text(
      '非必要不离市，确需离市的逐人审批备案；一周汇总一次，没有的填 0。',
      'Nobody leaves the city without need, and whoever must has an approval on file; once a week the totals, 0 if there were none.',
    ),
    why: text('谁去了哪里、回没回来，风险地区一变就要用。', 'Who is where is needed the moment that risk areas change.'),
    signers: school('classTeacher', 'vicePrincipal', 'reporter'),
    timing: weekly(),
    fields: TRIPS,
    rules: [sumIsField('tripsApproved', 'tripsReturned', 'stillOut')],
  }),
  task({
    id: 'N-18',
    group: 'gates',
    kinds: OLDER,
    title: text('聚集活动和场馆', 'Gatherings and venues'),
    how: text(
      '能不办的不办、能线上的线上，百人以上一律不办；考试、比赛、招聘按要求办或延期；图书馆、体育馆等按令停用。',
      'None that can be avoided, online where possible, none over a hundred people; exams, contests and job fairs on conditions or put off; libraries and gyms closed when so ordered.',
    ),
    why: text('谁组织、谁批准、谁负责，一周一清。', 'Whoever organises and approves answers for it, week by week.'),
    signers: LEADERS,
    timing: weekly(),
    fields: [
      ...GATHERINGS,
      count('eventsHeld', '按要求举办', 'Held on conditions'),
      count('venuesClosed', '停用场馆', 'Venues closed', { hint: text('没有指令填 0', '0 without an order') }),
    ],
    source: ['N-18', 'N-26', 'N-31'],
  }),
  task({
    id: 'N-18-kindergarten',
    group: 'people',
    kinds: KINDERGARTEN,
    title: text('离市审批和聚集活动', 'Leaving the city, gatherings'),
    how: text(
      '教职工和幼儿家庭离市要报备；家长会、开放日、演出能不办的不办，确需办的经园长批准、不混班。没有的填 0。',
      'Staff and families report before leaving the city; parents’ evenings, open days and shows only with approval, groups apart. 0 if there were none.',
    ),
    why: text('一场亲子活动，一半是全园的家长。', 'Half of the people at a family day are parents from everywhere.'),
    signers: LEADERS,
    timing: weekly(),
    fields: [...TRIPS, ...GATHERINGS],
    rules: [sumIsField('tripsApproved', 'tripsReturned', 'stillOut')],
    source: ['N-15', 'N-18', 'N-26', 'N-31'],
  }),
  task({
    id: 'N-19',
    group: 'health',
    kinds: allBut('training', 'vocational', 'university'),
    title: text('重点岗位抽检和外来人员', 'Key posts tested, others on site'),
    how: text(
      '门卫、食堂、保洁、收发人员按比例抽检核酸；施工人员、实习人员单独建册，与学生、幼儿分开。',
      'Guards, kitchen, cleaners and couriers are tested by sampling; building workers and interns are on lists of their own and apart from students.',
    ),
    why: text('他们接触外面最多，也最容易被漏掉。', 'They meet the outside most and are most easily forgotten.'),
    signers: school('logistics', 'doctor', 'reporter'),
    timing: weekly(),
    fields: [...keyPosts(), SITE_WORKERS, INTERNS],
    rules: keyPostRules(),
    source: ['N-19', 'N-23'],
  }),
  task({
    id: 'N-19-campus',
    group: 'health',
    kinds: ['vocational', 'university'],
    title: text('重点岗位抽检', 'Key posts tested'),
    how: text(
      '门卫、食堂、保洁、收发和快递点人员按比例抽检核酸，阳性的立即按疑似处置。',
      'Guards, kitchen, cleaners and parcel points are tested by sampling; a positive is treated as suspected at once.',
    ),
    why: text('他们接触外面最多，也最容易被漏掉。', 'They meet the outside most and are most easily forgotten.'),
    signers: school('logistics', 'doctor', 'reporter'),
    timing: weekly(),
    fields: keyPosts(),
    rules: keyPostRules(),
    source: ['N-19'],
  }),
  task({
    id: 'N-23',
    group: 'people',
    kinds: ['vocational'],
    title: text('施工、实习、校外住宿名单', 'Lists of those apart'),
    how: text(
      '施工人员、在外实习学生、校外住宿学生分别建册，班主任每周核对一次去向。',
      'Building workers, students on internships and students living out each have a list, checked every week.',
    ),
    why: text('不在教室里的人，最容易不在名单上。', 'Whoever is not in the classroom is easily not on the list.'),
    signers: school('classTeacher', 'vicePrincipal', 'reporter'),
    timing: weekly(),
    fields: [SITE_WORKERS, ...apart()],
  }),
  task({
    id: 'N-23-university',
    group: 'people',
    kinds: UNIVERSITY,
    title: text('四类人员名单', 'Four lists of those apart'),
    how: text(
      '施工人员、在外实习、校外住宿、留学生分别建册，每周核对去向；疫情期间暂停在外实习，留学生离境不强求、不组织。',
      'Building workers, interns, students living out and foreign students each have a list, checked weekly; internships outside are suspended; foreign students are neither asked nor organised to leave.',
    ),
    why: text('不在教室里的人，最容易不在名单上。', 'Whoever is not in the lecture hall is easily not on the list.'),
    signers: school('classTeacher', 'vicePrincipal', 'reporter'),
    timing: weekly(),
    fields: [
      SITE_WORKERS,
      ...apart(),
      count('internsSuspended', '已暂停实习', 'Internships suspended'),
      count('foreignStudents', '留学生', 'Foreign students'),
      count('leaveRequests', '留学生离境申请', 'Their requests to leave'),
    ],
    rules: [atMost('leaveRequests', 'foreignStudents')],
    source: ['N-23', 'N-27', 'N-32'],
  }),
  task({
    id: 'N-12',
    group: 'health',
    mandatory: false,
    title: text('疫苗接种进度', 'Vaccination'),
    how: text(
      '教职工和 12 岁以上学生按批次接种（幼儿园、培训机构只报教职工），每周报一次进度；没有任务的不填。',
      'Staff and students aged 12 and over, by campaigns; progress once a week, nothing while there is none.',
    ),
    why: text('差多少人、差在哪个班，才好一个一个去问。', 'Only who is missing can be asked.'),
    signers: school('doctor', 'reporter', 'classTeacher'),
    timing: weekly(),
    fields: [
      count('eligible', '应接种', 'Eligible'),
      count('vaccinated', '已接种', 'Vaccinated'),
      count('exempt', '禁忌、缓种', 'Exempt'),
      count('toVaccinate', '还未接种', 'Not yet'),
    ],
    rules: [sumIsField('eligible', 'vaccinated', 'exempt', 'toVaccinate')],
  }),
]

/** Those on a sample are counted apart from those of a round of tests for all (L-07). */
function keyPosts() {
  return [
    count('keyPostStaff', '重点岗位人员', 'Staff in key posts'),
    count('sampled', '抽检', 'Sampled'),
    count('samplePositive', '抽检阳性', 'Positive'),
  ] as const
}

function keyPostRules() {
  return [atMost('sampled', 'keyPostStaff'), atMost('samplePositive', 'sampled')] as const
}

function apart() {
  return [
    count('internsOut', '在外实习学生', 'Students on internships'),
    count('livingOut', '校外住宿学生', 'Students living out'),
  ] as const
}
