import { caseNamed, caseOpen, notified, provisionalOpen, testedNegative } from '../gates.ts'
import { choice, choices, count, option, text, time, words } from '../../../notation.ts'
import { bySchool, byBureau, COMMANDS, event, FINDING, INTERRUPTED, order } from './define.ts'

const SYMPTOMS = [
  option('fever', '发热', 'Fever'),
  option('cough', '咳嗽、咽痛', 'Cough or sore throat'),
  option('vomiting', '呕吐、腹泻', 'Vomiting or diarrhoea'),
  option('rash', '皮疹', 'Rash'),
  option('contact', '无症状，疾控协查', 'None; named by CDC tracing'),
]
const PLACES = [
  option('class', '班级', 'Class'),
  option('dormitory', '宿舍', 'Dormitory'),
  option('canteen', '食堂', 'Canteen'),
  option('outside', '校外', 'Outside'),
  option('other', '其他', 'Elsewhere'),
]

/** Phases that wait while a case is clarified. */
const WAITING = ['normal', 'reopening', 'lockdown.closed']

/** Suspicion and its end, and what a school does at once on its own authority. */
export const caseEvents = [
  event({
    type: 'REPORT_SUSPECTED',
    title: text('报告疑似', 'Report a suspected case'),
    consequence: text('学校转入疑似处置，隔离、上报等时限自现在起算。', 'The school turns to the suspected case; the clocks start now.'),
    senders: [bySchool('reporter', 'principal', 'doctor', 'dutyLeader'), byBureau('county', 'city')],
    // Nothing is required: a report is never held up by a form.
    facts: [
      count('people', '人数', 'People', { required: false }),
      choice('where', '发现地点', 'Where', PLACES, { required: false }),
      choices('symptoms', '症状', 'Symptoms', SYMPTOMS, { required: false }),
      time('foundAt', '发现时间', 'Found at', { required: false }),
      words('note', '情况说明', 'Note', {
        required: false,
        long: true,
        hint: text('先报后补，不写身份证号', 'Report first, add later; no identity numbers'),
      }),
    ],
    suspends: WAITING,
    marks: 'caseOpened',
    tone: 'urgent',
    source: ['U-02', 'R-06'],
  }),
  event({
    type: 'HOLD',
    title: text('先期管控', 'Hold a class, dormitory or floor'),
    consequence: text(
      '记录已就地管住的班级、宿舍或楼层，待指挥部补批。',
      'Records that a unit is held; the command ratifies it afterwards.',
    ),
    senders: [bySchool('principal', 'vicePrincipal', 'dutyLeader')],
    facts: [
      choice('where', '管控单元', 'Unit held', PLACES, { required: false }),
      count('people', '管控人数', 'People held', { required: false }),
      words('note', '说明', 'Note', { required: false }),
    ],
    marks: 'provisional',
    source: ['U-03'],
  }),
  event({
    type: 'SEAL_PROVISIONALLY',
    title: text('先行封控', 'Seal the campus at once'),
    consequence: text(
      '立即封控校园、转线上教学，待指挥部补批。',
      'Seals the campus at once and moves lessons online; the command ratifies it afterwards.',
    ),
    senders: [bySchool('principal', 'vicePrincipal', 'dutyLeader')],
    facts: [words('note', '说明', 'Note', { required: false, long: true })],
    suspends: INTERRUPTED,
    marks: 'provisional',
    tone: 'urgent',
    source: ['L-02'],
  }),
  order({
    type: 'RATIFY',
    title: text('补批先期处置', 'Ratify'),
    consequence: text(
      '追认学校已采取的全部先期处置，阶段不变。',
      'Ratifies everything that the school did provisionally; the phase stays.',
    ),
    // The engine sends it when a bureau signs R-02-ratify for one act; by hand it ratifies all that are open.
    senders: [...COMMANDS, { by: 'engine' }],
    reason: 'optional',
    gates: [provisionalOpen],
    marks: 'ratified',
    tone: 'main',
    source: ['R-02'],
  }),
  event({
    type: 'RULE_OUT',
    title: text('排除疑似', 'Rule the case out'),
    consequence: text(
      '登记排除结论；全部排除后学校回到原来的阶段，已签事项继续有效。',
      'Registers the finding; when no case is open the school returns to where it was.',
    ),
    senders: COMMANDS,
    facts: FINDING,
    gates: [caseOpen, caseNamed, notified, testedNegative],
    resumes: true,
    marks: 'caseRuledOut',
    tone: 'main',
    source: ['U-11'],
  }),
  event({
    type: 'CONFIRM',
    title: text('登记确诊', 'Register a confirmed case'),
    consequence: text('登记确诊结论，校园转入封控处置，教学转线上。', 'Registers the finding; the campus is sealed and lessons go online.'),
    senders: COMMANDS,
    facts: FINDING,
    gates: [caseOpen, caseNamed, notified],
    suspends: INTERRUPTED,
    marks: 'caseConfirmed',
    tone: 'urgent',
    source: ['U-02'],
  }),
  event({
    type: 'HANDED_OVER',
    title: text('转运交接完成', 'Handed over'),
    consequence: text('疑似人员均已交接，等待检测结果。', 'Everybody suspected was handed over; the result is awaited.'),
    senders: [{ by: 'engine' }],
    suspends: WAITING,
    source: ['U-04'],
  }),
]
