import { describe, expect, test } from 'vitest'
import { countyCommander, local, reporter } from '../world.ts'
import type { School } from './school.ts'
import { openSchool } from './school.ts'

const NEGATIVE = { tests: 2, negative: 2, positive: 0 }
const NOTICE = { notifiedBy: 'cdc', notice: 'telephone' }

describe('two suspected cases at once', () => {
  function twoCases(): { school: School; first: number; second: number } {
    const school = openSchool()
    school.send(reporter, 'REPORT_SUSPECTED')
    school.goTo(local('2026-03-06 23:00'))
    school.send(reporter, 'REPORT_SUSPECTED')
    const [first = 0, second = 0] = school.response.cases.map(({ seq }) => seq)
    return { school, first, second }
  }

  test('each has its own steps and its own clock', () => {
    const { school, first, second } = twoCases()
    expect(school.item('U-01', String(first))?.occurrence.dueAt).toBe(local('2026-03-06 22:10'))
    expect(school.item('U-01', String(second))?.occurrence.dueAt).toBe(local('2026-03-06 23:10'))
  })

  test('the school returns only when both are ruled out, each by its own number', () => {
    const { school, first, second } = twoCases()
    for (const occurrence of [first, second].map(String)) school.sign(reporter, 'U-08', { occurrence, evidence: NEGATIVE })
    expect(school.send(countyCommander, 'RULE_OUT', NOTICE)).toBe('gate_closed')
    expect(school.send(countyCommander, 'RULE_OUT', { ...NOTICE, case: 99 })).toBe('gate_closed')
    expect(school.send(countyCommander, 'RULE_OUT', { ...NOTICE, case: String(first) })).toBe('accepted')
    expect(school.response).toMatchObject({ phase: 'suspected.isolating', cases: [{ seq: second }] })
    expect(school.send(countyCommander, 'RULE_OUT', NOTICE)).toBe('accepted')
    expect(school.response).toMatchObject({ phase: 'normal.inTerm', cases: [], lastCaseAt: null, suspended: [] })
  })

  test('two good tests of one say nothing about the other', () => {
    const { school, first, second } = twoCases()
    school.sign(reporter, 'U-08', { occurrence: String(first), evidence: NEGATIVE })
    expect(school.send(countyCommander, 'RULE_OUT', { ...NOTICE, case: second })).toBe('gate_closed')
    expect(school.lastRefusal?.missing?.map(({ gate }) => gate)).toEqual(['testedNegative'])
  })

  test('one confirmed seals the school, and the other is still to be clarified there', () => {
    const { school, first, second } = twoCases()
    school.sign(reporter, 'U-08', { occurrence: String(second), evidence: NEGATIVE })
    expect(school.send(countyCommander, 'CONFIRM', { ...NOTICE, case: first })).toBe('accepted')
    expect(school.response.phase).toBe('lockdown.sealed')
    expect(school.item('U-05', String(second))?.state).toBe('open')
    expect(school.send(countyCommander, 'UNSEAL')).toBe('gate_closed')
    expect(school.send(countyCommander, 'RULE_OUT', NOTICE)).toBe('accepted')
    expect(school.response).toMatchObject({ phase: 'lockdown.sealed', cases: [{ seq: first, confirmedAt: local('2026-03-06 23:00') }] })
    expect(school.send(countyCommander, 'UNSEAL')).toBe('accepted')
    expect(school.send(countyCommander, 'LIFT')).toBe('gate_closed')
  })

  test('with one ruled out the days are counted from the other again', () => {
    const { school, first, second } = twoCases()
    school.sign(reporter, 'U-08', { occurrence: String(second), evidence: NEGATIVE })
    expect(school.response.lastCaseAt).toBe(local('2026-03-06 23:00'))
    school.send(countyCommander, 'RULE_OUT', { ...NOTICE, case: second })
    expect(school.response).toMatchObject({ lastCaseAt: local('2026-03-06 22:00'), cases: [{ seq: first }] })
  })

  test('handed over one by one, the result is awaited once both are', () => {
    const { school, first, second } = twoCases()
    school.sign(reporter, 'U-04', { occurrence: String(first) })
    expect(school.response.phase).toBe('suspected.isolating')
    school.sign(reporter, 'U-04', { occurrence: String(second) })
    expect(school.response.phase).toBe('suspected.awaitingResult')
  })
})

describe('a confirmed case of an earlier outbreak', () => {
  test('is still the last one after a later suspicion turned out to be nothing', () => {
    const school = openSchool()
    school.send(reporter, 'REPORT_SUSPECTED')
    school.goTo(local('2026-03-07 08:00'))
    school.send(countyCommander, 'CONFIRM', NOTICE)
    const confirmedAt = school.response.lastCaseAt
    school.goTo(local('2026-03-09 08:00'))
    school.send(reporter, 'REPORT_SUSPECTED')
    expect(school.response.lastCaseAt).toBe(local('2026-03-09 08:00'))
    const second = school.response.cases[1]?.seq ?? 0
    school.sign(reporter, 'U-08', { occurrence: String(second), evidence: NEGATIVE })
    expect(school.send(countyCommander, 'RULE_OUT', NOTICE)).toBe('accepted')
    expect(school.response.lastCaseAt).toBe(confirmedAt)
  })
})
