import { describe, expect, test } from 'vitest'
import { epidemic } from '../../../machines/epidemic/v1/index.ts'
import { flood } from '../../../machines/flood/v1/index.ts'
import { latestPlaybooks } from '../../../machines/registry.ts'
import { offers } from '../../../src/core/decide/event.ts'
import { decide } from '../../../src/core/decide/index.ts'
import type { Situation } from '../../../src/core/situation.ts'
import { clashes, mayRunInto } from '../../../src/core/surroundings/conflicts.ts'
import { wantedBy } from '../../../src/core/surroundings/wanted.ts'
import { cityCommander, countyCommander, dutyLeader, local, principal, reporter } from '../../world.ts'
import type { School } from '../school.ts'
import { openSchool } from '../school.ts'

const NOON = local('2026-07-20 12:00')

/** A school in some phase of the epidemic and hit by a flood; each of the two is looked at beside the other. */
function hit(way: readonly [Parameters<School['send']>[0], string][]): { readonly floods: Situation; readonly epidemics: Situation } {
  const [sick, wet] = [openSchool({ at: NOON }), openSchool({ at: NOON, playbook: 'flood' })]
  wet.send(principal, 'REPORT_DAMAGE')
  for (const [actor, event] of way)
    if (sick.send(actor, event) !== 'accepted' && wet.send(actor, event) !== 'accepted') throw new Error(event)
  const [floods, epidemics] = [wet.situation, sick.situation]
  return { floods: { ...floods, beside: [epidemics] }, epidemics: { ...epidemics, beside: [floods] } }
}

function judged(situation: Situation, event: string) {
  const { unit, playbook, mode } = situation.response
  return decide(
    { kind: 'event', actor: countyCommander, unit, playbook, mode, event, facts: {}, reason: '汛情', document: '', order: null },
    situation,
    NOON,
    100,
  )
}

describe('students are not placed elsewhere', () => {
  test('while the school is sealed: the answer says why, and what comes first', () => {
    expect(judged(hit([[countyCommander, 'ORDER_LOCKDOWN']]).floods, 'RELOCATE')).toMatchObject({
      refusal: 'gate_closed',
      missing: [{ gate: 'conflict.epidemic.lockdown.sealed', text: { zh: '校园封控期间人员不进不出，学生不能转往别处；先由指挥部解封' } }],
    })
  })

  test('while a case is suspected', () => {
    expect(judged(hit([[reporter, 'REPORT_SUSPECTED']]).floods, 'RELOCATE')).toMatchObject({ refusal: 'gate_closed' })
  })

  test('but are where the school goes on, is closed as a precaution, or has its students at home', () => {
    for (const before of [[], [[countyCommander, 'ORDER_CLOSE']], [[countyCommander, 'ORDER_ONLINE']]] as const) {
      expect(judged(hit(before.map(([actor, event]) => [actor, event])).floods, 'RELOCATE')).toHaveProperty('drafts')
    }
  })

  test('and the page offers it as not allowed, with the same reason', () => {
    const offer = offers(countyCommander, hit([[countyCommander, 'ORDER_LOCKDOWN']]).floods, NOON).find(
      ({ event }) => event.type === 'RELOCATE',
    )
    expect(offer).toMatchObject({ allowed: false, refusal: 'gate_closed', missing: [{ gate: 'conflict.epidemic.lockdown.sealed' }] })
  })
})

test('a flood holds up no emergency: suspicion, sealing and sending home go through at a school whose students are elsewhere', () => {
  const { epidemics } = hit([[countyCommander, 'RELOCATE']])
  for (const event of ['REPORT_SUSPECTED', 'ORDER_CLOSE', 'ORDER_LOCKDOWN', 'ORDER_ONLINE'])
    expect(judged(epidemics, event)).toHaveProperty('drafts')
})

test('a school that is sealed while its students are elsewhere is warned of it in both of its responses', () => {
  const { floods, epidemics } = hit([
    [countyCommander, 'RELOCATE'],
    [dutyLeader, 'SEAL_PROVISIONALLY'],
  ])
  const named = (situation: Situation) => clashes(situation).map(({ other, conflict: { phase } }) => [other.playbook.name, phase])
  expect(named(floods)).toEqual([['epidemic', 'relocated']])
  expect(named(epidemics)).toEqual([['flood', 'relocated']])
  expect(named(hit([]).floods)).toEqual([])
})

test('nobody returns by batches to buildings that are not surveyed, yet what CDC finds is registered', () => {
  expect(mayRunInto(epidemic, 'APPROVE_PLAN')).toEqual(['flood'])
  expect(mayRunInto(epidemic, 'NEXT_BATCH')).toEqual(['flood'])
  expect(mayRunInto(epidemic, 'RULE_OUT')).toEqual([])
  expect(mayRunInto(epidemic, 'ORDER_LOCKDOWN')).toEqual([])
})

test('the other responses are looked at only by what may depend on them', () => {
  const beside = (playbook: string, event: string) => wantedBy({ kind: 'event', playbook, event }, latestPlaybooks()).beside
  expect(Object.keys(flood.events).filter((event) => beside('flood', event).length > 0)).toEqual([
    'RELOCATE',
    'BEGIN_REPAIR',
    'REQUEST_ACCEPTANCE',
    'REJECT_REPAIR',
    'ACCEPT_REPAIR',
  ])
  const signing = (playbook: string, task: string) => wantedBy({ kind: 'signOff', playbook, task }, latestPlaybooks())
  expect(signing('epidemic', 'N-02')).toEqual({ beside: [], area: false })
  expect(signing('epidemic', 'L-03').beside).toEqual(['flood'])
  expect(signing('flood', 'F-01-daily').beside).toEqual(['epidemic'])
  expect(wantedBy({ kind: 'wake', playbook: 'epidemic' }, latestPlaybooks())).toEqual({ beside: [], area: false })
})

describe('the risk of the area', () => {
  const risk = (value: string) => ({
    level: null,
    risk: { name: '临猗县', level: null, risk: { value, seq: 9, at: local('2026-02-20 09:00') } },
  })
  const term = (value: string): School => {
    const school = openSchool({ at: local('2026-02-24 08:00'), area: risk(value) })
    school.send(cityCommander, 'BEGIN_VACATION')
    return school
  }

  test.each(['high', 'medium'])('keeps a school from opening while it is %s, and says whose word that is', (value) => {
    const school = term(value)
    expect(school.send(cityCommander, 'BEGIN_TERM')).toBe('gate_closed')
    expect(school.lastRefusal?.missing?.map(({ text }) => text.zh)).toEqual([
      `临猗县自 2026-02-20 起为${value === 'high' ? '高' : '中'}风险，公布为低风险后学生方可返校`,
    ])
  })

  test('holds nothing up once it is low', () => {
    expect(term('low').send(cityCommander, 'BEGIN_TERM')).toBe('accepted')
  })

  test('keeps students at home when measures are lifted; where lessons go on inside, lifting brings nobody back', () => {
    const [home, inside] = [openSchool({ area: risk('medium') }), openSchool({ area: risk('medium') })]
    home.send(countyCommander, 'ORDER_ONLINE')
    inside.send(countyCommander, 'ORDER_CLOSE')
    expect([home, inside].map((school) => school.send(countyCommander, 'LIFT'))).toEqual(['gate_closed', 'accepted'])
  })

  test('is looked up for every event that reads it, and for those alone', () => {
    const reads = Object.keys(epidemic.events).filter(
      (event) => wantedBy({ kind: 'event', playbook: 'epidemic', event }, latestPlaybooks()).area,
    )
    expect(reads.toSorted()).toEqual(['APPROVE_PLAN', 'BEGIN_TERM', 'LIFT', 'NEXT_BATCH'])
    const school = openSchool({ at: NOON })
    const { area: _area, ...blind } = school.situation
    expect(() => judged(blind, 'ORDER_CLOSE')).not.toThrow()
    school.send(countyCommander, 'ORDER_CLOSE')
    const { area: _alsoBlind, ...closed } = school.situation
    expect(() => judged(closed, 'LIFT')).toThrow('without looking up')
  })
})
