import { describe, expect, test } from 'vitest'
import type { Entry } from '../../src/core/entry.ts'
import { countyCommander, doctor, dutyLeader, headOfSecurity, local, NIGHT, principal, reporter } from '../world.ts'
import type { School } from './school.ts'
import { openSchool } from './school.ts'

/** What the clock recorded about a task, as `deadline` or `missed` with the time concerned. */
function factsAbout(entries: readonly Entry[], task: string): readonly string[] {
  return entries.flatMap(({ body }) => {
    if (body.type === 'deadline.passed' && body.task === task) return [`deadline ${body.dueAt}`]
    if (body.type === 'occurrence.missed' && body.task === task) return [`missed ${body.closedAt}`]
    return []
  })
}

/** Lets the clock look whenever something is due, as the engine does, until the given time. */
function passTo(school: School, until: string): void {
  for (let next = school.summary().nextWakeAt; next !== null && next <= until; next = school.summary().nextWakeAt) {
    school.goTo(next)
    if (school.wake().length === 0) throw new Error(`woken at ${next} for nothing`)
  }
  school.goTo(until)
}

describe('a deadline that passes', () => {
  test('is recorded once, however often the clock looks', () => {
    const school = openSchool()
    school.send(countyCommander, 'ORDER_LOCKDOWN')
    school.goTo(local('2026-03-06 22:30'))
    expect(factsAbout(school.wake(), 'L-02')).toEqual([`deadline ${local('2026-03-06 22:30')}`])
    expect(school.wake()).toEqual([])
    school.goTo(local('2026-03-06 22:31'))
    expect(school.wake()).toEqual([])
    expect(factsAbout(school.entries, 'L-02')).toHaveLength(1)
  })

  test('is not recorded a millisecond early', () => {
    const school = openSchool()
    school.send(countyCommander, 'ORDER_LOCKDOWN')
    school.goTo('2026-03-06T14:29:59.999Z')
    expect(school.wake()).toEqual([])
  })

  test('is not recorded when the step was signed in time', () => {
    const school = openSchool()
    school.send(countyCommander, 'ORDER_LOCKDOWN')
    school.sign(headOfSecurity, 'L-02')
    school.sign(dutyLeader, 'L-02')
    school.goTo(local('2026-03-06 22:30'))
    expect(factsAbout(school.wake(), 'L-02')).toEqual([])
  })

  test('is recorded when only the first of two has signed', () => {
    const school = openSchool()
    school.send(countyCommander, 'ORDER_LOCKDOWN')
    school.sign(headOfSecurity, 'L-02')
    school.goTo(local('2026-03-06 22:30'))
    expect(factsAbout(school.wake(), 'L-02')).toHaveLength(1)
  })

  test('comes before the signature that was late, and the signature says that it is late', () => {
    const school = openSchool()
    school.send(countyCommander, 'ORDER_LOCKDOWN')
    school.goTo(local('2026-03-06 22:30'))
    school.sign(headOfSecurity, 'L-02')
    const [passed, signed] = school.entries.slice(-2)
    expect(passed?.body).toMatchObject({ type: 'deadline.passed', task: 'L-02' })
    expect(signed?.body).toMatchObject({ type: 'task.signed', task: 'L-02', late: true })
  })

  test('is not recorded again when the clock of the machine was set back', () => {
    const school = openSchool()
    school.send(countyCommander, 'ORDER_LOCKDOWN')
    school.goTo(local('2026-03-06 23:00'))
    school.wake()
    school.goTo(local('2026-03-06 21:00'))
    school.sign(dutyLeader, 'L-04')
    school.goTo(local('2026-03-06 23:30'))
    school.wake()
    expect(factsAbout(school.entries, 'L-02')).toHaveLength(1)
  })

  test('of a step that may be left out is nobody’s business', () => {
    const school = openSchool()
    school.send(reporter, 'REPORT_SUSPECTED')
    passTo(school, local('2026-03-09 22:00'))
    expect(factsAbout(school.entries, 'U-08')).toHaveLength(1)
    expect(factsAbout(school.entries, 'U-08-repeat')).toEqual([])
  })
})

describe('a round that nobody signs', () => {
  test('first passes its deadline, then counts as missed', () => {
    const school = openSchool({ at: local('2026-03-05 08:00') })
    passTo(school, local('2026-03-06 00:00'))
    expect(factsAbout(school.entries, 'N-02')).toEqual([`deadline ${local('2026-03-05 17:00')}`, `missed ${local('2026-03-06 00:00')}`])
  })

  test('is recorded at one waking together with everything else that was slept through, in order of time', () => {
    const school = openSchool({ at: local('2026-03-02 05:00') })
    school.goTo(local('2026-03-05 05:00'))
    const times = school
      .wake()
      .map(({ body }) => (body.type === 'deadline.passed' ? body.dueAt : body.type === 'occurrence.missed' ? body.closedAt : ''))
    expect(times.length).toBeGreaterThan(20)
    expect(times).toEqual(times.toSorted())
    expect(factsAbout(school.entries, 'N-02').filter((fact) => fact.startsWith('missed'))).toHaveLength(3)
  })

  test('is recorded the same whether the clock looked in time or only once at the end', () => {
    const [watched, slept] = [openSchool({ at: local('2026-03-02 05:00') }), openSchool({ at: local('2026-03-02 05:00') })]
    passTo(watched, local('2026-03-09 12:00'))
    slept.goTo(local('2026-03-09 12:00'))
    slept.wake()
    const facts = (school: School): readonly unknown[] => school.entries.slice(1).map(({ body }) => body)
    expect(facts(slept)).toEqual(facts(watched))
  })
})

describe('a school that signs everything in time', () => {
  /** Signs whatever stands open, three times a day, and lets the clock look in between. */
  function signEverything(school: School, days: number): void {
    const people = [reporter, doctor, dutyLeader, headOfSecurity, principal]
    const start = Date.parse(school.now)
    for (let hour = 1; hour <= days * 24; hour += 1) {
      passTo(school, new Date(start + hour * 3_600_000).toISOString())
      for (const { task, occurrence, state } of school.checklist()) {
        if (state === 'open') people.some((person) => school.sign(person, task.id, { occurrence: occurrence.id }) === 'accepted')
      }
    }
  }

  test('is never said to have missed anything, even after weeks', () => {
    const school = openSchool({ at: local('2026-03-02 05:00'), people: [reporter, doctor, dutyLeader, headOfSecurity, principal] })
    signEverything(school, 20)
    const open = new Set(
      school
        .checklist()
        .filter(({ state }) => state === 'open')
        .map(({ task }) => task.id),
    )
    const reproached = school.entries.flatMap(({ body }) =>
      body.type === 'deadline.passed' || body.type === 'occurrence.missed' ? [body] : [],
    )
    expect(reproached.filter(({ task }) => !open.has(task)).slice(0, 3)).toEqual([])
  })

  test('is still watched after weeks: the first report that it forgets is noticed the same day', () => {
    const school = openSchool({ at: local('2026-03-02 05:00') })
    signEverything(school, 20)
    passTo(school, local('2026-03-22 18:00'))
    expect(factsAbout(school.entries, 'N-02').at(-1)).toBe(`deadline ${local('2026-03-22 17:00')}`)
  })
})

describe('what the clock does next', () => {
  test('is known right after an order: the first deadline of the checklist', () => {
    const school = openSchool()
    school.send(countyCommander, 'ORDER_LOCKDOWN')
    expect(school.summary()).toMatchObject({ nextWakeAt: local('2026-03-06 22:30'), nextDueAt: local('2026-03-06 22:30') })
  })

  test('moves on when the step is signed', () => {
    const school = openSchool()
    school.send(countyCommander, 'ORDER_LOCKDOWN')
    school.sign(headOfSecurity, 'L-02')
    expect(school.summary().nextWakeAt).toBe(local('2026-03-06 22:30'))
    school.sign(dutyLeader, 'L-02')
    const dues = school
      .checklist()
      .flatMap(({ state, task, occurrence }) => (state === 'open' && task.mandatory ? [occurrence.dueAt ?? ''] : []))
    expect(school.summary().nextWakeAt).toBe(dues.toSorted()[0])
  })

  test('comes back when the signature is withdrawn in time', () => {
    const school = openSchool()
    school.send(countyCommander, 'ORDER_LOCKDOWN')
    school.sign(headOfSecurity, 'L-02')
    school.sign(dutyLeader, 'L-02')
    school.withdraw(dutyLeader, school.response.marks[`L-02@${school.item('L-02')?.visit}`]?.signatures[1]?.seq ?? 0)
    expect(school.summary().nextWakeAt).toBe(local('2026-03-06 22:30'))
  })

  test('is never in the past, and never more than a day off while reports are due daily', () => {
    const school = openSchool({ at: NIGHT })
    for (let day = 0; day < 20; day += 1) {
      const next = school.summary().nextWakeAt ?? ''
      expect(next > school.now).toBe(true)
      expect(Date.parse(next) - Date.parse(school.now)).toBeLessThanOrEqual(86_400_000)
      school.goTo(next)
      school.wake()
    }
  })
})
