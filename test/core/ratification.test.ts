import { beforeEach, describe, expect, test } from 'vitest'
import type { Actor } from '../../src/core/actor.ts'
import { turnOf, waitsSince } from '../../src/core/turn.ts'
import { checklist } from '../../src/core/checklist.ts'
import { cityCommander, countyCommander, LINYI, local, principal, SHANXI, taskForce } from '../world.ts'
import { levelOf } from '../../src/core/unit.ts'
import type { School } from './school.ts'
import { openSchool } from './school.ts'

const dutyOfficer: Actor = {
  person: 'county-duty',
  role: 'staff',
  unit: LINYI.code,
  path: LINYI.path,
  level: levelOf(LINYI.kind),
  posts: ['dutyOfficer'],
}

let school: School

/** At eight the school holds a class, and at half past it seals the campus: both before anybody ordered it. */
beforeEach(() => {
  school = openSchool({ at: local('2026-03-06 08:00') })
  school.send(principal, 'HOLD')
  school.goTo(local('2026-03-06 08:30'))
  school.send(principal, 'SEAL_PROVISIONALLY')
})

function acts(): readonly string[] {
  return school.checklist().flatMap(({ task, occurrence }) => (task.id === 'R-02-ratify' ? [occurrence.id ?? ''] : []))
}

describe('what a school did before it was ordered', () => {
  test('is asked of the bureau once for each act, from the act on, within a day', () => {
    expect(acts()).toEqual(['2', '3'])
    expect(school.item('R-02-ratify', '3')?.occurrence).toMatchObject({
      opensAt: local('2026-03-06 08:30'),
      dueAt: local('2026-03-07 08:30'),
      closesAt: null,
    })
  })

  test('is ratified by a duty officer of the bureau, act by act, in that officer’s name', () => {
    expect(school.sign(principal, 'R-02-ratify', { occurrence: '3' })).toBe('not_your_task')
    expect(school.sign(taskForce, 'R-02-ratify', { occurrence: '3' })).toBe('not_your_task')
    expect(school.sign(dutyOfficer, 'R-02-ratify', { occurrence: '3', evidence: {} })).toBe('accepted')
    expect(school.entries.slice(-2)).toMatchObject([
      { actor: 'county-duty', post: 'dutyOfficer', body: { type: 'task.signed', task: 'R-02-ratify', occurrence: '3', complete: true } },
      { actor: 'county-duty', post: 'dutyOfficer', body: { type: 'event.sent', event: 'RATIFY', act: 3, outcome: null } },
    ])
    expect(acts()).toEqual(['2'])
    expect(school.response).toMatchObject({
      phase: 'lockdown.sealed',
      provisional: [{ seq: 2 }],
      cause: { event: 'RATIFY', by: 'county-duty' },
    })
  })

  test('cannot be ratified twice, nor be said not to apply, and a ratification is not taken back', () => {
    expect(school.sign(cityCommander, 'R-02-ratify', { occurrence: '2', statement: 'not_applicable', note: '不同意' })).toBe(
      'evidence_invalid',
    )
    expect(school.sign(cityCommander, 'R-02-ratify', { occurrence: '2' })).toBe('accepted')
    expect(school.sign(countyCommander, 'R-02-ratify', { occurrence: '2', visit: 1 })).toBe('wrong_phase')
    expect(school.withdraw(cityCommander, 4)).toBe('unknown_sign_off')
  })

  test.each([
    ['RATIFY', countyCommander],
    ['ORDER_LOCKDOWN', cityCommander],
  ])('is settled without a signature by %s, which ratifies all of it', (event, commander) => {
    expect(school.send(commander, event)).toBe('accepted')
    expect(acts()).toEqual([])
    expect(school.response.provisional).toEqual([])
    expect(school.send(commander, 'RATIFY')).toBe('gate_closed')
  })

  test('is late by the bureau and not by the school, and that is recorded once', () => {
    school.send(cityCommander, 'UNSEAL')
    const before = school.summary()
    school.goTo(local('2026-03-07 09:30'))
    const passed = (entries: School['entries']): readonly unknown[] =>
      entries.flatMap(({ body }) => (body.type === 'deadline.passed' && body.task === 'R-02-ratify' ? [body.occurrence] : []))
    expect(passed(school.wake())).toEqual(['2', '3'])
    expect(passed(school.wake())).toEqual([])
    expect(before).toMatchObject({ awaiting: 2, awaitingOverdue: 0 })
    expect(school.summary()).toMatchObject({ awaiting: 2, awaitingOverdue: 2 })
    const late = checklist(school.situation, school.now).filter(
      ({ state, task }) => task.mandatory && (state === 'overdue' || state === 'missed'),
    )
    expect(school.summary().overdue).toBe(late.length - 2)
    school.sign(dutyOfficer, 'R-02-ratify', { occurrence: '2' })
    expect(school.summary()).toMatchObject({ awaiting: 1, awaitingOverdue: 1 })
  })
})

describe('whose turn a step is', () => {
  test.each([
    ['L-01', 'own'],
    ['L-14', 'above'],
    ['R-02-ratify', 'above'],
    ['L-02', 'own'],
  ])('%s: %s', (task, turn) => {
    const item = school.item(task)
    expect(item && turnOf(item, school.situation.unit)).toBe(turn)
  })

  test('a step that a bureau confirms is the bureau’s from the first signature on', () => {
    school = openSchool({ at: local('2026-03-06 08:00') })
    school.send(countyCommander, 'ORDER_ONLINE')
    school.sign({ ...principal, posts: ['principal', 'reporter'] }, 'O-10', { evidence: { lastCaseOn: '2026-02-20' } })
    school.goTo(local('2026-03-06 09:00'))
    school.send(principal, 'BEGIN_REOPENING')
    const turn = (): readonly [string | undefined, string | undefined] => {
      const item = school.item('P-04')
      return [item && turnOf(item, school.situation.unit), item && waitsSince(item)]
    }
    expect(turn()).toEqual(['own', local('2026-03-06 09:00')])
    school.goTo(local('2026-03-06 10:00'))
    school.sign(principal, 'P-04')
    expect(turn()).toEqual(['above', local('2026-03-06 10:00')])
  })

  test('a bureau’s own steps are its own, whatever their level', () => {
    const bureau = openSchool({ unit: SHANXI, playbook: 'bureau' })
    expect(bureau.checklist().map((item) => turnOf(item, SHANXI))).not.toContain('above')
  })
})
