import { sql } from 'kysely'
import { Client } from 'pg'
import { expect, onTestFinished, test } from 'vitest'
import { connect } from '../../db/connect.ts'
import { readOrderCounts, readOutcomes } from '../../db/replay-rows.ts'
import type { Engine } from '../../src/engine/engine.ts'
import { startEngine } from '../../src/engine/start.ts'
import type { TestCity } from '../engine/city.ts'
import { openCity, orderBy } from '../engine/city.ts'
import { countyCommander, LINYI, TIME_ZONE } from '../world.ts'

const CHUNK_AT = 'from "orders" where "status"'
const CANCELLATION_AT = 'from "orders" where "id"'
const COUNTER = 'from "counter"'

test('the turn of an order comes just before it is cancelled: it moves every school, and the cancellation is refused', async () => {
  const { city, others, id, resumeOrders } = await orderAboutToBegin()
  const counter = await holding(city, 'select 1 from counter for update')
  await resumeOrders()
  await waiting(city, COUNTER)
  const cancelled = cancel(others[0], id, 'late')
  await waiting(city, CANCELLATION_AT)
  await counter.release()
  expect(await cancelled).toEqual({ refusal: 'order_under_way' })
  await city.engine.idle()
  expect(await readOutcomes(city.connections.reader, id)).toHaveLength(4)
  expect(await readOrderCounts(city.connections.reader)).toMatchObject([{ id, status: 'settled', changed: 4 }])
  expect(await city.differences()).toEqual([])
})

test('the turn of an order comes while it is being cancelled: it moves no school, and the next order is carried out', async () => {
  const { city, others, id, resumeOrders } = await orderAboutToBegin()
  const next = await others[1].issueOrder(orderBy(countyCommander, 'ORDER_CLOSE', { region: LINYI.code }), 'next')
  const counter = await holding(city, 'select 1 from counter for update')
  const cancelled = cancel(others[0], id, 'in time')
  await waiting(city, COUNTER)
  await resumeOrders()
  await waiting(city, CHUNK_AT)
  await counter.release()
  expect(await cancelled).toMatchObject({ status: 'cancelled' })
  await city.engine.idle()
  expect(await readOutcomes(city.connections.reader, id)).toEqual([])
  expect(await readOutcomes(city.connections.reader, 'id' in next ? next.id : 0)).toHaveLength(4)
  expect(await city.differences()).toEqual([])
})

test('one key given to two processes at the same moment is one cancellation, answered the same by both', async () => {
  const { city, others, id, resumeOrders } = await orderAboutToBegin()
  const counter = await holding(city, 'select 1 from counter for update')
  const first = cancel(others[0], id, 'key')
  await waiting(city, COUNTER)
  const second = cancel(others[1], id, 'key')
  await waiting(city, CANCELLATION_AT)
  await counter.release()
  expect(await first).toMatchObject({ status: 'cancelled' })
  expect(await second).toEqual(await first)
  await resumeOrders()
  expect((await city.entries()).filter(({ body }) => body.type === 'order.cancelled')).toHaveLength(1)
})

interface Scene {
  /** Its process has the duty, and a chunk under way. */
  readonly city: TestCity
  readonly others: readonly [Engine, Engine]
  /** The order that was accepted and would begin, if somebody did not hold the lease without which no chunk begins. */
  readonly id: number
  readonly resumeOrders: () => Promise<void>
}

async function orderAboutToBegin(): Promise<Scene> {
  const city = await openCity()
  const others: Scene['others'] = [await another(city), await another(city)]
  await city.engine.idle()
  const lease = await holding(city, 'select 1 from lease for update')
  const order = await city.engine.issueOrder(orderBy(countyCommander, 'ORDER_LOCKDOWN', { region: LINYI.code }), 'order')
  return { city, others, id: 'id' in order ? order.id : 0, resumeOrders: lease.release }
}

/** One more process on the same database. */
async function another({ place, clock }: TestCity): Promise<Engine> {
  const connections = await connect(place)
  const engine = await startEngine({ connections, clock, timeZone: TIME_ZONE })
  onTestFinished(async () => {
    await engine.stop()
    await connections.close()
  })
  return engine
}

/** Somebody holds these rows until they are released. */
async function holding({ place }: TestCity, statement: string): Promise<{ readonly release: () => Promise<void> }> {
  const client = new Client({ connectionString: 'url' in place ? place.url : '' })
  await client.connect()
  await client.query('begin')
  await client.query(statement)
  // Ending the connection rolls back; after a test that failed half-way somebody must do so.
  let released: Promise<void> | null = null
  const release = (): Promise<void> => (released ??= client.end())
  onTestFinished(release)
  return { release }
}

/** Until somebody waits for a lock with a query that holds these words. */
async function waiting({ connections }: TestCity, words: string): Promise<void> {
  const look = async (): Promise<number> => {
    const found = sql`select 1 from pg_stat_activity
      where datname = current_database() and wait_event_type = 'Lock' and strpos(query, ${words}) > 0`
    return (await found.execute(connections.reader)).rows.length
  }
  await expect.poll(look, { interval: 5, timeout: 5_000 }).toBe(1)
}

function cancel(engine: Engine, order: number, key: string): ReturnType<Engine['cancelOrder']> {
  return engine.cancelOrder({ actor: countyCommander, order, reason: '范围有误' }, key)
}
