import { describe, expect, test } from 'vitest'
import type { Signer } from '../../machines/task.ts'
import type { Actor } from '../../src/core/actor.ts'
import { ENGINE } from '../../src/core/actor.ts'
import { capacityToSign } from '../../src/core/authority.ts'
import {
  admin,
  auditor,
  countyCommander,
  doctor,
  dutyLeader,
  EVERYBODY,
  headOfSecurity,
  MUSIC_SCHOOL,
  otherPrincipal,
  principal,
  reporter,
  TINGLAN,
  taskForce,
  yanhuCommander,
} from '../world.ts'
import { openSchool } from './school.ts'

const SECURITY: readonly Signer[] = [{ post: 'security', level: 'school' }]
const COUNTY_TASK_FORCE: readonly Signer[] = [{ post: 'taskForce', level: 'county' }]

function capacity(signers: readonly Signer[], actor: Actor, people?: readonly Actor[]): unknown {
  return capacityToSign(signers, actor, openSchool(people === undefined ? {} : { people }).situation)
}

function without(...gone: readonly Actor[]): readonly Actor[] {
  return EVERYBODY.filter((one) => !gone.includes(one))
}

describe('at a school', () => {
  test('whoever holds the post signs, nobody else', () => {
    expect(capacity(SECURITY, headOfSecurity)).toEqual({ post: 'security', standIn: false })
    for (const other of [doctor, reporter, dutyLeader, taskForce, countyCommander, auditor, admin])
      expect(capacity(SECURITY, other)).toBeNull()
  })

  test('the principal signs for a post that nobody holds, and it is said so', () => {
    expect(capacity(SECURITY, principal)).toBeNull()
    expect(capacity(SECURITY, principal, without(headOfSecurity))).toEqual({ post: 'security', standIn: true })
  })

  test('a colleague does not, even if the post is empty', () => {
    expect(capacity(SECURITY, doctor, without(headOfSecurity))).toBeNull()
  })

  test('one of several posts is enough, and a post held goes before an empty one', () => {
    const either: readonly Signer[] = [...SECURITY, { post: 'principal', level: 'school' }]
    expect(capacity(either, principal, without(headOfSecurity))).toEqual({ post: 'principal', standIn: false })
  })

  test('the same post at another school means nothing here', () => {
    const elsewhere: Actor = { ...headOfSecurity, unit: TINGLAN.code, path: TINGLAN.path }
    expect(capacity(SECURITY, elsewhere)).toBeNull()
    expect(capacity(SECURITY, otherPrincipal, without(headOfSecurity))).toBeNull()
  })

  test('nobody without a place signs, the engine neither', () => {
    expect(capacity(SECURITY, { ...headOfSecurity, path: '' })).toBeNull()
    expect(capacity(SECURITY, ENGINE)).toBeNull()
  })

  test.each(['auditor', 'admin'] as const)('an %s neither signs nor sends anything, whatever posts the account names', (role) => {
    expect(capacity(SECURITY, { ...headOfSecurity, role })).toBeNull()
    expect(openSchool().send({ ...reporter, role }, 'REPORT_SUSPECTED')).toBe('not_your_role')
  })
})

describe('in a bureau', () => {
  test('the post at the level that the step names signs for the schools below it', () => {
    expect(capacity(COUNTY_TASK_FORCE, taskForce)).toEqual({ post: 'taskForce', standIn: false })
    expect(capacity([{ post: 'taskForce', level: 'city' }], taskForce)).toBeNull()
  })

  test('the commander signs for a post of the bureau that nobody holds', () => {
    expect(capacity(COUNTY_TASK_FORCE, countyCommander)).toBeNull()
    expect(capacity(COUNTY_TASK_FORCE, countyCommander, without(taskForce))).toEqual({ post: 'taskForce', standIn: true })
  })

  test('the county next door does not', () => {
    expect(capacity(COUNTY_TASK_FORCE, yanhuCommander, without(taskForce))).toBeNull()
    expect(capacity(COUNTY_TASK_FORCE, { ...taskForce, unit: yanhuCommander.unit, path: yanhuCommander.path })).toBeNull()
  })
})

describe('a step that two people sign', () => {
  test('is signed by the first, then by somebody else in the second post', () => {
    const school = openSchool()
    school.send(countyCommander, 'ORDER_LOCKDOWN')
    expect(school.sign(dutyLeader, 'L-02')).toBe('not_your_task')
    expect(school.sign(headOfSecurity, 'L-02')).toBe('accepted')
    expect(school.sign(headOfSecurity, 'L-02')).toBe('second_signer_must_differ')
    expect(school.sign(doctor, 'L-02')).toBe('not_your_task')
    expect(school.sign(dutyLeader, 'L-02', { evidence: {} })).toBe('accepted')
    expect(school.sign(dutyLeader, 'L-02')).toBe('already_signed')
    expect(school.sign(doctor, 'L-02')).toBe('not_your_task')
  })

  test('cannot be signed twice by a principal who stands in for both', () => {
    const school = openSchool({ people: without(headOfSecurity, dutyLeader) })
    school.send(countyCommander, 'ORDER_LOCKDOWN')
    expect(school.sign(principal, 'L-02')).toBe('accepted')
    expect(school.entries.at(-1)).toMatchObject({ post: null, standsInFor: 'security' })
    expect(school.sign(principal, 'L-02')).toBe('second_signer_must_differ')
  })

  test('at a training school: the principal locks it, the county verifies', () => {
    const head: Actor = { ...principal, person: 'head', unit: MUSIC_SCHOOL.code, path: MUSIC_SCHOOL.path }
    const school = openSchool({ unit: MUSIC_SCHOOL, people: [...EVERYBODY, head] })
    school.send(countyCommander, 'ORDER_LOCKDOWN')
    expect(school.sign(taskForce, 'L-02-training')).toBe('not_your_task')
    expect(school.sign(head, 'L-02-training')).toBe('accepted')
    expect(school.sign(yanhuCommander, 'L-02-training')).toBe('not_your_task')
    expect(school.sign(taskForce, 'L-02-training')).toBe('accepted')
    expect(school.item('L-02-training')?.state).toBe('done')
  })
})

describe('where there are only the head and one colleague', () => {
  const few = [principal, doctor]

  test('the head signs for both empty posts once, and the colleague confirms: the gates can be shut', () => {
    const school = openSchool({ people: few })
    school.send(countyCommander, 'ORDER_LOCKDOWN', {}, { reason: '县城发现疫情' })
    expect(school.sign(principal, 'L-02')).toBe('accepted')
    expect(school.sign(principal, 'L-02')).toBe('second_signer_must_differ')
    expect(school.sign(doctor, 'L-02')).toBe('accepted')
    expect(school.item('L-02')?.state).toBe('done')
    expect(school.sign(principal, 'L-02')).toBe('already_signed')
  })

  test('the colleague does not begin, nor confirm while somebody holds the post', () => {
    const school = openSchool({ people: [...few, dutyLeader] })
    school.send(countyCommander, 'ORDER_LOCKDOWN', {}, { reason: '县城发现疫情' })
    expect(school.sign(doctor, 'L-02')).toBe('not_your_task')
    expect(school.sign(principal, 'L-02')).toBe('accepted')
    expect(school.sign(doctor, 'L-02')).toBe('not_your_task')
    expect(school.sign(dutyLeader, 'L-02')).toBe('accepted')
  })
})
