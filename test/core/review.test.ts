import { describe, expect, test } from 'vitest'
import { epidemic } from '../../machines/epidemic/v1/index.ts'
import type { BureauKind, Kind } from '../../machines/vocabulary.ts'
import { reviewRoute } from '../../src/core/review/route.ts'
import { reviewStages } from '../../src/core/review/stages.ts'
import { waitingFor } from '../../src/core/waiting.ts'
import { local } from '../world.ts'
import { lacks, reviewSteps, submit, underReview } from './review.ts'
import type { Reviewed } from './review.ts'

const EVERYWHERE: readonly BureauKind[] = ['province', 'city', 'county']

describe('the route of a plan follows from kind and place', () => {
  test.each<[Kind, readonly BureauKind[], readonly BureauKind[]]>([
    ['primary', ['nation', 'province', 'city', 'county'], ['county', 'city']],
    ['primary', ['province', 'city', 'county', 'township'], ['county', 'city']],
    ['kindergarten', EVERYWHERE, ['county', 'city']],
    ['senior', ['province', 'city'], ['city']],
    ['senior', ['province'], ['province']],
    ['vocational', ['province', 'county'], ['county', 'province']],
    ['junior', ['county'], ['county']],
    ['junior', ['city', 'county'], ['county', 'city']],
    ['university', EVERYWHERE, ['province']],
    ['university', ['nation', 'province'], ['province']],
    ['university', ['city', 'county'], ['city']],
    ['special', ['city', 'township'], ['city']],
    ['primary', ['nation', 'township'], ['township']],
    ['primary', ['nation'], ['nation']],
    ['primary', [], []],
  ])('%s below %j: %j', (kind, levels, route) => {
    expect(reviewRoute(epidemic, { kind, levels })).toEqual(route)
  })

  test('where a playbook reviews nothing there is none', () => {
    expect(reviewRoute({}, { kind: 'primary', levels: EVERYWHERE })).toEqual([])
  })
})

describe.each<[string, Kind, readonly BureauKind[], readonly string[]]>([
  ['a school of a county', 'primary', EVERYWHERE, ['P-05-county open', 'P-05-city after county']],
  ['a school of a city', 'senior', ['province', 'city'], ['P-05-city open']],
  ['a school of a county without a city', 'senior', ['province', 'county'], ['P-05-county open', 'P-05-province after county']],
  ['a university', 'university', EVERYWHERE, ['P-05-province open']],
])('%s', (_, kind, above, steps) => {
  test('is asked for every stage of its own route, and for no other', () => {
    expect(reviewSteps(underReview(kind, above).school)).toEqual(steps)
  })

  test('is approved once every level of the route has signed and endorsed in its turn', () => {
    const reviewed = underReview(kind, above)
    const route = reviewRoute(epidemic, reviewed.unit)
    for (const level of route) {
      expect(reviewed.school.send(reviewed.at(route.at(-1) ?? level), 'APPROVE_PLAN')).toBe('gate_closed')
      endorse(reviewed, level)
    }
    expect(reviewed.school.response.plan.endorsedBy).toEqual(route)
    expect(reviewed.school.send(reviewed.at(route.at(-1) ?? 'city'), 'APPROVE_PLAN')).toBe('accepted')
    expect(reviewed.school.response.phase).toBe('reopening.batch')
  })
})

/** What each level may send at each moment of the review of a county's school, and of a university's below the same bureaus. */
describe.each<[string, Kind, readonly BureauKind[], readonly string[]]>([
  ['just submitted', 'primary', [], ['county: RETURN', 'city: RETURN', 'province: -']],
  ['endorsed by the county', 'primary', ['county'], ['county: -', 'city: RETURN', 'province: -']],
  ['endorsed by both', 'primary', ['county', 'city'], ['county: RETURN APPROVE', 'city: RETURN APPROVE', 'province: RETURN APPROVE']],
  ['a university’s, just submitted', 'university', [], ['county: -', 'city: -', 'province: RETURN']],
  ['a university’s, endorsed', 'university', ['province'], ['county: -', 'city: -', 'province: RETURN APPROVE']],
])('a plan %s', (_, kind, endorsed, may) => {
  test('is decided on by whoever may, and by nobody else', () => {
    const told = EVERYWHERE.toReversed().map((level) => `${level}: ${open(level).join(' ') || '-'}`)
    expect(told).toEqual(may)
  })

  function open(level: BureauKind): readonly string[] {
    return ['RETURN', 'ENDORSE', 'APPROVE'].filter((what) => {
      const reviewed = underReview(kind, EVERYWHERE)
      for (const one of endorsed) endorse(reviewed, one)
      const facts = what === 'RETURN' ? { items: ['P-03'] } : {}
      return reviewed.school.send(reviewed.at(level), `${what}_PLAN`, facts) === 'accepted'
    })
  }
})

describe('out of turn', () => {
  test('the city reads that the county comes first and what is missing there; signing is no way round it', () => {
    const { school, at } = underReview('primary', EVERYWHERE)
    expect(school.send(at('city'), 'ENDORSE_PLAN')).toBe('gate_closed')
    expect(lacks(school)).toEqual(['须先经县级审核同意', '未签：县级审核与现场核查'])
    expect(school.sign(at('city'), 'P-05-city')).toBe('gate_closed')
    expect(lacks(school)).toEqual(['须先经县级审核同意'])
    expect(school.sign(at('city'), 'P-05-county')).toBe('not_your_task')
    expect(school.sign(at('county'), 'P-05-city')).toBe('not_your_task')
  })

  test('the county endorses with its review signed, and not where something failed', () => {
    const { school, at } = underReview('primary', EVERYWHERE)
    expect(school.send(at('county'), 'ENDORSE_PLAN')).toBe('gate_closed')
    expect(lacks(school)).toEqual(['未签：县级审核与现场核查'])
    school.sign(at('county'), 'P-05-county', { evidence: { itemsPassed: 10, itemsFailed: 1 } })
    expect(school.send(at('county'), 'ENDORSE_PLAN')).toBe('gate_closed')
    expect(lacks(school)).toEqual(['县级审核有 1 项不合格，应退回整改'])
    expect(school.send(at('county'), 'RETURN_PLAN', { items: ['P-03'] })).toBe('accepted')
  })

  test('a level that is through reads whose turn it is; one beside the route reads so too', () => {
    const reviewed = underReview('primary', EVERYWHERE)
    const { school, at } = reviewed
    endorse(reviewed, 'county')
    expect([school.send(at('county'), 'ENDORSE_PLAN'), lacks(school)]).toEqual(['gate_closed', ['本级已审核同意，现由市级审核']])
    expect([school.send(at('county'), 'RETURN_PLAN', { items: ['P-03'] }), lacks(school)]).toEqual([
      'gate_closed',
      ['本级已审核同意，现由市级审核'],
    ])
    expect([school.send(at('province'), 'ENDORSE_PLAN'), lacks(school)]).toEqual(['gate_closed', ['本级不在审核路径上，现由市级审核']])
    endorse(reviewed, 'city')
    expect([school.send(at('city'), 'ENDORSE_PLAN'), lacks(school)]).toEqual(['gate_closed', ['各级均已审核同意，等待批复']])
  })

  test('nobody off a university’s route approves its plan', () => {
    const reviewed = underReview('university', EVERYWHERE)
    endorse(reviewed, 'province')
    expect([reviewed.school.send(reviewed.at('city'), 'APPROVE_PLAN'), lacks(reviewed.school)]).toEqual([
      'gate_closed',
      ['方案由省级批复，本级不在审核路径上'],
    ])
  })
})

test('a plan that is returned is reviewed anew by the whole route', () => {
  const reviewed = underReview('primary', EVERYWHERE)
  const { school, at, head } = reviewed
  endorse(reviewed, 'county')
  expect(school.send(at('city'), 'RETURN_PLAN', { items: ['P-03'] })).toBe('accepted')
  submit(school, head, at('county'))
  expect(reviewSteps(school)).toEqual(['P-05-county open', 'P-05-city after county'])
  expect(school.response.plan).toEqual({ version: 2, endorsedBy: [], returnedItems: [], returnedBy: null })
  expect(school.send(at('city'), 'ENDORSE_PLAN')).toBe('gate_closed')
})

test('a review that was endorsed and is then withdrawn holds up the approval until it is signed again', () => {
  const reviewed = underReview('primary', EVERYWHERE)
  const { school, at } = reviewed
  endorse(reviewed, 'county')
  endorse(reviewed, 'city')
  school.withdraw(at('county'), school.item('P-05-county')?.mark?.signatures[0]?.seq ?? 0)
  expect([school.send(at('city'), 'APPROVE_PLAN'), lacks(school)]).toEqual(['gate_closed', ['未签：县级审核与现场核查']])
  expect(school.sign(at('county'), 'P-05-county')).toBe('accepted')
  expect(school.send(at('city'), 'APPROVE_PLAN')).toBe('accepted')
})

test('the city has its days from when its turn came, and is late by nothing before', () => {
  const reviewed = underReview('primary', EVERYWHERE)
  const { school } = reviewed
  expect(school.item('P-05-city')?.occurrence.dueAt).toBe(null)
  expect(school.item('P-05-county')?.occurrence.dueAt).toBe(local('2026-03-09 08:00'))
  school.goTo(local('2026-03-12 09:00'))
  expect(reviewSteps(school)).toEqual(['P-05-county overdue', 'P-05-city after county'])
  expect(school.summary()).toMatchObject({ awaiting: 1, awaitingOverdue: 1 })
  endorse(reviewed, 'county')
  expect(school.item('P-05-city')?.occurrence).toMatchObject({ opensAt: local('2026-03-12 09:00'), dueAt: local('2026-03-15 09:00') })
  expect(school.summary()).toMatchObject({ awaiting: 1, awaitingOverdue: 0 })
})

test('each bureau has to do what is its turn: sign, then endorse, then approve', () => {
  const reviewed = underReview('primary', EVERYWHERE)
  const { school, at } = reviewed
  const todo = (level: BureauKind) =>
    waitingFor(at(level), school.situation, school.now).map(({ what, item, event }) => `${what} ${item?.task.id ?? event ?? ''}`)
  expect([todo('county'), todo('city'), todo('province')]).toEqual([['sign P-05-county'], [], []])
  school.sign(at('county'), 'P-05-county')
  expect([todo('county'), todo('city'), todo('province')]).toEqual([['send ENDORSE_PLAN'], [], []])
  school.send(at('county'), 'ENDORSE_PLAN')
  expect([todo('county'), todo('city'), todo('province')]).toEqual([[], ['sign P-05-city'], []])
  endorse(reviewed, 'city')
  expect([todo('county'), todo('city'), todo('province')]).toEqual([['send APPROVE_PLAN'], ['send APPROVE_PLAN'], ['send APPROVE_PLAN']])
})

test('the stages are told with how far each is, and only under review', () => {
  const reviewed = underReview('primary', EVERYWHERE)
  const { school, at } = reviewed
  endorse(reviewed, 'county')
  expect(reviewStages(school.situation)).toEqual([
    { level: 'county', state: 'endorsed' },
    { level: 'city', state: 'turn' },
  ])
  school.send(at('city'), 'RETURN_PLAN', { items: ['P-03'] })
  expect(reviewStages(school.situation)).toEqual([])
})

/** That level signs its review and endorses the plan. */
function endorse({ school, at }: Reviewed, level: BureauKind): void {
  expect(school.sign(at(level), `P-05-${level}`)).toBe('accepted')
  expect(school.send(at(level), 'ENDORSE_PLAN')).toBe('accepted')
}
