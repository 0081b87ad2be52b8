import { gate, missing, unsigned } from '../../gate-notation.ts'
import { text } from '../../notation.ts'
import { TERM_BEGINS } from './durations.ts'

/** F-01, F-02: nobody repairs before people are counted and the buildings surveyed. */
export const assessed = gate('assessed', text('人员已清点，校舍已鉴定', 'People counted, buildings surveyed'), ['F-01', 'F-02'], (facts) =>
  unsigned(facts, 'control.damaged'),
)

/** F-03: finished before term, unless the students have been placed elsewhere first. */
export const finishedBeforeTerm = gate(
  'facts.finishOn',
  text('开学前完工，或已先安置学生', 'Finished before term, or the students are placed'),
  ['F-03', 'F-04'],
  ({ facts, today, phase }) => {
    const finishOn = facts['finishOn']
    const term = nextTerm(today)
    if (typeof finishOn !== 'string' || finishOn < term || phase === 'relocated') return []
    return [
      text(
        `${finishOn} 完工，赶不上 ${term} 开学：请先下达异地安置`,
        `Finished on ${finishOn}, after term begins on ${term}: place the students first`,
      ),
    ]
  },
)

/** The next first day of term, today included. */
function nextTerm(today: string): string {
  const year = Number(today.slice(0, 4))
  const inThisYear = `${year}-${TERM_BEGINS}`
  return today <= inThisYear ? inThisYear : `${year + 1}-${TERM_BEGINS}`
}

/** F-03, F-05: repaired, clean, and the water tested before anybody is asked to accept it. */
export const readyForAcceptance = gate(
  'readyForAcceptance',
  text('修缮、消毒、水质检测已办结', 'Repairs, disinfection and water are done'),
  ['F-03', 'F-05'],
  (facts) => unsigned(facts, 'control.repairing'),
)

/** F-06: both signatures are there, and nothing failed. */
export const accepted = gate(
  'accepted',
  text('验收两人签字，没有不合格项', 'Accepted by two people, nothing failed'),
  ['F-06', 'R-01'],
  (facts) => {
    const failed = facts.evidence('F-06')?.['itemsFailed']
    return [
      ...unsigned(facts, 'control.acceptance'),
      ...(typeof failed === 'number' && failed > 0
        ? [missing(text(`有 ${failed} 项不合格，应退回整改`, `Items failed: ${failed}; send it back`), 'F-06')]
        : []),
    ]
  },
)

export const everybodyBack = gate('everybodyBack', text('学生返校到齐', 'Everybody is back'), ['F-04'], (facts) =>
  unsigned(facts, 'control.reopened'),
)
