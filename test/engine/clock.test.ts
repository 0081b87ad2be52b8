import { describe, expect, test, vi } from 'vitest'
import { frozenClock, isFrozen, systemClock } from '../../src/engine/clock.ts'
import { passTo } from '../../src/engine/pass-time.ts'
import { CITY, countyCommander, dutyLeader, headOfSecurity, LIANPING, LINYI, local, NIGHT } from '../world.ts'
import type { TestCity } from './city.ts'
import { manySchools, openCity, orderBy, settle, signature } from './city.ts'

vi.setConfig({ testTimeout: 30_000 })

/** When the gates' deadline was recorded at 莲坪, and for what time. */
async function deadlines(city: TestCity, task = 'L-02'): Promise<readonly string[]> {
  return (await city.entries()).flatMap(({ body, at }) =>
    body.type === 'deadline.passed' && body.task === task ? [`${body.dueAt} at ${at}`] : [],
  )
}

async function sealedCity(): Promise<TestCity> {
  const city = await openCity()
  await settle(city, orderBy(countyCommander, 'ORDER_LOCKDOWN', { units: [LIANPING.code] }))
  return city
}

const DUE = local('2026-03-06 22:30')

describe('a deadline', () => {
  test('is recorded by itself when its time comes, once, and screens hear of it', async () => {
    const city = await sealedCity()
    const heard: string[] = []
    city.engine.hub.subscribe((news) => heard.push(...news.map(({ kind, unit }) => `${kind} ${unit}`)))
    city.clock.advanceTo(DUE)
    await city.engine.idle()
    expect(await deadlines(city)).toEqual([`${DUE} at ${DUE}`])
    expect(heard).toContain(`deadline.passed ${LIANPING.code}`)
    city.clock.advanceTo(local('2026-03-06 22:31'))
    await city.engine.idle()
    expect(await deadlines(city)).toHaveLength(1)
    expect(await city.differences()).toEqual([])
  })

  test('that passed while nothing ran is recorded at the next start, once', async () => {
    const city = await sealedCity()
    await city.engine.stop()
    city.clock.advanceTo(local('2026-03-07 03:00'))
    await city.restart()
    await city.engine.idle()
    expect(await deadlines(city)).toEqual([`${DUE} at ${local('2026-03-07 03:00')}`])
    await city.restart()
    await city.engine.idle()
    expect(await deadlines(city)).toHaveLength(1)
  })

  test('is recorded though the clock was moved in the very moment in which the engine started to look', async () => {
    const city = await sealedCity()
    const restarting = city.restart()
    city.clock.advanceTo(DUE)
    await restarting
    city.clock.advanceTo(local('2026-03-06 23:00'))
    await city.engine.idle()
    expect(await deadlines(city)).toHaveLength(1)
  })

  test('is recorded before whatever is done after it, even when the clock is late', async () => {
    const city = await sealedCity()
    const visit = (await city.responseOf(LIANPING)).visits['control.lockdown']?.seq ?? 0
    city.clock.advanceTo(DUE)
    await city.engine.execute(signature(headOfSecurity, 'L-02', visit), 'late')
    await city.engine.idle()
    const types = (await city.entries()).map(({ body }) => ('task' in body && body.task === 'L-02' ? body.type : ''))
    expect(types.filter((type) => type !== '')).toEqual(['deadline.passed', 'task.signed'])
  })

  test('signed in time is never recorded', async () => {
    const city = await sealedCity()
    const visit = (await city.responseOf(LIANPING)).visits['control.lockdown']?.seq ?? 0
    await city.engine.execute(signature(headOfSecurity, 'L-02', visit), 'first')
    await city.engine.execute(signature(dutyLeader, 'L-02', visit), 'second')
    await passTo(city.engine, city.clock, local('2026-03-07 12:00'))
    expect(await deadlines(city)).toEqual([])
  })

  test('of hundreds of schools at one instant is recorded for each', async () => {
    const city = await openCity({ units: [...CITY, ...manySchools(600, LINYI)] })
    await settle(city, orderBy(countyCommander, 'ORDER_LOCKDOWN', { region: LINYI.code, kinds: ['primary'] }))
    city.clock.advanceTo(DUE)
    await city.engine.idle()
    expect(await deadlines(city)).toHaveLength(601)
    expect(await city.differences()).toEqual([])
  })
})

describe('a day of nobody signing', () => {
  test('is the same whether time passes step by step or in one jump', async () => {
    const [steps, jump] = [await sealedCity(), await sealedCity()]
    await passTo(steps.engine, steps.clock, local('2026-03-08 12:00'))
    jump.clock.advanceTo(local('2026-03-08 12:00'))
    await jump.engine.idle()
    const facts = async (city: TestCity): Promise<readonly string[]> =>
      (await city.entries()).filter(({ body }) => body.type === 'occurrence.missed').map(({ body }) => JSON.stringify(body))
    expect((await facts(jump)).toSorted()).toEqual((await facts(steps)).toSorted())
    expect([await steps.differences(), await jump.differences()]).toEqual([[], []])
  })
})

test('a city whose time zone is changed comes to rest, and goes on by the new clock', async () => {
  const city = await sealedCity()
  await city.restart('Pacific/Auckland')
  await city.engine.idle()
  city.clock.advanceTo(local('2026-03-08 12:00'))
  await city.engine.idle()
  await city.restart('America/New_York')
  city.clock.advanceTo(local('2026-03-09 12:00'))
  await city.engine.idle()
  expect(await city.engine.nextWakeAt()).not.toBeNull()
  expect((await city.engine.nextWakeAt()) ?? '').toMatch(/^2026-03-(09|10)/)
})

describe('clocks', () => {
  test('a frozen one stands still, moves forward only, and calls when it moves', () => {
    const clock = frozenClock('2026-03-06T22:00:00+08:00')
    let calls = 0
    clock.wakeIn(1, () => (calls += 1))
    expect([clock.now(), calls, isFrozen(clock)]).toEqual([NIGHT, 0, true])
    clock.advanceTo('2026-03-01T00:00:00Z')
    expect([clock.now(), calls]).toEqual([NIGHT, 1])
    const cancel = clock.wakeIn(1, () => (calls += 1))
    cancel()
    clock.advanceTo(DUE)
    expect([clock.now(), calls]).toEqual([DUE, 1])
  })

  test('the system’s goes by itself and cannot be moved', async () => {
    const clock = systemClock()
    expect(isFrozen(clock)).toBe(false)
    const before = clock.now()
    await new Promise<void>((resolve) => {
      clock.wakeIn(5, resolve)
    })
    expect(clock.now() > before).toBe(true)
  })
})
