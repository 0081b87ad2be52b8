import { beforeEach, describe, expect, test } from 'vitest'
import type { Actor } from '../../src/core/actor.ts'
import { cityCommander, countyCommander, doctor, dutyLeader, headOfSecurity, local, principal, reporter, taskForce } from '../world.ts'
import type { School } from './school.ts'
import { openSchool } from './school.ts'

const SIGNERS: readonly Actor[] = [principal, doctor, reporter, dutyLeader, headOfSecurity]

let school: School

/** Online in the morning, no case for two weeks, and the plan of reopening begun at nine. */
beforeEach(() => {
  school = openSchool({ at: local('2026-03-06 08:00') })
  school.send(countyCommander, 'ORDER_ONLINE')
  school.sign(reporter, 'O-10', { evidence: { lastCaseOn: '2026-02-20' } })
  school.goTo(local('2026-03-06 09:00'))
  school.send(principal, 'BEGIN_REOPENING')
})

/** Everything that planning asks for is signed, by whoever may. */
function makeReady(): void {
  const planning = school.checklist().filter(({ node, mark }) => node === 'control.reopening.planning' && mark?.complete !== true)
  for (const { task } of planning) {
    SIGNERS.some((person) => school.sign(person, task.id) === 'accepted')
    if (task.secondSigners !== undefined) school.sign(taskForce, task.id)
  }
}

function stillOpen(): readonly string[] {
  return school
    .checklist()
    .filter(({ node, mark }) => node === 'control.reopening.planning' && mark?.complete !== true)
    .map(({ task }) => task.id)
}

describe('a plan', () => {
  test('is submitted only when everything on its list is signed; what is missing is named', () => {
    expect(school.send(principal, 'SUBMIT_PLAN')).toBe('gate_closed')
    expect(school.lastRefusal?.missing?.map(({ task }) => task)).toEqual(stillOpen())
    makeReady()
    expect(stillOpen()).toEqual([])
    expect(school.send(principal, 'SUBMIT_PLAN')).toBe('accepted')
    expect(school.response).toMatchObject({ phase: 'reopening.review', plan: { version: 1 } })
  })

  test('is returned with the items named, and only those are asked for again', () => {
    makeReady()
    school.send(principal, 'SUBMIT_PLAN')
    expect(school.send(countyCommander, 'RETURN_PLAN', {})).toBe('facts_invalid')
    expect(school.send(countyCommander, 'RETURN_PLAN', { items: ['P-01-food'] }, { reason: '' })).toBe('reason_required')
    expect(school.send(countyCommander, 'RETURN_PLAN', { items: ['P-01-food', 'P-04'] })).toBe('accepted')
    expect(school.response).toMatchObject({ phase: 'reopening.planning', plan: { version: 1, returnedItems: ['P-01-food', 'P-04'] } })
    expect(stillOpen()).toEqual(['P-01-food', 'P-04'])
  })

  test('comes back in the same visit: deadlines are moved by the time it lay with the bureau', () => {
    const before = school.item('P-03')?.occurrence.dueAt ?? ''
    makeReady()
    school.send(principal, 'SUBMIT_PLAN')
    school.goTo(local('2026-03-08 09:00'))
    school.send(countyCommander, 'RETURN_PLAN', { items: ['P-03'] })
    const after = school.item('P-03')?.occurrence.dueAt ?? ''
    expect(Date.parse(after) - Date.parse(before)).toBe(2 * 86_400_000)
  })

  test('put right and submitted again is a new version without endorsements', () => {
    makeReady()
    school.send(principal, 'SUBMIT_PLAN')
    school.sign(taskForce, 'P-05-county')
    school.send(countyCommander, 'ENDORSE_PLAN')
    expect(school.response.plan.endorsedBy).toEqual(['county'])
    school.send(cityCommander, 'RETURN_PLAN', { items: ['P-02'] })
    expect(school.response.plan.endorsedBy).toEqual([])
    makeReady()
    expect(school.send(principal, 'SUBMIT_PLAN')).toBe('accepted')
    expect(school.response.plan).toEqual({ version: 2, endorsedBy: [], returnedItems: [], returnedBy: null })
  })

  test('under review when a case is suspected stays under review once that is ruled out, and can still be returned', () => {
    makeReady()
    school.send(principal, 'SUBMIT_PLAN')
    school.send(reporter, 'REPORT_SUSPECTED')
    const occurrence = String(school.response.cases[0]?.seq)
    school.sign(doctor, 'U-08', { occurrence, evidence: { tests: 2, negative: 2, positive: 0 } })
    expect(school.send(countyCommander, 'RULE_OUT', { notifiedBy: 'cdc' })).toBe('accepted')
    expect(school.response.phase).toBe('reopening.review')
    expect(school.send(countyCommander, 'RETURN_PLAN', { items: ['P-02'] })).toBe('accepted')
    expect(stillOpen()).toEqual(['P-02'])
  })

  test('endorsed by county and city is approved: the first batch returns, and lessons are blended', () => {
    makeReady()
    school.send(principal, 'SUBMIT_PLAN')
    endorseByCountyAndCity()
    expect(school.send(cityCommander, 'APPROVE_PLAN')).toBe('accepted')
    expect(school.response).toMatchObject({ phase: 'reopening.batch', batch: 1, teaching: 'blended', suspended: [] })
  })
})

/** Nobody holds a post of review in the city, so its commander signs. */
function endorseByCountyAndCity(): void {
  school.sign(taskForce, 'P-05-county')
  school.send(countyCommander, 'ENDORSE_PLAN')
  school.sign(cityCommander, 'P-05-city')
  school.send(cityCommander, 'ENDORSE_PLAN')
}

describe('a batch', () => {
  beforeEach(() => {
    makeReady()
    school.send(principal, 'SUBMIT_PLAN')
    endorseByCountyAndCity()
    school.send(cityCommander, 'APPROVE_PLAN')
  })

  /** All of the batch's steps, by the school and by the bureau. */
  function signBatch(): void {
    for (const { task, node } of school.checklist()) {
      if (node === 'control.reopening.batch') [...SIGNERS, taskForce].some((person) => school.sign(person, task.id) === 'accepted')
    }
  }

  test('is followed by the next after three days, with a fresh list for the next', () => {
    // The liaison officer's post is empty in this county, so its commander signs.
    signBatch()
    school.sign(countyCommander, 'P-11')
    expect(school.send(countyCommander, 'NEXT_BATCH')).toBe('gate_closed')
    school.goTo(local('2026-03-09 08:59'))
    expect(school.send(countyCommander, 'NEXT_BATCH')).toBe('gate_closed')
    school.goTo(local('2026-03-09 09:00'))
    expect(school.send(countyCommander, 'NEXT_BATCH')).toBe('accepted')
    expect(school.response).toMatchObject({ phase: 'reopening.batch', batch: 2 })
    expect(school.item('P-07')?.state).toBe('open')
  })

  test('in which a case appears waits, and its days of observation do not run meanwhile', () => {
    signBatch()
    school.sign(countyCommander, 'P-11')
    school.goTo(local('2026-03-07 09:00'))
    school.send(reporter, 'REPORT_SUSPECTED')
    school.goTo(local('2026-03-09 09:00'))
    const occurrence = String(school.response.cases[0]?.seq)
    school.sign(doctor, 'U-08', { occurrence, evidence: { tests: 2, negative: 2, positive: 0 } })
    school.send(countyCommander, 'RULE_OUT', { notifiedBy: 'hospital' })
    expect(school.response).toMatchObject({ phase: 'reopening.batch', batch: 1 })
    expect(school.item('P-07')?.state).toBe('done')
    expect(school.send(countyCommander, 'NEXT_BATCH')).toBe('gate_closed')
    school.goTo(local('2026-03-11 09:00'))
    expect(school.send(countyCommander, 'NEXT_BATCH')).toBe('accepted')
  })
})
