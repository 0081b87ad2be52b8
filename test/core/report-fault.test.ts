import { expect, test } from 'vitest'
import { reportFault, type ReportSignature } from '../../src/core/report-fault.ts'

const inTime: ReportSignature = { complete: true, late: false, withdrawn: false, statement: 'done' }
const late = { ...inTime, late: true }
const withdrawn = { ...inTime, withdrawn: true }
const first = { ...inTime, complete: false }

test.each([
  ['given in time', [inTime], null],
  ['given in time, after one that was withdrawn in time', [withdrawn, inTime], null],
  ['signed and confirmed in time', [first, inTime], null],
  ['never given', [], { fault: 'missing', why: null }],
  ['given after its hour', [late], { fault: 'late', why: null }],
  ['given late and corrected since', [{ ...late, withdrawn: true }, late], { fault: 'late', why: null }],
  ['given late after a first signature in time', [first, late], { fault: 'late', why: null }],
  ['withdrawn and not given again', [withdrawn], { fault: 'incomplete', why: 'withdrawn' }],
  ['given in time and corrected after its hour', [withdrawn, late], { fault: 'incomplete', why: 'corrected_late' }],
  ['signed and never confirmed', [first], { fault: 'incomplete', why: 'unconfirmed' }],
  ['withdrawn, then signed and not confirmed', [withdrawn, first], { fault: 'incomplete', why: 'unconfirmed' }],
  ['signed as not applicable', [{ ...inTime, statement: 'not_applicable' }], { fault: 'incomplete', why: 'without_figures' }],
])('a report %s', (_, signatures, expected) => {
  expect(reportFault(signatures)).toEqual(expected)
})
