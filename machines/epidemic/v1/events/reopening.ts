import { areaAtLowRisk, batchObserved, clearDays, lessonsDrawn, noOpenCase, observed, planReady } from '../gates.ts'
import { endorsed, itsTurn, mayApprove, mayReturn, ownReviewSigned, reviewed } from '../review-gates.ts'
import { SCHOOLS, choices, date, option, text, words } from '../../../notation.ts'
import { PLANNING } from '../tasks/planning.ts'
import { bySchool, COMMANDS, event, order } from './define.ts'

const PLAN_ITEMS = PLANNING.map(({ id, title }) => option(id, title.zh, title.en))

/** The way back after an outbreak. A training institution never reopens by batches: it is released by LIFT. */
export const reopeningEvents = [
  event({
    type: 'BEGIN_REOPENING',
    title: text('启动复课准备', 'Begin reopening'),
    consequence: text('转入复课方案制定，校园管控暂不放松。', 'The plan for reopening is drawn up; the campus stays as it is.'),
    senders: [bySchool('principal', 'vicePrincipal')],
    kinds: SCHOOLS,
    gates: [noOpenCase, clearDays],
    tone: 'main',
    source: ['O-10', 'R-08'],
  }),
  event({
    type: 'SUBMIT_PLAN',
    title: text('上报复课方案', 'Submit the plan'),
    consequence: text('方案报上级审核，审核期间不再改动。', 'The plan goes up for review.'),
    senders: [bySchool('principal', 'vicePrincipal')],
    kinds: SCHOOLS,
    facts: [date('startsOn', '拟返校日期', 'First day of return', { required: false })],
    gates: [planReady],
    suspends: ['reopening.planning'],
    marks: 'planSubmitted',
    tone: 'main',
    source: ['R-07', 'P-01'],
  }),
  event({
    type: 'RETURN_PLAN',
    title: text('退回方案', 'Return the plan'),
    consequence: text('方案退回修改，只重开所列事项。', 'The plan goes back; only the named items are opened again.'),
    senders: COMMANDS,
    kinds: SCHOOLS,
    facts: [
      choices('items', '需整改事项', 'Items to put right', PLAN_ITEMS),
      date('by', '整改期限', 'To be put right by', { required: false }),
    ],
    reason: 'required',
    // Back to the same visit of planning, so that what is not named stays signed.
    resumes: true,
    gates: [mayReturn],
    marks: 'planReturned',
    source: ['P-05'],
  }),
  order({
    type: 'ENDORSE_PLAN',
    title: text('审核同意', 'Endorse the plan'),
    consequence: text(
      '登记本级审核意见，转下一级审核；各级同意后等待批复。',
      'Registers this level’s consent; the next level reviews, and after the last approval follows.',
    ),
    senders: COMMANDS,
    kinds: SCHOOLS,
    reason: 'optional',
    gates: [itsTurn, ownReviewSigned],
    marks: 'planEndorsed',
    source: ['P-05', 'R-07'],
  }),
  order({
    type: 'APPROVE_PLAN',
    title: text('批复复课', 'Approve the plan'),
    consequence: text('同意复课，第一批次开始返校，教学转为线上线下结合。', 'The first batch returns; teaching becomes blended.'),
    senders: COMMANDS,
    kinds: SCHOOLS,
    facts: [words('approvalNumber', '批复文号', 'Approval number', { required: false, hint: text('文号可后补', 'The number may follow') })],
    reason: 'optional',
    gates: [noOpenCase, areaAtLowRisk, reviewed, endorsed, mayApprove],
    marks: 'planApproved',
    tone: 'main',
    source: ['P-06', 'R-07'],
  }),
  order({
    type: 'NEXT_BATCH',
    title: text('下一批次返校', 'Next batch'),
    consequence: text('下一批次开始返校，重新计算观察天数。', 'The next batch returns; its days of observation begin.'),
    senders: COMMANDS,
    kinds: SCHOOLS,
    reason: 'optional',
    gates: [noOpenCase, areaAtLowRisk, batchObserved],
    marks: 'nextBatch',
    tone: 'main',
    source: ['P-12', 'R-09'],
  }),
  order({
    type: 'BEGIN_OBSERVING',
    title: text('转入返校观察', 'Begin observation'),
    consequence: text('全员已返校，恢复线下教学，开始观察。', 'Everybody is back, lessons are on site, observation begins.'),
    senders: COMMANDS,
    kinds: SCHOOLS,
    reason: 'optional',
    gates: [noOpenCase, batchObserved],
    tone: 'main',
    source: ['P-12', 'P-13'],
  }),
  order({
    type: 'RETURN_TO_NORMAL',
    title: text('恢复常态防控', 'Back to normal'),
    consequence: text('观察结束，本次疫情处置办结。', 'Observation ends and the response is closed.'),
    senders: COMMANDS,
    kinds: SCHOOLS,
    reason: 'optional',
    gates: [noOpenCase, observed, lessonsDrawn],
    reaches: 'normal.inTerm',
    marks: 'casesClosed',
    tone: 'main',
    source: ['P-13', 'P-14'],
  }),
]
