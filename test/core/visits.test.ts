import { describe, expect, test } from 'vitest'
import { countyCommander, dutyLeader, headOfSecurity, local, principal, reporter } from '../world.ts'
import type { School } from './school.ts'
import { openSchool } from './school.ts'

/** Closed at 22:00, gates shut and confirmed. */
function closedSchool(): School {
  const school = openSchool()
  school.send(countyCommander, 'ORDER_CLOSE')
  school.sign(headOfSecurity, 'L-02')
  school.sign(dutyLeader, 'L-02')
  return school
}

const NEGATIVE = { tests: 2, negative: 2, positive: 0 }
const NOTICE = { notifiedBy: 'cdc', notice: 'telephone' }

/** Every suspected case is tested negative twice and ruled out by the county. */
function ruleOut(school: School): void {
  for (const { seq } of school.response.cases) school.sign(reporter, 'U-08', { occurrence: String(seq), evidence: NEGATIVE })
  for (const { seq } of school.response.cases) expect(school.send(countyCommander, 'RULE_OUT', { ...NOTICE, case: seq })).toBe('accepted')
}

function deadlinesOf(school: School, task: string, occurrence: string | null = null): readonly string[] {
  return school.entries.flatMap(({ body }) =>
    body.type === 'deadline.passed' && body.task === task && body.occurrence === occurrence ? [body.dueAt] : [],
  )
}

describe('a lockdown that comes back', () => {
  test('has a fresh checklist: what was signed the first time counts for the first time only', () => {
    const school = closedSchool()
    const first = school.item('L-02')
    school.send(countyCommander, 'LIFT')
    school.goTo(local('2026-03-08 09:00'))
    school.send(countyCommander, 'ORDER_CLOSE')
    const second = school.item('L-02')
    expect([first?.state, second?.state]).toEqual(['done', 'open'])
    expect(second?.visit).not.toBe(first?.visit)
    expect(second?.occurrence.dueAt).toBe(local('2026-03-08 09:30'))
  })

  test('takes no signature meant for the time before', () => {
    const school = closedSchool()
    const earlier = school.item('L-02')?.visit ?? 0
    school.send(countyCommander, 'LIFT')
    expect(school.sign(headOfSecurity, 'L-02-perimeter', { visit: earlier })).toBe('wrong_phase')
    school.send(countyCommander, 'ORDER_CLOSE')
    expect(school.sign(headOfSecurity, 'L-02-perimeter', { visit: earlier })).toBe('wrong_phase')
    expect(school.sign(headOfSecurity, 'L-02-perimeter')).toBe('accepted')
  })

  test('keeps nothing of it in memory: marks of a visit that is over are dropped', () => {
    const school = closedSchool()
    expect(Object.keys(school.response.marks)).toHaveLength(1)
    school.send(countyCommander, 'LIFT')
    expect(school.response.marks).toEqual({})
  })
})

describe('a campus that is sealed after it was closed', () => {
  test('goes on with the same lockdown: gates that are shut stay signed, and what sealing adds is new', () => {
    const school = closedSchool()
    const before = school.item('L-02')
    school.goTo(local('2026-03-07 01:00'))
    school.send(countyCommander, 'ORDER_LOCKDOWN')
    expect(school.item('L-02')).toMatchObject({ visit: before?.visit, state: 'done' })
    expect(school.item('L-04')).toMatchObject({ state: 'open', occurrence: { dueAt: local('2026-03-07 13:00') } })
  })

  test('and is unsealed again, is where it was: closed, in the same visit', () => {
    const school = closedSchool()
    const before = school.item('L-02')?.visit
    school.send(countyCommander, 'ORDER_LOCKDOWN')
    school.send(countyCommander, 'UNSEAL')
    expect(school.response.phase).toBe('lockdown.closed')
    expect(school.item('L-02')).toMatchObject({ visit: before, state: 'done' })
  })
})

describe('a suspected case during lockdown that is ruled out', () => {
  test('leads back to the same visit: signatures stand, and the time away is added to the deadlines', () => {
    const school = closedSchool()
    const before = school.item('L-03')
    school.goTo(local('2026-03-07 00:00'))
    school.send(reporter, 'REPORT_SUSPECTED')
    expect(school.item('L-03')).toBeUndefined()
    school.goTo(local('2026-03-07 05:30'))
    ruleOut(school)
    expect(school.response).toMatchObject({ phase: 'lockdown.closed', since: local('2026-03-06 22:00') })
    expect(school.item('L-02')).toMatchObject({ state: 'done', visit: before?.visit })
    // Twelve hours from 22:00, and five and a half away.
    expect(before?.occurrence.dueAt).toBe(local('2026-03-07 10:00'))
    expect(school.item('L-03')?.occurrence.dueAt).toBe(local('2026-03-07 15:30'))
  })

  test('away twice, the deadline moves by both times together', () => {
    const school = closedSchool()
    for (const [from, to] of [
      ['2026-03-06 23:00', '2026-03-07 00:00'],
      ['2026-03-07 01:00', '2026-03-07 03:00'],
    ] as const) {
      school.goTo(local(from))
      school.send(reporter, 'REPORT_SUSPECTED')
      school.goTo(local(to))
      ruleOut(school)
    }
    expect(school.item('L-03')?.occurrence.dueAt).toBe(local('2026-03-07 13:00'))
  })

  test('a deadline that had passed before is not recorded again after', () => {
    const school = closedSchool()
    school.goTo(local('2026-03-07 11:00'))
    school.send(reporter, 'REPORT_SUSPECTED')
    school.goTo(local('2026-03-07 15:00'))
    ruleOut(school)
    school.goTo(local('2026-03-08 03:00'))
    school.wake()
    expect(deadlinesOf(school, 'L-03', 'first')).toEqual([local('2026-03-07 10:00')])
  })

  test('the gates stay manned meanwhile: their deadline runs on, is recorded once, and is not extended', () => {
    const school = openSchool()
    school.send(countyCommander, 'ORDER_CLOSE')
    school.goTo(local('2026-03-06 22:10'))
    school.send(reporter, 'REPORT_SUSPECTED')
    expect(school.item('L-02')?.occurrence.dueAt).toBe(local('2026-03-06 22:30'))
    school.goTo(local('2026-03-07 00:00'))
    ruleOut(school)
    expect(school.item('L-02')).toMatchObject({ state: 'overdue', occurrence: { dueAt: local('2026-03-06 22:30') } })
    school.goTo(local('2026-03-07 06:00'))
    school.wake()
    expect(deadlinesOf(school, 'L-02')).toEqual([local('2026-03-06 22:30')])
  })

  test('the gates may be signed while the case is clarified, and stay signed after', () => {
    const school = openSchool()
    school.send(countyCommander, 'ORDER_CLOSE')
    school.send(reporter, 'REPORT_SUSPECTED')
    expect(school.sign(headOfSecurity, 'L-02')).toBe('accepted')
    expect(school.sign(dutyLeader, 'L-02')).toBe('accepted')
    ruleOut(school)
    expect(school.item('L-02')?.state).toBe('done')
  })

  test('the head count of the phase left for a while cannot be signed meanwhile', () => {
    const school = closedSchool()
    const visit = school.item('L-03')?.visit ?? 0
    school.send(reporter, 'REPORT_SUSPECTED')
    expect(school.sign(dutyLeader, 'L-03', { visit, occurrence: 'first' })).toBe('wrong_phase')
  })
})

describe('LIFT', () => {
  test('brings a school closed as a precaution back to where it was, with its signatures', () => {
    const school = openSchool({ at: local('2026-03-06 07:00') })
    school.sign(headOfSecurity, 'N-03')
    school.goTo(local('2026-03-06 08:00'))
    school.send(countyCommander, 'ORDER_LOCKDOWN')
    expect(school.item('N-03')).toBeUndefined()
    expect(school.response.teaching).toBe('online')
    school.goTo(local('2026-03-06 11:00'))
    expect(school.send(countyCommander, 'LIFT')).toBe('accepted')
    expect(school.response).toMatchObject({ phase: 'normal.inTerm', teaching: 'onsite', since: local('2026-03-06 07:00') })
    expect(school.item('N-03')?.state).toBe('done')
  })

  test('brings it back even when it was sealed and unsealed in between', () => {
    const school = openSchool()
    school.send(countyCommander, 'ORDER_CLOSE')
    school.send(countyCommander, 'ORDER_LOCKDOWN')
    school.send(countyCommander, 'UNSEAL')
    expect(school.send(countyCommander, 'LIFT')).toBe('accepted')
    expect(school.response).toMatchObject({ phase: 'normal.inTerm', suspended: [] })
  })

  test('does not ratify by the way what the principal sealed', () => {
    const school = openSchool()
    school.send(principal, 'SEAL_PROVISIONALLY')
    school.send(countyCommander, 'LIFT')
    expect(school.response).toMatchObject({ phase: 'normal.inTerm', provisional: [{ event: 'SEAL_PROVISIONALLY' }] })
    expect(school.send(countyCommander, 'RATIFY')).toBe('accepted')
    expect(school.response.provisional).toEqual([])
  })
})

describe('leaving a phase with steps open', () => {
  test('is allowed, and the entry lists what was left', () => {
    const school = closedSchool()
    school.send(countyCommander, 'LIFT')
    const left = school.entries.at(-1)?.body
    expect(left).toMatchObject({ type: 'event.sent', event: 'LIFT' })
    expect(left).toHaveProperty('leftOpen', expect.arrayContaining(['L-02-perimeter']))
    expect(left).toHaveProperty('leftOpen', expect.not.arrayContaining(['L-02']))
  })

  test('what goes on while a case is clarified is not left', () => {
    const school = closedSchool()
    school.send(reporter, 'REPORT_SUSPECTED')
    expect(school.entries.at(-1)?.body).toHaveProperty('leftOpen', expect.not.arrayContaining(['L-02-perimeter']))
    expect(school.entries.at(-1)?.body).toHaveProperty('leftOpen', expect.arrayContaining(['L-03-onsite']))
  })
})
