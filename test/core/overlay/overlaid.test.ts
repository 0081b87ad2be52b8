import { array, assert, boolean, constant, constantFrom, integer, oneof, property, record, tuple, uniqueArray } from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Addition } from '../../../src/core/overlay/overlay.ts'
import { cityCommander, countyCommander, dutyLeader, headOfSecurity, local, principal } from '../../world.ts'
import type { School } from '../school.ts'
import { openSchool } from '../school.ts'
import { INVENTORY, overlay } from './overlays.ts'

function sealed(): School {
  const school = openSchool({ at: local('2026-03-06 22:00') })
  school.send(cityCommander, 'ORDER_LOCKDOWN')
  return school
}

function tightened(task: string, withinMinutes: number): Addition {
  return { kind: 'tighten', task, withinMinutes }
}

describe('a step that the county adds', () => {
  test('stands on the checklist of its phase and is due so long after it came into force', () => {
    const school = sealed()
    expect(school.item('X-900-1')).toBeUndefined()
    school.goTo(local('2026-03-06 23:00'))
    school.overlay(overlay(900))
    expect(school.item('X-900-1')).toMatchObject({ state: 'open', occurrence: { dueAt: local('2026-03-07 01:00') } })
    expect(school.item('X-900-1')?.task).toMatchObject({ title: { zh: '清点应急照明' }, mandatory: true, source: ['R-03'] })
  })

  test('is the step of its own overlay, even if another says the same', () => {
    const [first, second] = [sealed(), sealed()]
    first.overlay(overlay(900))
    second.overlay(overlay(901))
    expect([first.item('X-900-1')?.task.id, second.item('X-901-1')?.task.id]).toEqual(['X-900-1', 'X-901-1'])
  })

  test('is signed with its own form by the post that it names, and by nobody else', () => {
    const school = sealed()
    school.overlay(overlay(900))
    expect(school.sign(headOfSecurity, 'X-900-1', { evidence: { 'X-900-1-1': 12 } })).toBe('not_your_task')
    expect(school.sign(principal, 'X-900-1', { evidence: {} })).toBe('evidence_invalid')
    expect(school.sign(principal, 'X-900-1', { evidence: { 'X-900-1-1': 12 } })).toBe('accepted')
    expect(school.item('X-900-1')?.state).toBe('done')
  })

  test('is not asked in another phase, and is asked when the school comes there', () => {
    const school = openSchool({ at: local('2026-03-06 22:00') })
    school.overlay(overlay(900))
    expect(school.item('X-900-1')).toBeUndefined()
    school.goTo(local('2026-03-07 08:00'))
    school.send(cityCommander, 'ORDER_LOCKDOWN')
    expect(school.item('X-900-1')?.occurrence.dueAt).toBe(local('2026-03-07 10:00'))
  })

  test('counts on the board like every other', () => {
    const school = sealed()
    const before = school.summary()
    school.overlay(overlay(900))
    expect(school.summary().total).toBe(before.total + 1)
  })
})

describe('a deadline that is brought forward', () => {
  test('is the earlier of the old one and the new span from publication', () => {
    const school = sealed()
    const old = school.item('L-04')?.occurrence.dueAt
    expect(old).toBe(local('2026-03-07 10:00'))
    school.goTo(local('2026-03-06 23:00'))
    school.overlay(overlay(900, { additions: [tightened('L-04', 180)] }))
    expect(school.item('L-04')?.occurrence.dueAt).toBe(local('2026-03-07 02:00'))
    school.overlay(overlay(901, { additions: [tightened('L-04', 719)] }))
    expect(school.item('L-04')?.occurrence.dueAt).toBe(local('2026-03-07 02:00'))
  })

  test('never makes anybody late by what was asked afterwards', () => {
    const school = sealed()
    school.goTo(local('2026-03-07 09:50'))
    school.overlay(overlay(900, { additions: [tightened('L-04', 60)] }))
    expect(school.item('L-04')?.occurrence.dueAt).toBe(local('2026-03-07 10:00'))
  })

  test('counts from the start where the phase begins later', () => {
    const school = openSchool({ at: local('2026-03-06 20:00') })
    school.overlay(overlay(900, { additions: [tightened('L-04', 60)] }))
    school.goTo(local('2026-03-06 22:00'))
    school.send(cityCommander, 'ORDER_LOCKDOWN')
    expect(school.item('L-04')?.occurrence.dueAt).toBe(local('2026-03-06 23:00'))
  })

  test('is extended by the time that its phase waited afterwards, not by what lay before', () => {
    const school = openSchool({ at: local('2026-03-06 08:00') })
    school.send(cityCommander, 'ORDER_CLOSE')
    school.goTo(local('2026-03-06 08:30'))
    school.send(dutyLeader, 'REPORT_SUSPECTED')
    school.goTo(local('2026-03-06 09:00'))
    school.overlay(overlay(900, { additions: [tightened('L-10', 120)] }))
    school.goTo(local('2026-03-06 10:00'))
    expect(school.send(countyCommander, 'RULE_OUT', { notifiedBy: 'cdc' })).toBe('gate_closed')
    expect(school.send(countyCommander, 'ORDER_LOCKDOWN')).toBe('accepted')
    expect(school.response.overlays?.[0]?.awayMs).not.toEqual({})
  })

  test.each([
    ['what was optional becomes mandatory', { kind: 'require', task: 'L-20' } as const],
    ['one more figure is asked', { kind: 'field', task: 'L-10', field: { label: '饮用水（箱）', type: 'count' } } as const],
  ])('%s', (_name, addition) => {
    const school = sealed()
    school.overlay(overlay(900, { additions: [addition] }))
    const item = school.item(addition.task)
    expect(addition.kind === 'require' ? item?.task.mandatory : item?.task.fields.at(-1)?.label.zh).toBe(
      addition.kind === 'require' ? true : '饮用水（箱）',
    )
  })
})

describe('an overlay ends', () => {
  test('by itself on its last day: what fell due under it is on record before, and nothing of it after', () => {
    const school = sealed()
    const short = { ...overlay(900), expiresAt: local('2026-03-07 00:30') }
    school.overlay(short)
    school.overlay({ ...overlay(901, { additions: [tightened('L-04', 60)] }), expiresAt: local('2026-03-07 00:30') })
    expect(school.summary().nextWakeAt).not.toBeNull()
    school.goTo(local('2026-03-07 09:00'))
    const recorded = school.wake()
    const types = recorded.map(({ body }) =>
      'task' in body ? `${body.type} ${body.task}` : `${body.type} ${'overlay' in body ? body.overlay : ''}`,
    )
    expect(types).toContain('deadline.passed X-900-1')
    expect(types).toContain('overlay.ended 900')
    expect(types.indexOf('deadline.passed X-900-1')).toBeLessThan(types.indexOf('overlay.ended 900'))
    expect(school.item('X-900-1')).toBeUndefined()
    expect(school.response.overlays).toBeUndefined()
    expect(school.item('L-04')?.occurrence.dueAt).toBe(local('2026-03-07 10:00'))
  })

  test('when it is withdrawn: the step goes, what was signed stays on record', () => {
    const school = sealed()
    school.overlay(overlay(900))
    school.sign(principal, 'X-900-1', { evidence: { 'X-900-1-1': 12 } })
    school.overlay(overlay(900), 'withdrawn')
    expect(school.item('X-900-1')).toBeUndefined()
    expect(school.entries.some(({ body }) => body.type === 'task.signed' && body.task === 'X-900-1')).toBe(true)
  })

  test('the clock wakes the school for it, also when nothing else is due', () => {
    const school = openSchool({ at: local('2026-03-06 22:00') })
    school.overlay({ ...overlay(900), expiresAt: local('2026-03-06 22:05') })
    expect(school.summary().nextWakeAt).toBe(local('2026-03-06 22:05'))
  })
})

describe('several overlays at once', () => {
  const addition = oneof(
    record({
      kind: constant('tighten' as const),
      task: constantFrom('L-03-onsite', 'L-04', 'L-10'),
      withinMinutes: integer({ min: 5, max: 2_000 }),
    }),
    record({ kind: constant('require' as const), task: constantFrom('L-19', 'L-20') }),
    record({
      kind: constant('field' as const),
      task: constantFrom('L-10', 'L-15'),
      field: record({ label: constantFrom('帐篷', '药品'), type: constant('count' as const) }),
    }),
    constant(INVENTORY),
  )

  test('the strictest wins, and the order in which they came makes no difference', () => {
    assert(
      property(
        uniqueArray(tuple(integer({ min: 900, max: 999 }), array(addition, { minLength: 1, maxLength: 3 })), {
          minLength: 1,
          maxLength: 4,
          selector: ([seq]) => seq,
        }),
        boolean(),
        (published, backwards) => {
          const [one, other] = [sealed(), sealed()]
          for (const [seq, additions] of published) one.overlay(overlay(seq, { additions }))
          for (const [seq, additions] of backwards ? published.toReversed() : published) other.overlay(overlay(seq, { additions }))
          expect(other.checklist()).toEqual(one.checklist())
        },
      ),
      { numRuns: 60 },
    )
  })

  test('nothing of the playbook is dropped or relaxed, whatever is added', () => {
    assert(
      property(array(array(addition, { minLength: 1, maxLength: 4 }), { minLength: 1, maxLength: 3 }), (published) => {
        const school = sealed()
        const before = school.checklist()
        for (const [index, additions] of published.entries()) school.overlay(overlay(900 + index, { additions }))
        for (const was of before) {
          const now = school.checklist().find(({ task, occurrence }) => task.id === was.task.id && occurrence.id === was.occurrence.id)
          expect(now).toBeDefined()
          expect(now?.task.mandatory || !was.task.mandatory).toBe(true)
          expect((now?.occurrence.dueAt ?? '9') <= (was.occurrence.dueAt ?? '9')).toBe(true)
          expect(now?.task.fields.slice(0, was.task.fields.length)).toEqual(was.task.fields)
        }
      }),
      { numRuns: 60 },
    )
  })
})
