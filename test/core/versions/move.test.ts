import { array, assert, nat, property } from 'fast-check'
import { beforeEach, describe, expect, test } from 'vitest'
import { apply } from '../../../src/core/apply.ts'
import type { Response } from '../../../src/core/response.ts'
import { emptyTally, tallied } from '../../../src/core/versions/tally.ts'
import { cityCommander, countyCommander, dutyLeader, local, principal } from '../../world.ts'
import { terms } from '../overlay/overlays.ts'
import type { School } from '../school.ts'
import { openSchool } from '../school.ts'

let school: School

beforeEach(() => {
  school = repairing()
})

/** A school that began its repairs by the first version of the playbook. */
function repairing(): School {
  const one = openSchool({ playbook: 'flood', version: 1, at: local('2021-07-20 21:00') })
  one.send(principal, 'REPORT_DAMAGE')
  for (const task of ['F-01', 'F-02-fence', 'F-02', 'F-02-dormitory']) {
    if (one.sign(principal, task) !== 'accepted') one.sign(dutyLeader, task)
  }
  one.send(principal, 'BEGIN_REPAIR', { finishOn: '2021-08-25' })
  return one
}

describe('a response goes over to the newer version', () => {
  test('and stands where the mapping says, in the same stay, with its signatures', () => {
    school.sign(principal, 'F-03')
    school.sign(principal, 'F-05')
    const before = school.response
    expect(school.move(2)).toBe('accepted')
    expect(school.response).toMatchObject({ version: 2, phase: 'repairing.cleaning', since: before.since, cause: before.cause })
    expect(school.response.visits['control.repairing.cleaning']).toEqual(before.visits['control.repairing'])
    expect(['F-03', 'F-03-done', 'F-05-disinfect', 'F-05-pipes'].map((id) => school.item(id)?.state)).toEqual([
      'done',
      'open',
      'done',
      'open',
    ])
  })

  test('nobody is late by what was asked afterwards: what is new counts from the move', () => {
    school.goTo(local('2021-08-15 09:00'))
    school.move(2)
    expect(school.item('F-05-pipes')).toMatchObject({ state: 'open', occurrence: { dueAt: local('2021-08-17 09:00') } })
    expect(school.item('F-05-disinfect')?.occurrence.dueAt).toBe(local('2021-08-18 09:00'))
    // What stayed as it was keeps its deadline, and is as late as before.
    expect(school.item('F-03')).toMatchObject({ state: 'overdue', occurrence: { dueAt: local('2021-07-27 21:00') } })
    school.goTo(local('2021-08-17 09:01'))
    expect(school.wake().map(({ body }) => 'task' in body && body.task)).toContain('F-05-pipes')
  })

  test('time spent elsewhere after the move does not count, time before it is not counted twice', () => {
    school.send(countyCommander, 'RELOCATE')
    school.goTo(local('2021-08-10 09:00'))
    school.move(2)
    expect(school.response.suspended[0]).toMatchObject({
      phase: 'repairing.cleaning',
      nodes: ['control', 'control.repairing', 'control.repairing.cleaning'],
    })
    school.goTo(local('2021-08-12 09:00'))
    expect(school.send(principal, 'BEGIN_REPAIR', { finishOn: '2021-10-10' })).toBe('accepted')
    expect(school.response.phase).toBe('repairing.cleaning')
    expect(school.item('F-05-pipes')?.occurrence.dueAt).toBe(local('2021-08-14 09:00'))
  })

  test('a signature given before is withdrawn under the new name; items sent back are renamed', () => {
    for (const task of ['F-03', 'F-03-done', 'F-05', 'F-05-water']) school.sign(principal, task)
    school.send(principal, 'REQUEST_ACCEPTANCE')
    school.send(countyCommander, 'REJECT_REPAIR', { items: ['F-05'] })
    school.sign(principal, 'F-05')
    const signed = school.entries.at(-1)?.seq ?? 0
    school.move(2)
    expect(school.response.plan.returnedItems).toEqual(['F-05-disinfect'])
    expect(school.withdraw(principal, signed)).toBe('accepted')
    expect(school.entries.at(-1)?.body).toMatchObject({ type: 'sign_off.withdrawn', task: 'F-05-disinfect', signOff: signed })
    expect(school.item('F-05-disinfect')?.state).toBe('open')
  })

  test('an event that only the newer version has is taken from then on', () => {
    const early = openSchool({ playbook: 'flood', version: 1 })
    expect(early.send(principal, 'FINISH_WORKS')).toBe('unknown_event')
    expect(early.move(2)).toBe('accepted')
    expect(early.send(principal, 'FINISH_WORKS')).toBe('wrong_phase')
  })
})

describe('what keeps a response with its version', () => {
  test('there is no such version, or no way back from it', () => {
    expect(school.move(3)).toBe('unknown_version')
    school.move(2)
    expect([school.move(1), school.response.version]).toEqual(['unknown_version', 2])
  })

  test('a local addition names a step that has another name now; one about what stayed goes along', () => {
    const overlay = {
      ...terms(),
      playbook: 'flood',
      seq: 700,
      unit: '140821',
      publishedAt: school.now,
      expiresAt: local('2021-09-01 24:00'),
    }
    school.overlay({ ...overlay, additions: [{ kind: 'require', task: 'F-05' }] })
    expect(school.move(2)).toBe('overlay_in_the_way')
    expect(school.lastRefusal?.missing?.[0]?.text.zh).toContain('第 700 号属地补充措施')
    school.overlay({ ...overlay, additions: [{ kind: 'require', task: 'F-05' }] }, 'withdrawn')
    school.overlay({ ...overlay, seq: 701, additions: [{ kind: 'tighten', task: 'F-03', withinMinutes: 600 }] })
    expect(school.move(2)).toBe('accepted')
  })
})

test('the preview tells what goes on to count, and what is asked from now on', () => {
  school.sign(principal, 'F-05')
  const before = school.situation
  school.move(2)
  const [first, again] = [tallied(emptyTally(), before, school.situation, school.now), emptyTally()]
  expect(first.phases).toEqual([{ from: 'repairing', to: 'repairing.cleaning', units: 1 }])
  expect(first.carried).toEqual([{ task: 'F-05-disinfect', units: 1 }])
  expect([first.lost, first.asked.map(({ task }) => task)]).toEqual([[], ['F-05-pipes']])
  expect(tallied(first, before, school.situation, school.now).carried).toEqual([{ task: 'F-05-disinfect', units: 2 }])
  expect(again.asked).toEqual([])
})

const ACTS: readonly ((one: School) => unknown)[] = [
  (one) => one.sign(principal, 'F-03'),
  (one) => one.sign(principal, 'F-05'),
  (one) => one.sign(principal, 'F-05-disinfect'),
  (one) => one.sign(principal, 'F-05-water'),
  (one) => one.send(countyCommander, 'RELOCATE'),
  (one) => one.send(principal, 'BEGIN_REPAIR', { finishOn: '2021-08-25' }),
  (one) => one.send(principal, 'REPORT_DAMAGE'),
  (one) => one.send(principal, 'FINISH_WORKS'),
  (one) => one.send(cityCommander, 'DECLARE_DAMAGED'),
  (one) => one.goTo(new Date(Date.parse(one.now) + 40 * 3_600_000).toISOString()),
]

test('whenever it is moved, what is recorded replays to the very same response, and nothing signed is asked again', () => {
  assert(
    property(array(nat(ACTS.length - 1), { maxLength: 12 }), nat(12), (acts, at) => {
      const one = repairing()
      for (const act of acts.slice(0, at)) ACTS[act]?.(one)
      const signed = one.checklist().filter(({ mark, occurrence }) => mark?.complete === true && occurrence.id === null)
      expect(one.move(2)).toBe('accepted')
      for (const { task } of signed) expect(one.item(task.id === 'F-05' ? 'F-05-disinfect' : task.id)?.mark?.complete).toBe(true)
      for (const act of acts.slice(at)) ACTS[act]?.(one)
      const again = one.entries.reduce<Response | null>((state, entry) => apply(state, entry), null)
      expect(JSON.stringify(again)).toBe(JSON.stringify(one.response))
    }),
    { numRuns: 60 },
  )
})
