import { describe, expect, test } from 'vitest'
import { cityCommander, countyCommander, local, principal, reporter } from '../world.ts'
import type { School } from './school.ts'
import { openSchool } from './school.ts'

function missedBy(school: School, task: string): readonly string[] {
  return school.entries.flatMap(({ body }) => (body.type === 'occurrence.missed' && body.task === task ? [body.occurrence] : []))
}

/** Lets the clock look once a day at noon. */
function livesTo(school: School, wall: string): void {
  for (let at = Date.parse(school.now); at < Date.parse(local(wall)); at += 86_400_000) {
    school.goTo(new Date(at).toISOString())
    school.wake()
  }
  school.goTo(local(wall))
  school.wake()
}

describe('in the vacation', () => {
  function onVacation(): School {
    const school = openSchool({ at: local('2026-03-02 05:00') })
    school.goTo(local('2026-03-02 05:30'))
    expect(school.send(cityCommander, 'BEGIN_VACATION')).toBe('accepted')
    return school
  }

  test('nobody is asked for morning and noon checks, and none are missed', () => {
    const school = onVacation()
    school.goTo(local('2026-03-03 08:00'))
    expect(school.item('N-01', '2026-03-03/morning')).toBeUndefined()
    livesTo(school, '2026-03-10 12:00')
    expect(missedBy(school, 'N-01')).toEqual([])
  })

  test('the zero report goes on every day, and one that is missing is noticed', () => {
    const school = onVacation()
    school.goTo(local('2026-03-03 08:00'))
    expect(school.item('N-02', '2026-03-03')?.state).toBe('open')
    expect(school.sign(reporter, 'N-02')).toBe('accepted')
    livesTo(school, '2026-03-05 12:00')
    expect(missedBy(school, 'N-02')).toEqual(['2026-03-02', '2026-03-04'])
  })

  test('only the city or the province sets it, never the county or the school', () => {
    const school = openSchool()
    expect(school.send(countyCommander, 'BEGIN_VACATION')).toBe('not_your_role')
    expect(school.send(principal, 'BEGIN_VACATION')).toBe('not_your_role')
    expect(school.send(cityCommander, 'BEGIN_VACATION')).toBe('accepted')
  })

  test('once the term begins, checks are asked for again from that day on, and none of the weeks before', () => {
    const school = onVacation()
    livesTo(school, '2026-03-12 05:00')
    expect(school.send(cityCommander, 'BEGIN_TERM')).toBe('accepted')
    livesTo(school, '2026-03-13 05:00')
    expect(missedBy(school, 'N-01')).toEqual(['2026-03-12/morning', '2026-03-12/noon'])
  })
})

describe('while the opening is deferred', () => {
  test('the term does not begin before the date that was set', () => {
    const school = openSchool({ at: local('2026-02-20 10:00') })
    school.send(cityCommander, 'DEFER_OPENING', { until: '2026-03-02' })
    school.goTo(local('2026-03-01 23:59'))
    expect(school.send(cityCommander, 'BEGIN_TERM')).toBe('gate_closed')
    school.goTo(local('2026-03-02 00:00'))
    expect(school.send(cityCommander, 'BEGIN_TERM')).toBe('accepted')
  })

  test('a later date replaces the earlier one', () => {
    const school = openSchool({ at: local('2026-02-20 10:00') })
    school.send(cityCommander, 'DEFER_OPENING', { until: '2026-03-02' })
    expect(school.send(cityCommander, 'DEFER_OPENING', { until: '2026-03-09' })).toBe('accepted')
    school.goTo(local('2026-03-08 12:00'))
    expect(school.send(cityCommander, 'BEGIN_TERM')).toBe('gate_closed')
  })
})
