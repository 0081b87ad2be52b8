import { describe, expect, test } from 'vitest'
import type { Actor } from '../../src/core/actor.ts'
import { auditor, cityCommander, countyCommander, doctor, inspector, LINYI, local, MUSIC_SCHOOL, principal, reporter } from '../world.ts'
import { provinceCommander, taskForce, yanhuCommander } from '../world.ts'
import { openSchool } from './school.ts'

describe('that a report was concealed (瞒报)', () => {
  test('is stated by an inspector or a commander above the school, and stands in its response', () => {
    for (const actor of [inspector, countyCommander, cityCommander, provinceCommander]) {
      const school = openSchool()
      expect(school.conceal(actor)).toBe('accepted')
      expect(school.response.concealed).toEqual([{ seq: 2, task: 'N-02', date: '2026-03-06', caseSeq: null, office: actor.unit }])
    }
  })

  test('is stated neither by the school, nor by another county, nor by whoever only reads or works in an office', () => {
    for (const actor of [principal, doctor, yanhuCommander, auditor, taskForce] satisfies Actor[]) {
      const school = openSchool()
      expect(school.conceal(actor)).toBe('not_your_role')
      expect(school.response.concealed).toBeUndefined()
    }
  })

  test('changes nothing else: phase, steps and figures stay, and nothing is computed from it', () => {
    const school = openSchool()
    const before = { ...school.summary(), items: school.checklist() }
    school.conceal(inspector)
    expect({ ...school.summary(), items: school.checklist() }).toEqual(before)
  })

  test('goes on record with office and level; the grounds are no part of it', () => {
    const school = openSchool()
    school.conceal(inspector)
    expect(school.entries.at(-1)).toMatchObject({
      actor: inspector.person,
      post: 'inspector',
      body: { type: 'report.concealed', task: 'N-02', date: '2026-03-06', caseSeq: null, office: inspector.unit, level: 'city' },
    })
    expect(JSON.stringify(school.entries)).not.toContain('发热')
  })

  test.each([
    ['without grounds', { grounds: ' ' }, 'reason_required'],
    ['with grounds that cannot be stored', { grounds: '核查\u0000' }, 'reason_required'],
    ['of a step that is no report', { task: 'N-04' }, 'unknown_task'],
    ['of a step that does not exist', { task: 'X-1-1' }, 'unknown_task'],
    ['of a day that does not exist', { date: '2026-02-30' }, 'facts_invalid'],
    ['of a day in words', { date: '昨天' }, 'facts_invalid'],
    ['of tomorrow', { date: '2026-03-07' }, 'not_open_yet'],
    ['of a case that the school does not have', { task: 'U-02', caseSeq: 7 }, 'facts_invalid'],
    ['of a case, where the report is about none', { caseSeq: 1 }, 'facts_invalid'],
    ['with a number that cannot be stored', { document: '临督\u202E' }, 'facts_invalid'],
  ] as const)('is refused %s', (_, report, refusal) => {
    const school = openSchool()
    expect(school.conceal(inspector, report)).toBe(refusal)
    expect(school.entries).toHaveLength(1)
  })

  test('with several things wrong names them all, and is refused for the first', () => {
    const school = openSchool()
    expect(school.conceal(inspector, { task: '', date: '', grounds: '' })).toBe('facts_invalid')
    expect(school.lastRefusal?.errors?.map(({ field }) => field)).toEqual(['date', 'grounds', 'task'])
  })

  test('is refused where the unit has no such report: a training institution is not asked for the report of a lockdown, nor a bureau for a daily one', () => {
    expect(openSchool({ unit: MUSIC_SCHOOL }).conceal(inspector, { task: 'L-16' })).toBe('unknown_task')
    expect(openSchool({ unit: LINYI, playbook: 'bureau' }).conceal(inspector)).toBe('unknown_task')
  })

  test('is stated once for a report; of another day, another report or another case it is another statement', () => {
    const school = openSchool()
    school.send(reporter, 'REPORT_SUSPECTED')
    const [{ seq } = { seq: 0 }] = school.response.cases
    expect(school.conceal(inspector)).toBe('accepted')
    expect(school.conceal(countyCommander)).toBe('already_stated')
    expect(school.conceal(inspector, { date: '2026-03-05' })).toBe('accepted')
    expect(school.conceal(inspector, { task: 'U-02' })).toBe('accepted')
    expect([seq > 0, school.conceal(inspector, { task: 'U-02', caseSeq: seq })]).toEqual([true, 'accepted'])
    expect(school.response.concealed).toHaveLength(4)
  })

  test('is judged by the day where the school stands', () => {
    const school = openSchool()
    school.goTo(local('2026-03-07 00:05'))
    expect(school.conceal(inspector, { date: '2026-03-07' })).toBe('accepted')
  })
})

describe('the statement', () => {
  test('is taken back by the office that made it or one above, with a reason; both stay on record', () => {
    for (const actor of [countyCommander, cityCommander, inspector]) {
      const school = openSchool()
      school.conceal(countyCommander)
      expect(school.unconceal(actor, 2, ' ')).toBe('reason_required')
      expect(school.unconceal(actor, 2)).toBe('accepted')
      expect(school.response.concealed).toBeUndefined()
      expect(school.entries.map(({ body }) => body.type)).toEqual(['response.opened', 'report.concealed', 'concealment.withdrawn'])
      expect(school.entries.at(-1)?.body).toMatchObject({ concealment: 2, task: 'N-02', date: '2026-03-06', office: actor.unit })
    }
  })

  test('is not taken back by an office below the one that made it, nor by the school', () => {
    const school = openSchool()
    school.conceal(cityCommander)
    for (const actor of [countyCommander, principal, auditor]) expect(school.unconceal(actor, 2)).toBe('not_your_role')
    expect(school.response.concealed).toHaveLength(1)
  })

  test('is taken back once, and may be made again', () => {
    const school = openSchool()
    school.conceal(inspector)
    expect(school.unconceal(inspector, 1)).toBe('unknown_concealment')
    expect(school.unconceal(inspector, 2)).toBe('accepted')
    expect(school.unconceal(inspector, 2)).toBe('unknown_concealment')
    expect(school.conceal(inspector)).toBe('accepted')
    expect(school.response.concealed).toMatchObject([{ seq: 4 }])
  })
})
