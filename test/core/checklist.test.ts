import { describe, expect, test } from 'vitest'
import type { ChecklistItem } from '../../src/core/checklist.ts'
import type { Unit } from '../../src/core/unit.ts'
import {
  cityCommander,
  COLLEGE,
  countyCommander,
  doctor,
  dutyLeader,
  headOfSecurity,
  LIANPING,
  local,
  MUSIC_SCHOOL,
  principal,
  reporter,
  SUNFLOWER,
  TINGLAN,
} from '../world.ts'
import { openSchool } from './school.ts'

function ids(items: readonly ChecklistItem[]): readonly string[] {
  return [...new Set(items.map(({ task }) => task.id))]
}

/** The checklist of such a school right after the event, or in term. */
function tasksAt(unit: Unit, event?: string): readonly string[] {
  const school = openSchool({ unit, at: local('2026-03-06 08:00') })
  if (event !== undefined) school.send(cityCommander, event)
  return ids(school.checklist())
}

describe('which steps a school is asked for', () => {
  test('in term the daily ones, and none of the lockdown', () => {
    expect(tasksAt(LIANPING)).toEqual(expect.arrayContaining(['N-01', 'N-02', 'N-03']))
    expect(tasksAt(LIANPING).filter((id) => /^[LUOP]-/.test(id))).toEqual([])
  })

  test('closed those of closing, sealed those of sealing as well, and the checks and the report in every phase', () => {
    expect(tasksAt(LIANPING, 'ORDER_CLOSE')).toEqual(expect.arrayContaining(['N-01', 'N-02', 'L-02', 'L-03']))
    expect(tasksAt(LIANPING, 'ORDER_CLOSE')).not.toContain('L-04')
    expect(tasksAt(LIANPING, 'ORDER_LOCKDOWN')).toEqual(expect.arrayContaining(['N-01', 'N-02', 'L-02', 'L-03', 'L-04', 'O-05']))
    expect(tasksAt(LIANPING, 'ORDER_LOCKDOWN')).not.toContain('N-03')
  })

  test('the evening check where students board, and nowhere else', () => {
    const evening = (unit: Unit): readonly string[] => ids(openSchool({ unit, at: local('2026-03-06 19:00') }).checklist())
    expect(evening(LIANPING)).toContain('N-01-evening')
    expect(evening(TINGLAN)).not.toContain('N-01-evening')
  })

  test('by the kind of school: children are not held in a kindergarten, a training school is only stopped and locked', () => {
    expect(tasksAt(SUNFLOWER, 'ORDER_LOCKDOWN')).toContain('L-04-kindergarten')
    expect(tasksAt(SUNFLOWER, 'ORDER_LOCKDOWN')).not.toContain('L-04')
    expect(tasksAt(MUSIC_SCHOOL, 'ORDER_LOCKDOWN')).toEqual(expect.arrayContaining(['L-02-training', 'L-03-training', 'O-09']))
    expect(tasksAt(MUSIC_SCHOOL, 'ORDER_LOCKDOWN')).not.toContain('L-02')
    expect(tasksAt(COLLEGE, 'ORDER_ONLINE')).toContain('O-07')
    expect(tasksAt(LIANPING, 'ORDER_ONLINE')).not.toContain('O-07')
  })

  test('each step once, however many ways lead to it', () => {
    for (const event of ['ORDER_CLOSE', 'ORDER_LOCKDOWN', 'ORDER_ONLINE']) {
      const school = openSchool()
      school.send(cityCommander, event)
      const keys = school.checklist().map(({ task, visit, occurrence }) => `${task.id} ${visit} ${occurrence.id}`)
      expect(new Set(keys).size).toBe(keys.length)
    }
  })
})

describe('how a step stands', () => {
  test('open, partly signed, done', () => {
    const school = openSchool()
    school.send(countyCommander, 'ORDER_LOCKDOWN')
    const states = [school.item('L-02')?.state]
    school.sign(headOfSecurity, 'L-02')
    states.push(school.item('L-02')?.state)
    school.sign(dutyLeader, 'L-02')
    states.push(school.item('L-02')?.state)
    expect(states).toEqual(['open', 'partly', 'done'])
  })

  test('overdue from the deadline on, also with one of two signatures, and done again once the other follows', () => {
    const school = openSchool()
    school.send(countyCommander, 'ORDER_LOCKDOWN')
    school.sign(headOfSecurity, 'L-02')
    school.goTo('2026-03-06T14:29:59.999Z')
    expect(school.item('L-02')?.state).toBe('partly')
    school.goTo(local('2026-03-06 22:30'))
    expect(school.item('L-02')?.state).toBe('overdue')
    expect(school.sign(dutyLeader, 'L-02')).toBe('accepted')
    expect(school.item('L-02')).toMatchObject({ state: 'done', mark: { late: true } })
  })

  test('not applicable, when somebody says so and why', () => {
    const school = openSchool()
    school.send(countyCommander, 'ORDER_LOCKDOWN')
    expect(school.sign(dutyLeader, 'L-06', { statement: 'not_applicable' })).toBe('evidence_invalid')
    expect(school.sign(dutyLeader, 'L-06', { statement: 'not_applicable', note: '本校无推送名单' })).toBe('accepted')
    expect(school.item('L-06')?.state).toBe('not_applicable')
  })

  test('a round that closed unsigned is missed, and cannot be signed any more', () => {
    const school = openSchool({ at: local('2026-03-06 05:00') })
    school.goTo(local('2026-03-06 11:59'))
    expect(school.item('N-01', '2026-03-06/morning')?.state).toBe('overdue')
    school.goTo(local('2026-03-06 12:00'))
    expect(school.item('N-01', '2026-03-06/morning')?.state).toBe('missed')
    expect(school.sign(doctor, 'N-01', { occurrence: '2026-03-06/morning', visit: 1 })).toBe('occurrence_closed')
    expect(school.sign(doctor, 'N-01', { occurrence: '2026-03-06/noon' })).toBe('accepted')
  })

  test('a round of yesterday is closed, one of tomorrow not open yet, one that never was is nothing', () => {
    const school = openSchool({ at: local('2026-03-03 05:00') })
    school.goTo(local('2026-03-05 10:00'))
    const sign = (occurrence: string): string => school.sign(reporter, 'N-02', { occurrence, visit: 1 })
    expect(sign('2026-03-04')).toBe('occurrence_closed')
    expect(sign('2026-03-06')).toBe('not_open_yet')
    expect(sign('2026-02-30')).toBe('wrong_phase')
    expect(sign('__proto__')).toBe('wrong_phase')
    expect(sign('2026-03-05')).toBe('accepted')
  })
})

describe('the day in Shanghai', () => {
  test('begins at midnight there, which is four in the afternoon before in UTC', () => {
    const school = openSchool({ at: local('2026-03-04 05:00') })
    school.goTo('2026-03-05T15:59:59.999Z')
    expect(school.item('N-02')?.occurrence.id).toBe('2026-03-05')
    school.goTo('2026-03-05T22:00:00.000Z')
    expect(school.item('N-02')?.occurrence.id).toBe('2026-03-06')
  })

  test('a report may be signed from the very minute at which it opens until the last before midnight', () => {
    const school = openSchool({ at: local('2026-03-04 05:00') })
    school.goTo('2026-03-04T21:59:59.999Z')
    expect(school.sign(reporter, 'N-02', { occurrence: '2026-03-05', visit: 1 })).toBe('not_open_yet')
    school.goTo(local('2026-03-05 06:00'))
    expect(school.item('N-02')?.state).toBe('open')
    school.goTo('2026-03-05T15:59:59.999Z')
    expect(school.sign(reporter, 'N-02', { occurrence: '2026-03-05' })).toBe('accepted')
  })

  test('at midnight the report of the day is gone from the list, and the list is about the new day', () => {
    const school = openSchool({ at: local('2026-03-04 05:00') })
    school.goTo(local('2026-03-05 00:00'))
    expect(school.checklist().filter(({ state }) => state === 'missed')).toEqual([])
  })

  test('checks are for school days, the report is for every day', () => {
    const school = openSchool({ at: local('2026-03-06 23:30') })
    school.goTo(local('2026-03-07 08:00'))
    expect(ids(school.checklist())).toContain('N-02')
    expect(ids(school.checklist())).not.toContain('N-01')
    school.goTo(local('2026-03-09 08:00'))
    expect(ids(school.checklist())).toContain('N-01')
  })

  test('an order late at night does not ask for what was due that morning', () => {
    const school = openSchool({ at: local('2026-03-06 20:00') })
    expect(school.checklist().filter(({ task }) => task.id === 'N-01')).toEqual([])
    school.goTo(local('2026-03-06 23:59'))
    school.wake()
    expect(school.entries.filter(({ body }) => body.type === 'occurrence.missed')).toEqual([])
  })
})

describe('a signature', () => {
  test('may say that it was given earlier without a network, never later than now', () => {
    const school = openSchool()
    school.send(countyCommander, 'ORDER_LOCKDOWN')
    school.goTo(local('2026-03-06 22:20'))
    school.sign(headOfSecurity, 'L-02', { signedAt: local('2026-03-06 22:15') })
    expect(school.entries.at(-1)?.body).toMatchObject({ signedAt: local('2026-03-06 22:15') })
    school.sign(dutyLeader, 'L-02', { signedAt: local('2026-03-06 23:00') })
    expect(school.entries.at(-1)?.body).toMatchObject({ signedAt: null })
  })

  test('names the wording that was signed by its digest, the same for the same wording', () => {
    const school = openSchool()
    school.send(countyCommander, 'ORDER_LOCKDOWN')
    school.sign(headOfSecurity, 'L-02')
    school.sign(dutyLeader, 'L-02')
    const wordings = school.entries.flatMap(({ body }) => (body.type === 'task.signed' ? [body.wording] : []))
    expect(wordings[0]).toMatch(/^[0-9a-f]{64}$/)
    expect(new Set(wordings).size).toBe(1)
  })

  test('is not taken for a step that the playbook does not know, nor twice for one that it does', () => {
    const school = openSchool({ at: local('2026-03-06 08:00') })
    const base = { occurrence: null, visit: 1, evidence: {} }
    expect(school.sign(principal, 'X-99', base)).toBe('unknown_task')
    expect(school.sign(principal, 'constructor', base)).toBe('unknown_task')
    expect(school.sign(reporter, 'N-02')).toBe('accepted')
    expect(school.sign(reporter, 'N-02')).toBe('already_signed')
  })
})
