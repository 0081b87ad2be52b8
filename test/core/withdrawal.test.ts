import { describe, expect, test } from 'vitest'
import { countyCommander, doctor, dutyLeader, headOfSecurity, local, otherPrincipal, principal, reporter } from '../world.ts'
import type { School } from './school.ts'
import { openSchool } from './school.ts'

/** Sealed, with gates shut by the head of security and confirmed by the duty leader. */
function sealedSchool(): { school: School; first: number; second: number } {
  const school = openSchool()
  school.send(countyCommander, 'ORDER_LOCKDOWN')
  school.sign(headOfSecurity, 'L-02')
  school.sign(dutyLeader, 'L-02')
  const [first = 0, second = 0] = school.item('L-02')?.mark?.signatures.map(({ seq }) => seq) ?? []
  return { school, first, second }
}

describe('a sign-off', () => {
  test('is withdrawn by whoever gave it, with a reason, and the step is open again', () => {
    const { school, second } = sealedSchool()
    expect(school.withdraw(dutyLeader, second, '')).toBe('reason_required')
    expect(school.withdraw(dutyLeader, second, ' \u0000 ')).toBe('reason_required')
    expect(school.withdraw(dutyLeader, second, '少查了一道门')).toBe('accepted')
    expect(school.item('L-02')?.state).toBe('partly')
  })

  test('is withdrawn by the principal too, and by nobody else', () => {
    const { school, second } = sealedSchool()
    for (const other of [doctor, headOfSecurity, otherPrincipal, countyCommander])
      expect(school.withdraw(other, second)).toBe('not_your_task')
    expect(school.withdraw(principal, second)).toBe('accepted')
  })

  test('is withdrawn once', () => {
    const { school, second } = sealedSchool()
    school.withdraw(dutyLeader, second)
    expect(school.withdraw(dutyLeader, second)).toBe('unknown_sign_off')
    expect(school.withdraw(dutyLeader, 9999)).toBe('unknown_sign_off')
  })

  test('stays in the journal: the withdrawal is an entry of its own', () => {
    const { school, second } = sealedSchool()
    const before = school.entries.length
    school.withdraw(dutyLeader, second)
    expect(school.entries.slice(before).map(({ body }) => body)).toEqual([
      { type: 'sign_off.withdrawn', v: 1, signOff: second, task: 'L-02', visit: school.item('L-02')?.visit, occurrence: null },
    ])
    expect(school.entries.filter(({ body }) => body.type === 'task.signed')).toHaveLength(2)
  })

  test('the first of two takes the second with it, since that was given to what the first one said', () => {
    const { school, first, second } = sealedSchool()
    expect(school.withdraw(headOfSecurity, first)).toBe('accepted')
    expect(school.item('L-02')).toMatchObject({ state: 'open', mark: null })
    expect(school.withdraw(dutyLeader, second)).toBe('unknown_sign_off')
    expect(school.sign(dutyLeader, 'L-02')).toBe('not_your_task')
    expect(school.sign(headOfSecurity, 'L-02')).toBe('accepted')
    expect(school.item('L-02')?.state).toBe('partly')
  })

  test('of a phase that is over stands as it is', () => {
    const { school, second } = sealedSchool()
    school.send(countyCommander, 'UNSEAL')
    school.send(countyCommander, 'LIFT')
    expect(school.withdraw(dutyLeader, second)).toBe('unknown_sign_off')
  })

  test('of one round leaves the other rounds signed', () => {
    const school = openSchool({ at: local('2026-03-05 08:00') })
    school.sign(reporter, 'N-02')
    school.goTo(local('2026-03-06 08:00'))
    school.sign(reporter, 'N-02')
    const today = school.item('N-02')?.mark?.signatures[0]?.seq ?? 0
    school.withdraw(reporter, today)
    expect(school.item('N-02', '2026-03-06')?.state).toBe('open')
    expect(Object.keys(school.response.marks)).toEqual(['N-02@1#2026-03-05'])
  })

  test('withdrawn after the deadline leaves the step overdue', () => {
    const { school, first } = sealedSchool()
    school.goTo(local('2026-03-06 23:00'))
    school.withdraw(principal, first)
    expect(school.item('L-02')?.state).toBe('overdue')
    expect(school.summary().overdue).toBeGreaterThan(0)
    expect(school.sign(headOfSecurity, 'L-02')).toBe('accepted')
    expect(school.item('L-02')?.mark?.late).toBe(true)
  })

  test('that moved the school on leaves it where it is: what was passed stays passed', () => {
    const school = openSchool()
    school.send(reporter, 'REPORT_SUSPECTED')
    school.sign(reporter, 'U-04')
    expect(school.response.phase).toBe('suspected.awaitingResult')
    expect(school.withdraw(reporter, school.item('U-04')?.mark?.signatures[0]?.seq ?? 0)).toBe('accepted')
    expect(school.response.phase).toBe('suspected.awaitingResult')
    expect(school.sign(reporter, 'U-04')).toBe('accepted')
  })
})
