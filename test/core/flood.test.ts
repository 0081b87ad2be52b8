import { beforeEach, describe, expect, test } from 'vitest'
import type { Actor } from '../../src/core/actor.ts'
import {
  cityCommander,
  countyCommander,
  dutyLeader,
  EVERYBODY,
  LIANPING,
  local,
  MUSIC_SCHOOL,
  principal,
  SUNFLOWER,
  taskForce,
} from '../world.ts'
import type { School } from './school.ts'
import { openSchool } from './school.ts'

let school: School

beforeEach(() => {
  school = openSchool({ playbook: 'flood', at: local('2021-07-20 21:00') })
})

/** Signs everything of that phase which holds up what comes next. */
function signAll(node: string): void {
  for (const { task } of school.checklist().filter((item) => item.node === node && item.task.timing.kind === 'once')) {
    if (school.sign(principal, task.id) !== 'accepted') school.sign(dutyLeader, task.id)
  }
}

function repairing(): void {
  school.send(principal, 'REPORT_DAMAGE')
  signAll('control.damaged')
  school.send(principal, 'BEGIN_REPAIR', { finishOn: '2021-08-25' })
}

function cleaning(): void {
  repairing()
  signAll('control.repairing')
  school.send(principal, 'FINISH_WORKS')
}

function accepting(): void {
  cleaning()
  signAll('control.repairing.cleaning')
  school.send(principal, 'REQUEST_ACCEPTANCE')
}

describe('damage', () => {
  test('is reported at once, by whoever leads or guards, with nothing filled in', () => {
    expect(school.send(dutyLeader, 'REPORT_DAMAGE', {}, { reason: '' })).toBe('accepted')
    expect(school.response).toMatchObject({ phase: 'damaged', teaching: '' })
    expect(openSchool({ playbook: 'flood' }).send(countyCommander, 'REPORT_DAMAGE')).toBe('not_your_role')
  })

  test('asks for people first: all of the roster, the missing too, within two hours', () => {
    school.send(principal, 'REPORT_DAMAGE')
    const counted = { safe: 690, injured: 3, dead: 0, unreached: 6 }
    expect(school.sign(dutyLeader, 'F-01', { evidence: counted })).toBe('evidence_invalid')
    expect(school.sign(dutyLeader, 'F-01', { evidence: { ...counted, unreached: 7 } })).toBe('accepted')
    expect(school.item('F-02-fence')?.occurrence.dueAt).toBe(local('2021-07-20 23:00'))
  })

  test('found to be none ends there, when the command says so', () => {
    school.send(countyCommander, 'DECLARE_DAMAGED')
    expect([school.send(principal, 'NOT_DAMAGED'), school.send(countyCommander, 'NOT_DAMAGED')]).toEqual(['not_your_role', 'accepted'])
    expect(school.response.phase).toBe('normal')
  })

  test('declared a second time changes nothing', () => {
    school.send(countyCommander, 'DECLARE_DAMAGED')
    expect(school.send(cityCommander, 'DECLARE_DAMAGED')).toBe('already_in_phase')
  })
})

describe('repairs', () => {
  test('do not begin before people are counted and buildings surveyed', () => {
    school.send(principal, 'REPORT_DAMAGE')
    expect(school.send(principal, 'BEGIN_REPAIR', { finishOn: '2021-08-25' })).toBe('gate_closed')
    expect(school.lastRefusal?.missing?.map(({ task }) => task)).toEqual(['F-01', 'F-02-fence', 'F-02', 'F-02-dormitory'])
  })

  test('that end after term begins come after the students are placed', () => {
    school.send(principal, 'REPORT_DAMAGE')
    signAll('control.damaged')
    expect(school.send(principal, 'BEGIN_REPAIR', { finishOn: '2021-09-10' })).toBe('gate_closed')
    expect(school.lastRefusal?.missing?.[0]?.text.zh).toBe('2021-09-10 完工，赶不上 2021-09-01 开学：请先下达异地安置')
    expect(school.send(countyCommander, 'RELOCATE')).toBe('accepted')
    expect(school.send(principal, 'BEGIN_REPAIR', { finishOn: '2021-09-10' })).toBe('accepted')
  })

  test('that turn out worse go on where they were, once the students are elsewhere', () => {
    cleaning()
    const begun = school.item('F-05-disinfect')?.visit
    school.sign(principal, 'F-05-pipes')
    school.send(countyCommander, 'RELOCATE')
    school.send(principal, 'BEGIN_REPAIR', { finishOn: '2021-10-10' })
    expect(['F-03', 'F-05-pipes'].map((id) => school.item(id)?.state)).toEqual(['done', 'done'])
    expect(school.item('F-05-disinfect')?.visit).toBe(begun)
  })

  test('end before anything is cleaned, and the days for cleaning are counted from then', () => {
    repairing()
    expect(school.item('F-05-disinfect')).toBeUndefined()
    expect(school.send(principal, 'FINISH_WORKS')).toBe('gate_closed')
    expect(school.lastRefusal?.missing?.map(({ task }) => task)).toEqual(['F-03', 'F-03-done'])
    signAll('control.repairing')
    school.goTo(local('2021-08-20 09:00'))
    expect(school.send(principal, 'FINISH_WORKS')).toBe('accepted')
    expect(school.item('F-05-pipes')?.occurrence.dueAt).toBe(local('2021-08-22 09:00'))
  })

  test('are not accepted while the water fails', () => {
    cleaning()
    const tested = { samples: 4, samplesFailed: 1, testedOn: '2021-08-20', laboratory: '县疾控中心' }
    expect(school.sign(principal, 'F-05-water', { evidence: tested })).toBe('evidence_invalid')
    expect(school.send(principal, 'REQUEST_ACCEPTANCE')).toBe('gate_closed')
  })
})

describe('acceptance', () => {
  const report = { buildingsAccepted: 3, itemsPassed: 20, itemsFailed: 0, reportNumber: '临教验〔2021〕7 号', acceptedOn: '2021-08-26' }

  test('is signed by the school and then by the bureau, never twice by one person', () => {
    accepting()
    expect(school.sign(taskForce, 'F-06', { evidence: report })).toBe('not_your_task')
    expect(school.sign(principal, 'F-06', { evidence: report })).toBe('accepted')
    expect(school.sign(principal, 'F-06', { evidence: report })).toBe('second_signer_must_differ')
    expect(school.send(countyCommander, 'ACCEPT_REPAIR')).toBe('gate_closed')
    expect(school.sign(taskForce, 'F-06', { evidence: {} })).toBe('accepted')
    expect(school.send(countyCommander, 'ACCEPT_REPAIR')).toBe('accepted')
    expect(school.response.phase).toBe('reopened')
  })

  test('with anything failed leads back, with reasons, and only what is named is done again', () => {
    accepting()
    school.sign(principal, 'F-06', { evidence: { ...report, itemsFailed: 2 } })
    school.sign(taskForce, 'F-06', { evidence: {} })
    expect(school.send(countyCommander, 'ACCEPT_REPAIR')).toBe('gate_closed')
    expect(school.lastRefusal?.missing?.map(({ text }) => text.zh)).toEqual(['有 2 项不合格，应退回整改'])
    expect(school.send(countyCommander, 'REJECT_REPAIR', { items: ['F-05-disinfect'] }, { reason: '' })).toBe('reason_required')
    expect(school.send(countyCommander, 'REJECT_REPAIR', { items: ['F-05-disinfect'] })).toBe('accepted')
    expect(school.response).toMatchObject({ phase: 'repairing.cleaning', plan: { returnedItems: ['F-05-disinfect'] } })
    expect(['F-03', 'F-05-disinfect', 'F-05-water'].map((id) => school.item(id)?.state)).toEqual(['done', 'open', 'done'])
  })

  test('done, and everybody back, it is closed', () => {
    accepting()
    school.sign(principal, 'F-06', { evidence: report })
    school.sign(taskForce, 'F-06', { evidence: {} })
    school.send(countyCommander, 'ACCEPT_REPAIR')
    expect(school.send(countyCommander, 'CLOSE_RECOVERY')).toBe('gate_closed')
    signAll('control.reopened')
    expect(school.send(countyCommander, 'CLOSE_RECOVERY')).toBe('accepted')
    expect([school.response.phase, school.checklist()]).toEqual(['normal', []])
  })
})

test('each kind of school is asked what fits it', () => {
  const asked = (unit: typeof LIANPING): readonly string[] => {
    const here: Actor = { ...principal, unit: unit.code, path: unit.path }
    const one = openSchool({ playbook: 'flood', unit, at: local('2021-07-20 09:00'), people: [...EVERYBODY, here] })
    one.send(countyCommander, 'DECLARE_DAMAGED')
    one.send(countyCommander, 'RELOCATE')
    return one.checklist().map(({ task }) => task.id)
  }
  expect(asked(LIANPING)).toEqual(['F-04', 'F-04-transport', 'F-04-attendance'])
  expect(asked(SUNFLOWER)).toEqual(['F-04-kindergarten', 'F-04-transport'])
  expect(asked(MUSIC_SCHOOL)).toEqual([])
})
