import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { connect } from '../../db/connect.ts'
import { migrate } from '../../db/migrate.ts'
import { readOrderCounts, readOutcomes } from '../../db/replay-rows.ts'
import type { TestCity } from '../engine/city.ts'
import { foundCity, manySchools, orderBy, signature } from '../engine/city.ts'
import { CITY, countyCommander, dutyLeader, LIANPING, LINYI } from '../world.ts'
import type { Cluster } from './cluster.ts'
import { startCluster } from './cluster.ts'

vi.setConfig({ testTimeout: 120_000, hookTimeout: 60_000 })

const SCHOOLS = manySchools(1_500, LINYI)

let cluster: Cluster
let city: TestCity

beforeAll(async () => {
  cluster = await startCluster()
  const place = { url: `${cluster.address}/${cluster.template}` }
  const open = async () => {
    const connections = await connect(place)
    await migrate(connections.writer)
    return connections
  }
  city = await foundCity({ units: [...CITY, ...SCHOOLS], on: { place, connect: open, remove: () => Promise.resolve() } })
})

afterAll(async () => {
  await city.close()
  await cluster.stop()
})

test('PostgreSQL crashes in the middle of an order and comes back: the order settles, each school once, within seconds', async () => {
  const order = await city.engine.issueOrder(orderBy(countyCommander, 'ORDER_LOCKDOWN', { region: LINYI.code }), 'order')
  await expect.poll(async () => (await readOrderCounts(city.connections.reader))[0]?.changed ?? 0, { timeout: 20_000 }).toBeGreaterThan(0)
  await cluster.crash()
  await new Promise((resolve) => setTimeout(resolve, 1_000))
  await cluster.startAgain()
  const back = performance.now()
  const visit = await untilAnswered(async () => (await city.responseOf(LIANPING)).visits['control.lockdown']?.seq ?? null)
  const signed = await untilAnswered(() => city.engine.execute(signature(dutyLeader, 'L-04', visit), 'sign'))
  expect(signed).toMatchObject({ task: { state: 'done' } })
  expect(performance.now() - back).toBeLessThan(10_000)
  await untilAnswered(async () => ((await readOrderCounts(city.connections.reader))[0]?.status === 'settled' ? true : null))
  const outcomes = await readOutcomes(city.connections.reader, 'id' in order ? order.id : 0)
  expect(new Set(outcomes.map(({ unit_id }) => unit_id)).size).toBe(SCHOOLS.length + 4)
  expect(outcomes).toHaveLength(SCHOOLS.length + 4)
  expect(await city.differences()).toEqual([])
})

/** Asked again, with the same key, for as long as the database is away. */
async function untilAnswered<T>(ask: () => Promise<T | null>): Promise<T> {
  for (let tries = 0; tries < 1_000; tries += 1) {
    const got = await ask().catch(() => null)
    if (got !== null) return got
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  throw new Error('asked in vain')
}
