import { bySchool, COMMANDS, event, order } from '../../event-notation.ts'
import { choices, count, date, option, text, words } from '../../notation.ts'
import type { EventDefinition } from '../../playbook.ts'
import { accepted, assessed, everybodyBack, finishedBeforeTerm, readyForAcceptance } from './gates.ts'
import { REPAIRING } from './tasks/repairing.ts'

const LEADERS = bySchool('principal', 'vicePrincipal')
const WORKS = REPAIRING.filter(({ timing }) => timing.kind === 'once').map(({ id, title }) => option(id, title.zh, title.en))

const list: readonly EventDefinition[] = [
  event({
    type: 'REPORT_DAMAGE',
    title: text('报告灾情', 'Report damage'),
    consequence: text(
      '立即上报并转入受灾评估，先清点人员、封闭危险区域。',
      'Reported at once: count people and close off what is dangerous.',
    ),
    senders: [bySchool('principal', 'vicePrincipal', 'dutyLeader', 'reporter', 'logistics', 'security')],
    facts: [
      count('buildingsHit', '受损房屋（栋）', 'Buildings damaged', { required: false }),
      words('note', '简要情况', 'What happened', { required: false, long: true }),
    ],
    tone: 'urgent',
    source: ['F-01'],
  }),
  order({
    type: 'DECLARE_DAMAGED',
    title: text('认定受灾', 'Declare damaged'),
    consequence: text(
      '所选学校转入受灾评估，立即清点人员、鉴定校舍。',
      'The schools count their people and have their buildings surveyed.',
    ),
    senders: COMMANDS,
    reaches: 'damaged',
    tone: 'urgent',
    source: ['F-01', 'F-02'],
  }),
  order({
    type: 'NOT_DAMAGED',
    title: text('核实未受灾', 'Not damaged after all'),
    consequence: text('经核实没有受灾的学校恢复平时状态。', 'Schools found unharmed go back to normal.'),
    senders: COMMANDS,
    source: ['F-02'],
  }),
  order({
    type: 'RELOCATE',
    title: text('异地安置', 'Place students elsewhere'),
    consequence: text(
      '学生并校、分流或到临时校点就读，原校停用。',
      'Students learn at other schools or a temporary site; the school is not used.',
    ),
    senders: COMMANDS,
    reaches: 'relocated',
    // What was done for the repairs stands when they go on.
    suspends: ['repairing'],
    source: ['F-04'],
  }),
  order({
    type: 'BEGIN_REPAIR',
    title: text('开工修缮', 'Begin repairs'),
    consequence: text('转入修缮重建，按完工日期倒排工期。', 'Repairs begin and are planned back from the finish date.'),
    senders: [LEADERS, ...COMMANDS],
    facts: [date('finishOn', '计划完工日期', 'To be finished by')],
    reason: 'optional',
    gates: [assessed, finishedBeforeTerm],
    reaches: 'repairing',
    resumes: true,
    tone: 'main',
    source: ['F-03'],
  }),
  event({
    type: 'REQUEST_ACCEPTANCE',
    title: text('申请验收', 'Ask for acceptance'),
    consequence: text(
      '报教育局到现场验收，验收期间不再施工、不得使用。',
      'The bureau comes to accept it; nothing is built or used meanwhile.',
    ),
    senders: [LEADERS],
    gates: [readyForAcceptance],
    suspends: ['repairing'],
    marks: 'planSubmitted',
    tone: 'main',
    source: ['F-06'],
  }),
  event({
    type: 'REJECT_REPAIR',
    title: text('验收不合格，退回', 'Send back'),
    consequence: text('退回整改，只重开所列事项。', 'It goes back to repairs; only the named items are opened again.'),
    senders: COMMANDS,
    facts: [choices('items', '需整改事项', 'Items to put right', WORKS), date('by', '整改期限', 'To be put right by', { required: false })],
    reason: 'required',
    resumes: true,
    marks: 'planReturned',
    source: ['F-06'],
  }),
  order({
    type: 'ACCEPT_REPAIR',
    title: text('批准恢复使用', 'Accept'),
    consequence: text('验收合格，校舍恢复使用，学生返校。', 'Accepted: the buildings are used again and students come back.'),
    senders: COMMANDS,
    facts: [words('approvalNumber', '批复文号', 'Approval number', { required: false, hint: text('文号可后补', 'The number may follow') })],
    reason: 'optional',
    gates: [accepted],
    reaches: 'reopened',
    tone: 'main',
    source: ['F-06'],
  }),
  order({
    type: 'CLOSE_RECOVERY',
    title: text('灾后重建办结', 'Close the recovery'),
    consequence: text('学生返校到齐，本次灾情办结。', 'Everybody is back and the matter is closed.'),
    senders: COMMANDS,
    reason: 'optional',
    gates: [everybodyBack],
    tone: 'main',
    source: ['F-04'],
  }),
]

/** Every event of the playbook by its type. From where each is accepted, the statechart alone says. */
export const events: Readonly<Record<string, EventDefinition>> = Object.fromEntries(list.map((one) => [one.type, one]))
