import { describe, expect, test } from 'vitest'
import type { Actor } from '../../src/core/actor.ts'
import {
  admin,
  auditor,
  cityCommander,
  countyCommander,
  dutyLeader,
  headOfSecurity,
  inspector,
  otherPrincipal,
  principal,
  provinceCommander,
  reporter,
  yanhuCommander,
} from '../world.ts'
import type { School } from './school.ts'
import { openSchool } from './school.ts'

/** Each phase by the shortest way that leads there without waiting for days. */
const WAYS: Readonly<Record<string, readonly (readonly [Actor, string, object?])[]>> = {
  term: [],
  vacation: [[cityCommander, 'BEGIN_VACATION']],
  deferred: [[cityCommander, 'DEFER_OPENING', { until: '2026-03-16' }]],
  suspected: [[reporter, 'REPORT_SUSPECTED']],
  closed: [[countyCommander, 'ORDER_CLOSE']],
  sealed: [[countyCommander, 'ORDER_LOCKDOWN']],
  online: [[countyCommander, 'ORDER_ONLINE']],
}

const WHO: Readonly<Record<string, Actor>> = {
  principal,
  reporter,
  duty: dutyLeader,
  security: headOfSecurity,
  county: countyCommander,
  city: cityCommander,
  province: provinceCommander,
  yanhu: yanhuCommander,
  other: otherPrincipal,
  inspector,
  auditor,
  admin,
}

const SHORT: Readonly<Record<string, string>> = {
  accepted: 'yes',
  not_your_role: 'who',
  wrong_phase: '-',
  already_in_phase: 'is',
  gate_closed: 'gate',
  facts_invalid: 'facts',
}

function schoolIn(phase: string): School {
  const school = openSchool()
  for (const [actor, event, facts] of WAYS[phase] ?? []) {
    if (school.send(actor, event, facts === undefined ? {} : { ...facts }) !== 'accepted') throw new Error(`no way to ${phase}`)
  }
  return school
}

/**
 * Who is told what: `yes` accepted, `who` not your role, `-` wrong phase, `is` already there, `gate` something is
 * missing, `facts` the form is wrong. The forms are left empty but for what an event cannot do without.
 */
const BY_PHASE = `
                                term  vacation deferred suspected closed sealed online
REPORT_SUSPECTED    reporter    yes   yes      yes      yes       yes    yes    yes
REPORT_SUSPECTED    county      yes   yes      yes      yes       yes    yes    yes
SEAL_PROVISIONALLY  duty        yes   yes      yes      yes       yes    -      yes
HOLD                principal   yes   -        -        yes       yes    -      -
RATIFY              county      gate  gate     gate     gate      gate   gate   gate
RULE_OUT            county      -     -        -        gate      gate   gate   gate
CONFIRM             city        -     -        -        gate      gate   gate   gate
ORDER_CLOSE         county      yes   yes      yes      -         is     -      yes
ORDER_LOCKDOWN      city        yes   yes      yes      yes       yes    is     yes
ORDER_ONLINE        province    yes   yes      yes      -         yes    -      is
UNSEAL              county      -     -        -        -         is     yes    -
LIFT                county      -     -        -        -         yes    yes    yes
BEGIN_VACATION      city        yes   is       yes      -         -      -      -
DEFER_OPENING       city        facts facts    facts    facts     facts  facts  facts
BEGIN_TERM          city        is    yes      gate     -         -      -      -
SUBMIT_PLAN         principal   -     -        -        -         -      -      -
APPROVE_PLAN        county      -     -        -        -         -      -      -
RETURN_TO_NORMAL    county      is    -        -        -         -      -      -
HANDED_OVER         county      who   who      who      who       who    who    who
`

const BY_ROLE = `
                    principal reporter duty security county city province yanhu other inspector auditor admin
REPORT_SUSPECTED    yes       yes      yes  who      yes    yes  who      who   who   who       who     who
SEAL_PROVISIONALLY  yes       who      yes  who      who    who  who      who   who   who       who     who
HOLD                yes       who      yes  who      who    who  who      who   who   who       who     who
ORDER_CLOSE         who       who      who  who      yes    yes  yes      who   who   who       who     who
ORDER_LOCKDOWN      who       who      who  who      yes    yes  yes      who   who   who       who     who
ORDER_ONLINE        who       who      who  who      yes    yes  yes      who   who   who       who     who
BEGIN_VACATION      who       who      who  who      who    yes  yes      who   who   who       who     who
RULE_OUT            who       who      who  who      -      -    -        who   who   who       who     who
BEGIN_REOPENING     -         who      who  who      who    who  who      who   who   who       who     who
`

describe('what is answered in each phase', () => {
  const [phases, ...rows] = cells(BY_PHASE)
  test.each(rows.map(([event = '', who = '', ...expected]) => ({ event, who, expected })))('$event by $who', ({ event, who, expected }) => {
    expect(phases?.map((phase) => answerTo(schoolIn(phase), who, event))).toEqual(expected)
  })
})

describe('what each role is answered in term', () => {
  const [roles, ...rows] = cells(BY_ROLE)
  test.each(rows.map(([event = '', ...expected]) => ({ event, expected })))('$event', ({ event, expected }) => {
    expect(roles?.map((who) => answerTo(schoolIn('term'), who, event))).toEqual(expected)
  })
})

describe('an event is judged in a fixed order, and the first thing wrong is the answer', () => {
  const everythingWrong = { facts: { nonsense: 1 }, more: { reason: '' } }

  test('that there is such an event comes first', () => {
    const school = schoolIn('term')
    for (const event of ['LOCK_DOWN', '__proto__', 'constructor', ''])
      expect(school.send(auditor, event, everythingWrong.facts)).toBe('unknown_event')
  })

  test('then who sends it, then the form, then the reason, then the phase, then the gates', () => {
    const school = schoolIn('term')
    const unseal = (actor: Actor, facts: object, reason: string): string => school.send(actor, 'UNSEAL', { ...facts }, { reason })
    expect(unseal(principal, everythingWrong.facts, '')).toBe('not_your_role')
    expect(unseal(countyCommander, everythingWrong.facts, '')).toBe('facts_invalid')
    expect(unseal(countyCommander, {}, '')).toBe('reason_required')
    expect(unseal(countyCommander, {}, '\u202E')).toBe('facts_invalid')
    expect(unseal(countyCommander, {}, '解除')).toBe('wrong_phase')
    school.send(reporter, 'REPORT_SUSPECTED')
    school.send(countyCommander, 'ORDER_LOCKDOWN')
    expect(unseal(countyCommander, {}, '解除')).toBe('gate_closed')
    expect(school.lastRefusal?.missing?.map(({ gate }) => gate)).toEqual(['noOpenCase'])
  })

  test('whoever is refused has changed nothing', () => {
    const school = schoolIn('closed')
    const before = school.response
    school.send(auditor, 'ORDER_LOCKDOWN')
    school.send(countyCommander, 'ORDER_CLOSE')
    school.send(countyCommander, 'RULE_OUT')
    expect(school.response).toBe(before)
  })
})

test('what an order says is kept once with the order; what a person says, with the event', () => {
  const school = openSchool()
  school.send(countyCommander, 'ORDER_LOCKDOWN', { zone: 'sealed' }, { order: 7 })
  expect(school.entries.at(-1)?.body).toMatchObject({ event: 'ORDER_LOCKDOWN', order: 7, facts: { zone: 'sealed' } })
  expect(school.response.cause).toMatchObject({ event: 'ORDER_LOCKDOWN', order: 7, by: countyCommander.person })
})

function cells(table: string): readonly (readonly string[])[] {
  return table
    .trim()
    .split('\n')
    .map((line) => line.trim().split(/\s+/))
}

function answerTo(school: School, who: string, event: string): string {
  const actor = WHO[who]
  if (actor === undefined) throw new Error(`nobody called ${who}`)
  const answer = school.send(actor, event)
  return SHORT[answer] ?? answer
}
