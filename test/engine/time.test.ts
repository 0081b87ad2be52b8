import { describe, expect, test, vi } from 'vitest'
import { readEntries } from '../../db/append.ts'
import type { Connections } from '../../db/connect.ts'
import type { Instant } from '../../machines/vocabulary.ts'
import type { FrozenClock } from '../../src/engine/clock.ts'
import { systemClock } from '../../src/engine/clock.ts'
import { startEngine } from '../../src/engine/start.ts'
import type { TestDatabase } from '../databases.ts'
import { newDatabase } from '../databases.ts'
import { CITY, countyCommander, dutyLeader, LIANPING, LINYI, local, NIGHT, TIME_ZONE } from '../world.ts'
import type { TestCity } from './city.ts'
import { foundCity, manySchools, openCity, orderBy, settle, signature } from './city.ts'

vi.setConfig({ testTimeout: 30_000 })

/** 莲坪 was sealed at 22:00: its gates are to be shut by 22:30, and its perimeter to be manned by midnight. */
const GATES = local('2026-03-06 22:30')
const PERIMETER = local('2026-03-07 00:00')

async function sealed(city: TestCity): Promise<TestCity> {
  await settle(city, orderBy(countyCommander, 'ORDER_LOCKDOWN', { units: [LIANPING.code] }))
  return city
}

/** Which deadlines of the gates and the perimeter were recorded, and when. */
async function recorded(connections: Connections): Promise<readonly string[]> {
  return (await readEntries(connections.reader, 0, 20_000)).flatMap(({ body, at }) =>
    body.type === 'deadline.passed' && ['L-02', 'L-02-perimeter'].includes(body.task) ? [`${body.task} at ${at}`] : [],
  )
}

/** Moves the clock of a city on; tells what has been recorded once everything has come to rest. */
async function recordedBy(city: TestCity, wall: string): Promise<readonly string[]> {
  city.clock.advanceTo(local(wall))
  await city.engine.idle()
  return recorded(city.connections)
}

const BOTH = [`L-02 at ${GATES}`, `L-02-perimeter at ${PERIMETER}`]

describe('a deadline two hours ahead', () => {
  test('is recorded on the minute and once, though the server was stopped and started in between', async () => {
    const city = await sealed(await openCity())
    expect(await recordedBy(city, '2026-03-06 23:00')).toEqual([`L-02 at ${local('2026-03-06 23:00')}`])
    await city.restart()
    const before = await recordedBy(city, '2026-03-06 23:59:59')
    expect(before).toHaveLength(1)
    expect(await recordedBy(city, '2026-03-07 00:00')).toEqual([...before, `L-02-perimeter at ${PERIMETER}`])
    await city.restart()
    expect(await recordedBy(city, '2026-03-07 00:00:01')).toHaveLength(2)
    expect(await city.differences()).toEqual([])
  })

  test('is recorded on the minute and once, though the server died in between without a word, and again right after', async () => {
    const city = await sealed(await openCity())
    expect(await recordedBy(city, '2026-03-06 22:30')).toEqual([BOTH[0]])
    await city.crash()
    expect(await recordedBy(city, '2026-03-06 23:59:59')).toEqual([BOTH[0]])
    expect(await recordedBy(city, '2026-03-07 00:00')).toEqual(BOTH)
    await city.crash()
    expect(await recordedBy(city, '2026-03-07 00:00:01')).toEqual(BOTH)
    expect(await city.differences()).toEqual([])
  })
})

test('a clock that is put back by three days and on by two hours records nothing early and nothing twice, and the journal has no gap', async () => {
  const clock = steppedClock(NIGHT)
  const city = await sealed(await openCity({ clock }))
  const stepTo = async (wall: string): Promise<readonly string[]> => {
    clock.stepTo(local(wall))
    await city.engine.idle()
    return recorded(city.connections)
  }
  expect(await stepTo('2026-03-06 22:29')).toEqual([])
  expect(await stepTo('2026-03-03 22:29')).toEqual([])
  const visit = (await city.responseOf(LIANPING)).visits['control.lockdown']?.seq ?? 0
  expect(await city.engine.execute(signature(dutyLeader, 'L-04', visit), 'by the wrong clock')).toMatchObject({ phase: 'lockdown.sealed' })
  expect(await stepTo('2026-03-04 00:29')).toEqual([])
  expect(await stepTo('2026-03-06 22:29:59')).toEqual([])
  expect(await stepTo('2026-03-06 22:30')).toEqual([BOTH[0]])
  expect(await stepTo('2026-03-03 22:30')).toEqual([BOTH[0]])
  await city.restart()
  expect(await stepTo('2026-03-06 22:31')).toEqual([BOTH[0]])
  // Two hours too fast, and right again.
  expect(await stepTo('2026-03-07 00:31')).toEqual([BOTH[0], `L-02-perimeter at ${local('2026-03-07 00:31')}`])
  expect(await stepTo('2026-03-06 22:31')).toHaveLength(2)
  expect(await stepTo('2026-03-07 00:31')).toHaveLength(2)
  const seqs = (await city.entries()).map(({ seq }) => seq)
  expect(seqs).toEqual(seqs.map((_, index) => index + 1))
  expect(await city.differences()).toEqual([])
})

/** A clock that its keeper may put back. */
function steppedClock(start: Instant): FrozenClock & { readonly stepTo: (at: Instant) => void } {
  let present = start
  const waiting = new Set<() => void>()
  const stepTo = (to: Instant): void => {
    present = to
    const due = [...waiting]
    waiting.clear()
    for (const callback of due) callback()
  }
  return {
    now: () => present,
    wakeIn: (_ms, callback) => {
      waiting.add(callback)
      return () => waiting.delete(callback)
    },
    advanceTo: stepTo,
    stepTo,
  }
}

describe('by the clock of the machine, with nobody asking', () => {
  test('what falls due in a second is recorded within two', async () => {
    const [lateMs, ...more] = await recordedByItself({ restarts: 0 })
    expect(lateMs).toBeGreaterThanOrEqual(0)
    expect(lateMs).toBeLessThan(2_000)
    expect(more).toEqual([])
  })

  test('what falls due in a few seconds is recorded after a restart as well, and once', async () => {
    const [lateMs, ...more] = await recordedByItself({ restarts: 1 })
    expect(lateMs).toBeGreaterThanOrEqual(0)
    expect(lateMs).toBeLessThan(2_000)
    expect(more).toEqual([])
  })

  /** By how many milliseconds each record of the deadline was late, a server that started after it counting from its start. */
  async function recordedByItself({ restarts }: { readonly restarts: number }): Promise<readonly number[]> {
    const { due, database } = await sealedUntilSoon(1_500 * (restarts + 1))
    for (let restart = 0; restart < restarts; restart += 1) await (await running(database)).stop()
    const { connections, since, stop } = await running(database)
    await expect.poll(() => recorded(connections), { timeout: 10_000, interval: 50 }).not.toEqual([])
    // Long enough for the clock to look again.
    await new Promise((resolve) => setTimeout(resolve, 1_200))
    const noticed = (await recorded(connections)).map((record) => Date.parse(record.slice('L-02 at '.length)))
    await stop()
    await database.remove()
    return noticed.map((instant) => (instant < due ? instant - due : Math.max(0, instant - Math.max(due, since))))
  }

  /** A school whose gates are to be shut so many milliseconds from now; no server runs. */
  async function sealedUntilSoon(ms: number) {
    const database = await newDatabase()
    const halfAnHourBefore = (instant: number): Instant => new Date(instant - 30 * 60_000).toISOString()
    const city = await foundCity({ at: halfAnHourBefore(Date.now()), on: { ...database, remove: () => Promise.resolve() } })
    // Founding takes its time on a busy machine.
    const due = Date.now() + ms
    city.clock.advanceTo(halfAnHourBefore(due))
    await sealed(city)
    await city.close()
    return { database, due }
  }

  /** A server by the clock of the machine; `since` is when it ran, in milliseconds. */
  async function running({ connect }: TestDatabase) {
    const connections = await connect()
    const engine = await startEngine({ connections, clock: systemClock(), timeZone: TIME_ZONE })
    const stop = async (): Promise<void> => {
      await engine.stop()
      await connections.close()
    }
    return { connections, since: Date.now(), stop }
  }
})

test('the deadline of 1,824 schools at one instant is recorded for all of them at once', async ({ annotate }) => {
  const city = await openCity({ units: [...CITY, ...manySchools(1_823, LINYI)] })
  const { results } = await settle(city, orderBy(countyCommander, 'ORDER_LOCKDOWN', { region: LINYI.code, kinds: ['primary'] }))
  expect(Object.keys(results)).toHaveLength(1_824)
  const started = performance.now()
  city.clock.advanceTo(GATES)
  await city.engine.idle()
  const ms = performance.now() - started
  expect(await recorded(city.connections)).toHaveLength(1_824)
  await annotate(`${Math.round(ms)} ms`)
  // 2,000 on a machine of its own.
  expect(ms).toBeLessThan(10_000)
})
