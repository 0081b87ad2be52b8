import { describe, expect, test } from 'vitest'
import type { Actor } from '../../src/core/actor.ts'
import { declaredIn } from '../../src/core/declared.ts'
import {
  auditor,
  cityCommander,
  countyCommander,
  inspector,
  LINYI,
  local,
  principal,
  provinceCommander,
  taskForce,
  yanhuCommander,
  YUNCHENG,
} from '../world.ts'
import type { School } from './school.ts'
import { openSchool } from './school.ts'

const cityTaskForce: Actor = { ...taskForce, person: 'city-task-force', unit: YUNCHENG.code, path: YUNCHENG.path, level: 'city' }

function county(): School {
  return openSchool({ playbook: 'bureau', unit: LINYI, at: local('2022-03-06 09:00') })
}

describe('what a bureau has to do itself', () => {
  test('its own people sign; nobody above it, below or beside does', () => {
    const bureau = county()
    for (const other of [cityTaskForce, cityCommander, inspector, provinceCommander, yanhuCommander, principal, auditor]) {
      expect(bureau.sign(other, 'R-17')).toBe('not_your_task')
    }
    expect(bureau.sign(taskForce, 'R-17')).toBe('accepted')
  })

  test('the commander signs for a post that nobody holds, at his own bureau only', () => {
    const bureau = county()
    const supplies = bureau.item('N-08-reserve')
    expect(supplies?.task.signers.map(({ post }) => post)).toContain('supplies')
    expect(bureau.sign(cityCommander, 'N-08-reserve')).toBe('not_your_task')
    expect(bureau.sign(countyCommander, 'N-08-reserve')).toBe('accepted')
    expect(bureau.entries.at(-1)).toMatchObject({ standsInFor: 'supplies', post: null })
  })

  test('is withdrawn by the signer or the commander of that bureau, not by the one above', () => {
    const bureau = county()
    bureau.sign(taskForce, 'R-17')
    const seq = bureau.entries.at(-1)?.seq ?? 0
    expect([bureau.withdraw(cityCommander, seq), bureau.withdraw(countyCommander, seq)]).toEqual(['not_your_task', 'accepted'])
  })

  test('a bureau signs for schools below it as before', () => {
    const school = openSchool()
    school.send(countyCommander, 'ORDER_LOCKDOWN')
    expect(school.sign(taskForce, 'L-14')).toBe('accepted')
  })
})

describe('who commands a bureau', () => {
  test.each([countyCommander, cityCommander, provinceCommander])('$person activates it', (actor) => {
    expect(county().send(actor, 'ACTIVATE')).toBe('accepted')
  })

  test.each([yanhuCommander, taskForce, inspector, principal, auditor])('$person does not', (actor) => {
    expect(county().send(actor, 'ACTIVATE')).toBe('not_your_role')
  })

  test('a county does not command its city', () => {
    expect(openSchool({ playbook: 'bureau', unit: YUNCHENG }).send(countyCommander, 'ACTIVATE')).toBe('not_your_role')
  })
})

describe('at night', () => {
  test('eleven groups, each with a leader, within two hours; ten are not enough for a city', () => {
    const bureau = openSchool({ playbook: 'bureau', unit: YUNCHENG, at: local('2022-03-06 22:00') })
    bureau.send(cityCommander, 'ACTIVATE')
    expect(bureau.item('R-13-groups')?.occurrence.dueAt).toBe(local('2022-03-07 00:00'))
    expect(bureau.sign(cityCommander, 'R-13-groups', { evidence: { groups: 10, groupsWithLeader: 10 } })).toBe('evidence_invalid')
    expect(bureau.sign(cityCommander, 'R-13-groups', { evidence: { groups: 11, groupsWithLeader: 10 } })).toBe('evidence_invalid')
    expect(bureau.sign(cityCommander, 'R-13-groups', { evidence: { groups: 11, groupsWithLeader: 11 } })).toBe('accepted')
  })

  test('a level is declared, raised and lowered, each only in its direction, and adds what it asks', () => {
    const bureau = county()
    expect(bureau.send(cityCommander, 'RAISE_LEVEL', { level: 'I' })).toBe('wrong_phase')
    expect(bureau.send(cityCommander, 'DECLARE_LEVEL', { level: 'III' })).toBe('accepted')
    expect(bureau.response.phase).toBe('activated')
    expect(bureau.send(countyCommander, 'RAISE_LEVEL', { level: 'IV' })).toBe('gate_closed')
    expect(bureau.lastRefusal?.missing?.map(({ text }) => text.zh)).toEqual(['应高于现行的Ⅲ级响应'])
    expect(bureau.send(countyCommander, 'RAISE_LEVEL', { level: 'I' })).toBe('accepted')
    bureau.goTo(local('2022-03-06 19:00'))
    expect(bureau.item('R-21-night')?.task.id).toBe('R-21-night')
    expect(bureau.send(countyCommander, 'LOWER_LEVEL', { level: 'II' })).toBe('accepted')
    expect([bureau.item('R-21-night'), bureau.item('R-21-visits-II')?.state]).toEqual([undefined, 'open'])
    expect(declaredIn(bureau.response).level).toMatchObject({ value: 'II', seq: bureau.entries.at(-1)?.seq })
  })

  test('it stands down when the level is ended and nobody on the lists is missing, and rests when all is handed over', () => {
    const bureau = county()
    bureau.send(countyCommander, 'DECLARE_LEVEL', { level: 'II' })
    bureau.sign(taskForce, 'R-12', { evidence: { pushed: 120, listChecked: 117, listFound: 40, missing: 3 } })
    expect(bureau.send(countyCommander, 'STAND_DOWN')).toBe('gate_closed')
    expect(bureau.lastRefusal?.missing?.map(({ text }) => text.zh)).toEqual(['Ⅱ级响应尚未终止', '推送名单还有 3 人未核到'])
    bureau.send(countyCommander, 'END_LEVEL')
    bureau.goTo(local('2022-03-07 10:00'))
    bureau.sign(taskForce, 'R-12', { evidence: { pushed: 120, listChecked: 120, listFound: 41, missing: 0 } })
    expect(bureau.send(countyCommander, 'STAND_DOWN')).toBe('accepted')
    expect(bureau.send(countyCommander, 'RETURN_TO_STANDBY')).toBe('gate_closed')
    for (const task of ['R-13-release', 'R-30-stock', 'R-13-lessons'])
      expect(bureau.sign(taskForce, task) === 'accepted' || bureau.sign(countyCommander, task) === 'accepted').toBe(true)
    expect(bureau.send(countyCommander, 'RETURN_TO_STANDBY')).toBe('accepted')
    expect(bureau.response.phase).toBe('standby')
  })
})
