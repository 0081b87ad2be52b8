import { describe, expect, test } from 'vitest'
import { readEntries } from '../../db/append.ts'
import { loadCalendar } from '../../db/calendar.ts'
import { connect } from '../../db/connect.ts'
import { loadResponses } from '../../db/responses.ts'
import { loadUnitPlaces } from '../../db/unit-rows.ts'
import type { CalendarRow } from '../../src/core/calendar/row.ts'
import type { EntryBody } from '../../src/core/entry.ts'
import { checklist } from '../../src/core/checklist.ts'
import type { Unit } from '../../src/core/unit.ts'
import { startEngine } from '../../src/engine/start.ts'
import { passTo } from '../../src/engine/pass-time.ts'
import {
  admin,
  CITY,
  doctor,
  dutyLeader,
  LIANPING,
  LINYI,
  local,
  principal,
  reporter,
  SUNFLOWER,
  TIME_ZONE,
  TINGLAN,
  YANHU,
  YANHU_SENIOR,
  YUNCHENG,
} from '../world.ts'
import type { TestCity } from './city.ts'
import { manySchools, openCity, signature } from './city.ts'

const SPRING = row('term', '2026-02-24', '2026-07-03')
/** Monday, 9 March: the storm of the tests. */
const STORM = row('holiday', '2026-03-09', '2026-03-09', { region: LINYI.code, name: '暴雨停课' })
const WEEKEND = local('2026-03-07 12:00')

function row(what: CalendarRow['what'], from: string, to = from, more: Partial<CalendarRow> = {}): CalendarRow {
  return { region: YUNCHENG.code, kind: '', from, to, what, name: '', ...more }
}

/** Tasks of a school that the checklist shows at that hour. */
async function shownAt(city: TestCity, unit: Unit, wall: string): Promise<readonly string[]> {
  const situation = await city.engine.situationOf({ path: unit.path }, unit.code, 'epidemic', 'actual')
  return situation === null ? [] : [...new Set(checklist(situation, local(wall)).map(({ task }) => task.id))]
}

async function nextWakeOf(city: TestCity, unit: Unit): Promise<string | null> {
  const [loaded] = (await loadResponses(city.connections.reader, [{ unit: unit.code, playbook: 'epidemic', mode: 'actual' }])).values()
  return loaded?.nextWakeAt ?? null
}

/** Ids of the units with an entry like that. */
async function unitsWith(city: TestCity, wanted: (body: EntryBody) => boolean): Promise<readonly (number | null)[]> {
  const entries = await readEntries(city.connections.reader, 0, 1_000_000)
  return entries.filter(({ body }) => wanted(body)).map(({ unitId }) => unitId)
}

async function applied(city: TestCity): Promise<readonly (number | null)[]> {
  return unitsWith(city, ({ type }) => type === 'calendar.applied')
}

describe('a calendar that is recorded', () => {
  test('holds from then on for the region and kinds that it names, and for nobody else', async () => {
    const city = await openCity({ at: WEEKEND })
    expect(await shownAt(city, LIANPING, '2026-03-09 08:00')).toContain('N-01')
    expect(await city.engine.recordCalendar(admin, [SPRING, STORM])).toEqual({ added: 2, unchanged: 0 })
    await city.engine.idle()
    expect(await shownAt(city, LIANPING, '2026-03-09 08:00')).not.toContain('N-01')
    expect(await shownAt(city, LIANPING, '2026-03-09 08:00')).toContain('N-02')
    expect(await shownAt(city, YANHU_SENIOR, '2026-03-09 08:00')).toContain('N-01')
    await city.engine.recordCalendar(admin, [row('school_day', '2026-03-09', '2026-03-09', { region: LINYI.code, kind: 'kindergarten' })])
    expect(await shownAt(city, SUNFLOWER, '2026-03-09 08:00')).toContain('N-01')
    expect(await shownAt(city, LIANPING, '2026-03-09 08:00')).not.toContain('N-01')
  })

  test('is an entry for each region, with who recorded it; again it changes nothing', async () => {
    const city = await openCity({ at: WEEKEND })
    await city.engine.recordCalendar(admin, [SPRING, STORM])
    await city.engine.idle()
    const before = await city.entries()
    const recorded = before.filter(({ body }) => body.type === 'calendar.recorded')
    expect(recorded.map(({ actor, body }) => [actor, 'rows' in body ? body.rows.length : 0])).toEqual([
      [admin.person, 1],
      [admin.person, 1],
    ])
    expect(await city.engine.recordCalendar(admin, [SPRING, STORM])).toEqual({ added: 0, unchanged: 2 })
    await city.engine.idle()
    expect(await city.entries()).toHaveLength(before.length)
  })

  test('with a region that there is not, it is not recorded at all', async () => {
    const city = await openCity({ at: WEEKEND })
    await expect(city.engine.recordCalendar(admin, [SPRING, { ...STORM, region: '999999' }])).rejects.toThrow(/999999/)
    expect(await loadCalendar(city.connections.reader)).toEqual([])
    expect(await shownAt(city, LIANPING, '2026-03-09 08:00')).toContain('N-01')
  })

  test('is there after a restart, and a replay builds it anew', async () => {
    const city = await openCity({ at: WEEKEND })
    await city.engine.recordCalendar(admin, [SPRING, row('holiday', '2026-04-04', '2026-04-06'), row('school_day', '2026-04-06')])
    await city.engine.recordCalendar(admin, [STORM, row('holiday', '2026-04-05', '2026-04-07')])
    await city.engine.idle()
    await city.restart()
    expect((await loadCalendar(city.connections.reader)).map(({ what, from, to }) => `${what} ${from} ${to}`)).toEqual([
      'holiday 2026-04-04 2026-04-04',
      'holiday 2026-04-05 2026-04-07',
      'term 2026-02-24 2026-07-03',
      'holiday 2026-03-09 2026-03-09',
    ])
    expect(await shownAt(city, TINGLAN, '2026-03-09 08:00')).not.toContain('N-01')
    expect(await city.differences()).toEqual([])
  })
})

describe('a change of the calendar', () => {
  test('moves the hour at which each school is looked at again, and what falls away is nobody’s fault', async () => {
    const city = await openCity({ at: local('2026-03-08 18:00') })
    // Sunday’s report is signed, so the next thing is Monday morning’s check.
    await city.engine.idle()
    const visit = (await city.responseOf(LIANPING)).visits['']?.seq ?? 0
    await passTo(city.engine, city.clock, local('2026-03-09 00:30'))
    expect(await nextWakeOf(city, LIANPING)).toBe(local('2026-03-09 09:00'))
    await city.engine.recordCalendar(admin, [SPRING, STORM])
    await city.engine.idle()
    expect(await nextWakeOf(city, LIANPING)).toBe(local('2026-03-09 17:00'))
    expect(await nextWakeOf(city, YANHU_SENIOR)).toBe(local('2026-03-09 09:00'))
    await passTo(city.engine, city.clock, local('2026-03-10 00:00'))
    const missed = await unitsWith(city, (body) => body.type === 'occurrence.missed' && body.task === 'N-01')
    const places = await loadUnitPlaces(city.connections.reader, [LIANPING.code, YANHU_SENIOR.code])
    expect([LIANPING, YANHU_SENIOR].map(({ code }) => missed.includes(places.get(code)?.id ?? 0))).toEqual([false, true])
    expect(await city.engine.execute(signature(reporter, 'N-01', visit, { occurrence: '2026-03-09/morning' }), 'k')).toMatchObject({
      refusal: 'wrong_phase',
    })
    expect(await city.differences()).toEqual([])
  })

  test('that concerns nothing in sight leaves no entry at any school', async () => {
    const city = await openCity({ at: WEEKEND })
    await city.engine.idle()
    await city.engine.recordCalendar(admin, [row('term', '2026-09-01', '2027-01-15'), row('holiday', '2026-10-01', '2026-10-08')])
    await city.engine.idle()
    expect(await applied(city)).toEqual([])
    expect(await city.differences()).toEqual([])
  })

  test('that makes a school day of one that is over holds it against nobody', async () => {
    const city = await openCity({ at: local('2026-03-07 05:00') })
    await passTo(city.engine, city.clock, local('2026-03-08 12:00'))
    await city.engine.recordCalendar(admin, [row('school_day', '2026-03-07'), row('school_day', '2026-03-08')])
    await city.engine.idle()
    await passTo(city.engine, city.clock, local('2026-03-09 08:00'))
    const reproached = (await city.entries()).flatMap(({ body }) =>
      body.type === 'occurrence.missed' && body.task === 'N-01' ? [body.occurrence] : [],
    )
    expect([...new Set(reproached)].toSorted()).toEqual(['2026-03-08/noon'])
    expect(await city.differences()).toEqual([])
  })

  test('reaches schools in chunks and goes on where it stood after a crash', async () => {
    const schools = manySchools(600, YANHU)
    const city = await openCity({ at: local('2026-03-09 00:30'), units: [...CITY, ...schools] })
    await city.engine.idle()
    await city.engine.recordCalendar(admin, [SPRING, { ...STORM, region: YUNCHENG.code }])
    await city.crash()
    await city.engine.idle()
    const units = await applied(city)
    expect(new Set(units).size).toBe(units.length)
    // A training institution goes by no school days.
    expect(units.length).toBe(600 + CITY.filter(({ boarders, day, kind }) => boarders + day > 0 && kind !== 'training').length)
    const wakes = await Promise.all([...schools.slice(0, 1), ...schools.slice(-1), LIANPING].map((school) => nextWakeOf(city, school)))
    expect(wakes).toEqual(Array(3).fill(local('2026-03-09 17:00')))
    expect(await city.differences()).toEqual([])
  })
})

test('another process goes by the new calendar with its very next signature', async () => {
  const city = await openCity({ at: local('2026-03-09 06:40'), people: [admin, principal, doctor, dutyLeader, reporter] })
  await city.engine.idle()
  const connections = await connect(city.place)
  const other = await startEngine({ connections, clock: city.clock, timeZone: TIME_ZONE })
  try {
    const visit = (await city.responseOf(LIANPING)).visits['']?.seq ?? 0
    await city.engine.recordCalendar(admin, [SPRING, STORM])
    const sign = signature(doctor, 'N-01', visit, { occurrence: '2026-03-09/morning' })
    expect(await other.execute(sign, 'k')).toMatchObject({ refusal: 'wrong_phase' })
    await city.engine.recordCalendar(admin, [row('school_day', '2026-03-09', '2026-03-09', { region: LINYI.code })])
    expect(await other.execute(sign, 'again')).toMatchObject({ task: { id: 'N-01', state: 'done' } })
    await city.engine.idle()
    expect(await city.differences()).toEqual([])
  } finally {
    await other.stop()
    await connections.close()
  }
})
