import { gate, unsigned } from '../../gate-notation.ts'
import { text } from '../../notation.ts'

/** F-03: nobody cleans and samples while others still build. */
export const worksFinished = gate('worksFinished', text('修缮已完工', 'The works are finished'), ['F-03'], (facts) =>
  unsigned(facts, 'control.repairing'),
)
