import { areaGate, gate, missing, unsigned } from '../../gate-notation.ts'
import type { Lack } from '../../gate-notation.ts'
import type { GateFacts } from '../../gate.ts'
import { DAYS_BEFORE_REOPENING, DAYS_BETWEEN_BATCHES, DAYS_OF_OBSERVATION, NEGATIVE_TESTS } from './durations.ts'
import { text } from '../../notation.ts'

const DAY_MS = 86_400_000

// A gate whose id begins with `facts.` is met by filling in the event's own form.

/** 先期处置、后补批: something was done under emergency authority and is not yet ratified. */
export const provisionalOpen = gate('provisionalOpen', text('有待补批的先期处置', 'Something awaits ratification'), [], (facts) =>
  facts.openProvisional > 0 ? [] : [text('没有待补批的先期处置', 'Nothing awaits ratification')],
)

/** A bureau that registers a finding must say whose it is. */
export const notified = gate('facts.notifiedBy', text('结论有来源', 'The finding has a source'), ['U-11'], ({ facts }) =>
  facts['notifiedBy'] ? [] : [text('填写通知单位：疾控、医院或指挥部', 'Name who gave notice: CDC, hospital or command')],
)

export const caseOpen = gate('caseOpen', text('有未出结论的疑似病例', 'A case is open'), [], ({ openCases }) =>
  openCases > 0 ? [] : [text('没有未出结论的疑似病例', 'No suspected case is open')],
)

/** The event names an open case, or there is only one that it can mean. */
export const caseNamed = gate('facts.case', text('指明病例', 'The case is named'), [], ({ openCases, caseSeq }) =>
  openCases === 0 || caseSeq !== null
    ? []
    : [text(`有 ${openCases} 例疑似，请填对病例序号`, `Open cases: ${openCases}; give the number of one`)],
)

/** U-11: at least two negative tests and no positive one. */
export const testedNegative = gate('testedNegative', text('两次检测阴性', 'Two negative tests'), ['U-11'], (facts) => {
  if (facts.caseSeq === null) return []
  const occurrence = String(facts.caseSeq)
  const negative = figure(facts, 'U-08', 'negative', occurrence) + figure(facts, 'U-08-repeat', 'negative', occurrence)
  const positive = figure(facts, 'U-08', 'positive', occurrence) + figure(facts, 'U-08-repeat', 'positive', occurrence)
  const task = facts.evidence('U-08', occurrence) === null ? 'U-08' : 'U-08-repeat'
  return [
    ...(negative < NEGATIVE_TESTS
      ? [
          missing(
            text(`阴性结果 ${negative} 次，至少 ${NEGATIVE_TESTS} 次`, `Negative tests: ${negative} of at least ${NEGATIVE_TESTS}`),
            task,
          ),
        ]
      : []),
    ...(positive > 0 ? [text(`有阳性结果 ${positive} 次，不能排除`, `Positive tests: ${positive}; it cannot be ruled out`)] : []),
  ]
})

export const noOpenCase = gate('noOpenCase', text('疑似病例已有结论', 'No case is open'), [], ({ openCases }) =>
  openCases > 0 ? [text(`还有 ${openCases} 例疑似未出结论`, `Suspected cases without a finding: ${openCases}`)] : [],
)

/** A school with a confirmed case returns by reopening; a training institution is released once it is unsealed. */
export const noConfirmedCase = gate('noConfirmedCase', text('没有确诊病例', 'No case was confirmed'), [], (facts) => {
  const released = facts.kind === 'training' && facts.phase !== 'lockdown.sealed'
  if (facts.confirmedCases === 0 || released) return []
  return facts.kind === 'training'
    ? [text('有确诊病例，先解封再放行', 'A case was confirmed: unseal first')]
    : [text('有确诊病例，须走分批复课程序', 'A case was confirmed: the way back is reopening by batches')]
})

/** O-10: clear days since the last case here, and since the last one in the area as last recorded. Silence is not an answer. */
export const clearDays = gate(
  'clearDays',
  text(`连续 ${DAYS_BEFORE_REOPENING} 天无新增`, `${DAYS_BEFORE_REOPENING} days without a case`),
  ['O-10'],
  (facts) => {
    const area = daysInArea(facts)
    // Where lessons are on site, O-10 is not asked.
    if (area.length === 0 && facts.teaching !== 'onsite')
      return [missing(text('尚未填报本县（市、区）最近一例的日期', 'The date of the last case in the area is not on record'), 'O-10')]
    const fewest = Math.min(...area, ...(facts.confirmedCases > 0 && facts.daysSinceLastCase !== null ? [facts.daysSinceLastCase] : []))
    if (fewest >= DAYS_BEFORE_REOPENING) return []
    const tooFew = text(
      `距最近一例 ${fewest} 天，满 ${DAYS_BEFORE_REOPENING} 天方可启动`,
      `Days since the last case: ${fewest} of ${DAYS_BEFORE_REOPENING}`,
    )
    return [facts.teaching === 'onsite' ? tooFew : missing(tooFew, 'O-10')]
  },
)

/** P-01 to P-04, the drill among them. */
export const planReady = gate('planReady', text('复课条件齐备', 'Everything is ready'), ['P-01', 'P-02', 'P-03', 'P-04', 'R-08'], (facts) =>
  unsigned(facts, 'control.reopening.planning'),
)

/** P-12: the batch has been watched for enough days, without a case, and its own steps are done. */
export const batchObserved = gate(
  'batchObserved',
  text(`本批次观察满 ${DAYS_BETWEEN_BATCHES} 天`, `The batch was observed for ${DAYS_BETWEEN_BATCHES} days`),
  ['P-12'],
  (facts) => [
    ...tooFewDays(facts, 'control.reopening.batch', DAYS_BETWEEN_BATCHES),
    ...(facts.daysSinceLastCase !== null && facts.daysSinceLastCase < DAYS_BETWEEN_BATCHES
      ? [
          text(
            `${facts.daysSinceLastCase} 天前有病例报告`,
            `Days since the last case: ${facts.daysSinceLastCase} of ${DAYS_BETWEEN_BATCHES}`,
          ),
        ]
      : []),
    ...unsigned(facts, 'control.reopening.batch'),
  ],
)

/** P-13. */
export const observed = gate(
  'observed',
  text(`全员返校后观察满 ${DAYS_OF_OBSERVATION} 天`, `Observed for ${DAYS_OF_OBSERVATION} days`),
  ['P-13'],
  (facts) => tooFewDays(facts, 'control.reopening.observing', DAYS_OF_OBSERVATION),
)

/** P-14. */
export const lessonsDrawn = gate('lessonsDrawn', text('经验总结已签', 'The review after the event is signed'), ['P-14'], (facts) =>
  unsigned(facts, 'control.reopening.observing'),
)

/** Where nobody is at school, lessons can only be online. */
export const teachingFitsPhase = gate('facts.teaching', text('教学方式与管控阶段相符', 'Teaching fits the phase'), [], (facts) => {
  const away = facts.phase === 'online' || facts.phase === 'lockdown.sealed'
  return away && facts.facts['teaching'] !== 'online'
    ? [text('学生居家或校园封控期间只能线上教学', 'While students are at home or the campus is sealed, lessons are online')]
    : []
})

/** not before the earliest opening date that the region set. */
export const earliestReached = gate(
  'earliestReached',
  text('已到最早开学日期', 'The earliest date is reached'),
  ['R-26'],
  ({ earliestOn, today }) =>
    earliestOn !== null && today < earliestOn ? [text(`${earliestOn} 前不得开学`, `Not before ${earliestOn}`)] : [],
)

/** schools in an area of medium or high risk wait. Plans may be drawn up meanwhile; nobody returns. */
export const areaAtLowRisk = areaGate(
  'areaAtLowRisk',
  text('所在地区不是中、高风险', 'The area is at neither medium nor high risk'),
  ['R-08', 'R-22', 'R-26'],
  riskTooHigh,
)

/** the same where students are away; where lessons go on inside, lifting brings nobody back. */
export const areaAtLowRiskOrOnSite = areaGate(
  'areaAtLowRiskOrOnSite',
  text('不因解除管控让学生提前返回中、高风险地区学校', 'Lifting brings nobody back into an area of medium or high risk'),
  ['R-08', 'R-22'],
  (facts) => (facts.teaching === 'onsite' ? [] : riskTooHigh(facts)),
)

/** Whose declaration it is, since when, and what has to change. */
function riskTooHigh({ area: { risk } }: GateFacts): readonly Lack[] {
  if (risk === null || (risk.value !== 'medium' && risk.value !== 'high')) return []
  const [zh, en] = risk.value === 'high' ? ['高', 'High'] : ['中', 'Medium']
  return [
    text(
      `${risk.of}自 ${risk.since} 起为${zh}风险，公布为低风险后学生方可返校`,
      `${en} risk in ${risk.of} since ${risk.since}: students return once it is declared low`,
    ),
  ]
}

function figure(facts: GateFacts, task: string, field: string, occurrence: string): number {
  const value = facts.evidence(task, occurrence)?.[field]
  return typeof value === 'number' ? value : 0
}

function daysInArea(facts: GateFacts): readonly number[] {
  const last = facts.evidence('O-10')?.['lastCaseOn']
  return typeof last === 'string' && last !== '' ? [Math.round((Date.parse(facts.today) - Date.parse(last)) / DAY_MS)] : []
}

function tooFewDays(facts: GateFacts, node: string, needed: number): readonly Lack[] {
  const days = facts.daysIn(node) ?? 0
  return days < needed ? [text(`已观察 ${days} 天，须满 ${needed} 天`, `Days observed: ${days} of ${needed}`)] : []
}
