import { expect, test } from 'vitest'
import { loadUnitsByCode } from '../../db/unit-rows.ts'
import type { BureauKind } from '../../machines/vocabulary.ts'
import type { Unit } from '../../src/core/unit.ts'
import { admin, cityCommander, countyCommander, LIANPING, LINYI, provinceCommander, SHANXI, TINGLAN, YUNCHENG } from '../world.ts'
import type { TestCity } from './city.ts'
import { eventBy, openCity, orderBy, settle } from './city.ts'
import { endorse, itemsAt, sent, situationOf, submitPlan } from './plan.ts'

test('county and city endorse in turn and the city approves; the journal rebuilds all of it', async () => {
  const city = await openCity()
  await submitPlan(city)
  expect(await shown(city)).toEqual({ awaiting: 1, steps: ['P-05-county', 'P-05-city after county'] })
  const early = await city.engine.execute(eventBy(cityCommander, 'ENDORSE_PLAN', { unit: TINGLAN.code }), 'early')
  expect(early).toMatchObject({ refusal: 'gate_closed', missing: [{ text: { zh: '须先经县级审核同意' } }, { task: 'P-05-county' }] })
  await endorse(city, countyCommander)
  expect(await shown(city)).toEqual({ awaiting: 1, steps: ['P-05-county', 'P-05-city'] })
  await endorse(city, cityCommander)
  await sent(city, cityCommander, 'APPROVE_PLAN')
  expect((await city.responseOf(TINGLAN)).phase).toBe('reopening.batch')
  expect(await city.differences()).toEqual([])
})

test('an order to endorse is judged by the level that gives it', async () => {
  const city = await openCity()
  await submitPlan(city)
  const scope = { region: LINYI.code, phases: ['reopening.review'] }
  expect((await settle(city, orderBy(cityCommander, 'ENDORSE_PLAN', scope), 'city')).results).toEqual({ [TINGLAN.code]: 'gate_closed' })
  expect((await settle(city, orderBy(countyCommander, 'ENDORSE_PLAN', scope), 'unsigned')).results).toEqual({
    [TINGLAN.code]: 'gate_closed',
  })
  await endorse(city, countyCommander)
  expect(await city.differences()).toEqual([])
})

test('a county that comes directly under its province takes its schools along: the province reviews after it, and again the city once it is back', async () => {
  const city = await openCity()
  await submitPlan(city)
  await endorse(city, countyCommander)
  const record = (unit: Unit) => city.engine.recordUnits(admin, [unit])
  expect(await record({ ...LINYI, parent: SHANXI.code })).toEqual({ added: 0, changed: 1, unchanged: 0 })
  expect(await levelsOf(city, LINYI, TINGLAN)).toEqual([['province'], ['province', 'county']])
  expect(await shown(city)).toEqual({ awaiting: 1, steps: ['P-05-county', 'P-05-province'] })
  expect(await city.differences()).toEqual([])
  await endorse(city, provinceCommander)
  await record({ ...LINYI, parent: YUNCHENG.code })
  expect(await levelsOf(city, LIANPING)).toEqual([['province', 'city', 'county']])
  expect(await shown(city)).toEqual({ awaiting: 1, steps: ['P-05-county', 'P-05-city'] })
  expect(await city.differences()).toEqual([])
})

test('a county that becomes a city reviews no more as a county', async () => {
  const city = await openCity()
  await submitPlan(city)
  await city.engine.recordUnits(admin, [{ ...LINYI, kind: 'city', parent: SHANXI.code }])
  expect(await levelsOf(city, TINGLAN)).toEqual([['province', 'city']])
  expect(await shown(city)).toEqual({ awaiting: 1, steps: ['P-05-city'] })
  expect(await city.differences()).toEqual([])
})

/** What boards count as waiting for a bureau, and the steps of review with what they wait for. */
async function shown(city: TestCity): Promise<{ readonly awaiting: number; readonly steps: readonly string[] }> {
  const { unit } = await situationOf(city)
  const row = await city.connections.reader
    .selectFrom('response')
    .select('awaiting')
    .where('unit_id', '=', unit.id)
    .where('playbook', '=', 'epidemic')
    .executeTakeFirstOrThrow()
  const steps = (await itemsAt(city)).filter(({ task }) => task.reviewBy !== undefined)
  return { awaiting: row.awaiting, steps: steps.map(({ task, after }) => (after === undefined ? task.id : `${task.id} after ${after}`)) }
}

async function levelsOf(city: TestCity, ...units: readonly Unit[]): Promise<readonly (readonly BureauKind[] | undefined)[]> {
  const known = await loadUnitsByCode(city.connections.reader)
  return units.map(({ code }) => known.get(code)?.levels)
}
