import { areaAtLowRiskOrOnSite, noConfirmedCase, noOpenCase, teachingFitsPhase } from '../gates.ts'
import { choice, option, text } from '../../../notation.ts'
import { COMMANDS, INTERRUPTED, order } from './define.ts'

const ZONES = [
  option('sealed', '封控区', 'Sealed'),
  option('controlled', '管控区', 'Controlled'),
  option('precaution', '防范区', 'Precaution'),
]
const TEACHING = [
  option('onsite', '线下教学', 'On site'),
  option('blended', '线上线下结合', 'Blended'),
  option('online', '全员线上', 'Online'),
]

/** Closing, sealing, sending home and releasing: orders of the command, by voice first, the document after. */
export const commandEvents = [
  order({
    type: 'ORDER_CLOSE',
    title: text('下达封闭管理', 'Order the campus closed'),
    consequence: text('校园封闭，非必要不进出，教学方式不变。', 'The campus is closed; teaching stays as it is.'),
    senders: COMMANDS,
    reaches: 'lockdown.closed',
    suspends: INTERRUPTED,
    source: ['L-02'],
  }),
  order({
    type: 'ORDER_LOCKDOWN',
    title: text('下达封控处置', 'Order the campus sealed'),
    consequence: text(
      '校园封控、转线上教学；学校已先行封控的，同时予以补批。',
      'The campus is sealed and lessons go online; a provisional seal is ratified by it.',
    ),
    senders: COMMANDS,
    facts: [choice('zone', '区域等级', 'Zone', ZONES, { required: false, hint: text('未定可不选', 'Leave empty if not yet decided') })],
    reaches: 'lockdown.sealed',
    suspends: INTERRUPTED,
    marks: 'ratified',
    tone: 'urgent',
    source: ['L-02', 'L-05'],
  }),
  order({
    type: 'UNSEAL',
    title: text('解封', 'Unseal'),
    consequence: text(
      '解除封控，转为封闭管理；教学方式不变，复课另行批准。',
      'The seal is lifted; the campus stays closed, and reopening is another decision.',
    ),
    senders: COMMANDS,
    gates: [noOpenCase],
    reaches: 'lockdown.closed',
    // The way back stays open for LIFT.
    suspends: INTERRUPTED,
    source: ['L-05'],
  }),
  order({
    type: 'LIFT',
    title: text('解除管控', 'Lift'),
    consequence: text(
      '没有确诊病例的学校回到管控前的阶段和教学方式。',
      'A school without a confirmed case returns to where it was before.',
    ),
    senders: COMMANDS,
    gates: [noOpenCase, noConfirmedCase, areaAtLowRiskOrOnSite],
    resumes: true,
    // Only a training institution is lifted with confirmed cases behind it; for it this is the end of them.
    marks: 'casesClosed',
    source: ['R-08'],
  }),
  order({
    type: 'ORDER_ONLINE',
    title: text('下达线上教学', 'Order lessons online'),
    consequence: text('学生居家，全员线上教学。', 'Students stay at home and learn online.'),
    senders: COMMANDS,
    reaches: 'online',
    suspends: INTERRUPTED,
    source: ['O-01', 'O-09'],
  }),
  order({
    type: 'SET_TEACHING',
    title: text('调整教学方式', 'Set the mode of teaching'),
    consequence: text('只改变教学方式，管控阶段不变。', 'Changes the mode of teaching only.'),
    senders: COMMANDS,
    facts: [choice('teaching', '教学方式', 'Teaching', TEACHING)],
    reason: 'optional',
    gates: [teachingFitsPhase],
    source: ['O-01'],
  }),
]
