import { ATTENDANCE } from '../../../same-steps.ts'
import type { Task } from '../../../task.ts'
import {
  allBut,
  count,
  DAY,
  DAY_SLOT,
  every,
  KINDERGARTEN,
  OLDER,
  once,
  onSchoolDays,
  school,
  sumIs,
  sumIsField,
  task,
  text,
  TRAINING,
  UNIVERSITY,
  words,
  zero,
} from '../../../notation.ts'

/** Taught by grade and class: a kindergarten gives guidance instead, a university teaches by courses. */
const BY_GRADE = allBut('kindergarten', 'university', 'training')
const DEVICE = count('device', '有设备', 'With a device')
const WITHOUT = count('without', '无法上课', 'Without any', { hint: text('须为 0', 'Must be 0') })

/** O-01, O-02, O-04, O-07 to O-09: the lessons themselves. */
export const LESSONS: readonly Task[] = [
  task({
    id: 'O-01',
    group: 'teaching',
    kinds: BY_GRADE,
    title: text('课表与平台', 'Timetable and platform'),
    how: text(
      '每个年级定好线上课表和平台，发到学生和家长手里。',
      'A timetable and a platform for every grade, in the hands of students and parents.',
    ),
    why: text('停课不停学，第二天就要有课上。', 'Lessons go on: there must be one tomorrow.'),
    signers: school('academic', 'vicePrincipal'),
    timing: once(DAY),
    fields: [count('grades', '年级数', 'Grades'), count('gradesCovered', '已排课年级', 'Grades covered')],
    rules: [sumIsField('grades', 'gradesCovered')],
  }),
  task({
    id: 'O-01-kindergarten',
    group: 'teaching',
    kinds: KINDERGARTEN,
    title: text('居家育儿指导', 'Guidance for parents'),
    how: text(
      '不排课、不打卡，按班给家长发游戏和作息建议。',
      'No lessons and no attendance: games and a daily rhythm for the parents of each group.',
    ),
    why: text('幼儿不上网课，家长需要的是办法。', 'Small children need no online lessons; their parents need ideas.'),
    signers: school('academic', 'familyLiaison', 'principal'),
    timing: once(DAY),
    fields: [count('groupsGuided', '已指导班级', 'Groups guided')],
  }),
  task({
    id: 'O-01-university',
    group: 'teaching',
    kinds: UNIVERSITY,
    title: text('课程与平台', 'Courses and platform'),
    how: text(
      '各院系逐门课定好平台和课表，师生都能进；实验、实训和实习课另排时间，同样算已安排。',
      'Each faculty settles platform and timetable course by course; laboratory and practical courses are moved, which counts as arranged.',
    ),
    why: text('停课不停学，第二天就要有课上。', 'Lessons go on: there must be one tomorrow.'),
    signers: school('academic', 'vicePrincipal'),
    timing: once(DAY),
    fields: [count('courses', '本学期课程', 'Courses this term'), count('coursesArranged', '已安排课程', 'Courses arranged')],
    rules: [sumIsField('courses', 'coursesArranged')],
  }),
  task({
    id: 'O-02',
    group: 'teaching',
    kinds: BY_GRADE,
    title: text('人人能上课', 'Everybody can attend'),
    how: text(
      '逐人摸清用什么上课，没有设备的借设备、看电视或送纸质材料，无法上课的清零再签。',
      'Find out how each student attends; lend a device, use television or send paper. Sign when nobody is without.',
    ),
    why: text('没设备的孩子自己不会说。', 'The child without a device is the one who does not say so.'),
    signers: school('academic', 'classTeacher'),
    timing: once(DAY),
    fields: [DEVICE, count('televisionOrPaper', '电视或纸质', 'Television or paper'), WITHOUT],
    rules: [sumIs('students', 'device', 'televisionOrPaper', 'without'), zero('without')],
  }),
  task({
    id: 'O-02-university',
    group: 'teaching',
    kinds: UNIVERSITY,
    title: text('人人能上课', 'Everybody can attend'),
    how: text(
      '辅导员逐人摸清设备和网络，缺设备的借、缺流量的补，网络不通的看回放或寄教材；无法上课的清零再签。',
      'Student counsellors find out who has a device and a network; lend, pay for data, send recordings or books. Sign when nobody is without.',
    ),
    why: text('家里没网的学生，常常不说。', 'Students without a network at home seldom say so.'),
    signers: school('classTeacher', 'academic'),
    timing: once(DAY),
    fields: [DEVICE, count('recordings', '看回放或用教材', 'Recordings or books'), WITHOUT],
    rules: [sumIs('students', 'device', 'recordings', 'without'), zero('without')],
  }),
  task({
    id: 'O-04',
    group: 'teaching',
    kinds: OLDER,
    title: text('出勤、辅导与作业量', 'Attendance, tutoring, homework'),
    how: text(
      '汇总当天到课人数，没到的当天问到人；中小学作业量不超规定。',
      'Total those who attended; ask after the others the same day; homework at schools within limits.',
    ),
    why: text('连着不到课的，往往家里有事。', 'Who stays away for days often has trouble at home.'),
    timing: onSchoolDays(DAY_SLOT),
    ...ATTENDANCE,
  }),
  task({
    id: 'O-07',
    group: 'teaching',
    kinds: ['university', 'vocational'],
    title: text('学分、实践、毕业就业线上办理', 'Credits, practice, graduation online'),
    how: text(
      '实习、答辩、招聘改为线上或延期，涉及的课程逐门调整。',
      'Internships, defences and job fairs go online or are put off; adjust course by course.',
    ),
    why: text('毕业和就业等不起。', 'Graduation and jobs cannot wait.'),
    signers: school('academic', 'vicePrincipal'),
    timing: every(7, DAY_SLOT),
    fields: [count('adjusted', '已调整事项', 'Items adjusted')],
  }),
  task({
    id: 'O-08',
    group: 'teaching',
    // A kindergarten has no hours to make up.
    kinds: OLDER,
    title: text('教学时间不减', 'Teaching hours kept'),
    how: text(
      '先调假期、再调周末，把缺的课时排回来，方案编号备案。',
      'Move holidays first, then weekends; file the plan that makes up the hours.',
    ),
    why: text('课时欠账，复课后补不完。', 'Hours owed cannot all be made up later.'),
    signers: school('academic', 'vicePrincipal', 'principal'),
    timing: once(7 * DAY),
    fields: [words('planNumber', '方案编号', 'Plan number'), count('hoursMoved', '调整课时', 'Hours moved')],
  }),
  task({
    id: 'O-09',
    group: 'teaching',
    kinds: TRAINING,
    title: text('线下停课、通知到户', 'Stop on site, tell every family'),
    how: text(
      '线下班次全部停课、场所上锁，逐户通知学员和家长，退费、补课一并说明；不得换地点、改名目开课。',
      'Every class on site stops and the premises are locked; tell every family, with what becomes of fees and lessons; no class elsewhere or by another name.',
    ),
    why: text('学校停了、培训不停，等于没停。', 'If schools stop and training goes on, nothing has stopped.'),
    signers: school('principal'),
    timing: once(DAY),
    fields: [count('classesStopped', '已停班次', 'Classes stopped'), count('familiesTold', '已通知家长', 'Families told')],
  }),
]
