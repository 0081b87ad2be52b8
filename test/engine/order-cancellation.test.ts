import { join } from 'node:path'
import { describe, expect, test, vi } from 'vitest'
import { listEntries } from '../../db/journal.ts'
import { findCancellation, findOrder, listOutcomes } from '../../db/orders.ts'
import type { Actor } from '../../src/core/actor.ts'
import { backup } from '../../src/engine/backup.ts'
import type { OrderAnswer } from '../../src/engine/engine.ts'
import { replay } from '../../src/engine/replay.ts'
import {
  auditor,
  CITY,
  cityCommander,
  countyCommander,
  LIANPING,
  LINYI,
  NIGHT,
  principal,
  provinceCommander,
  SHANXI,
  TIME_ZONE,
  yanhuCommander,
} from '../world.ts'
import type { TestCity } from './city.ts'
import { manySchools, openCity, orderBy, settle } from './city.ts'
import { contentsOf, newFolder, restoredDatabase } from './restored.ts'

vi.setConfig({ testTimeout: 60_000 })

/** Enough for a first order to be carried out while a second waits behind it and somebody thinks better of that one. */
const SCHOOLS = manySchools(600, LINYI)

/** A long order on its way and, behind it, the order that will be cancelled. */
async function twoOrders(): Promise<{ readonly city: TestCity; readonly first: number; readonly second: number }> {
  const city = await openCity({ units: [...CITY, ...SCHOOLS] })
  const scope = { region: LINYI.code }
  const [first, second] = await Promise.all([
    issued(city.engine.issueOrder(orderBy(countyCommander, 'ORDER_ONLINE', scope), 'first')),
    issued(city.engine.issueOrder(orderBy(countyCommander, 'ORDER_LOCKDOWN', scope), 'second')),
  ])
  return { city, first, second }
}

async function issued(answer: ReturnType<TestCity['engine']['issueOrder']>): Promise<number> {
  const order = await answer
  if ('refusal' in order) throw new Error(`refused: ${order.refusal}`)
  return order.id
}

const cancel = (city: TestCity, actor: Actor, order: number, key = 'cancel', reason = '范围有误，另行下达') =>
  city.engine.cancelOrder({ actor, order, reason }, key)

const outcomes = async ({ connections }: TestCity, order: number) =>
  (await listOutcomes(connections.reader, SHANXI, order, {}, { limit: 5_000, cursor: null })).items

describe('an order behind a long one', () => {
  test('is cancelled, moves no school, and the long one goes on as if nothing had been', async () => {
    const { city, first, second } = await twoOrders()
    const answer = await cancel(city, countyCommander, second)
    expect(answer).toEqual({ id: second, status: 'cancelled', seq: expect.any(Number) })
    await city.engine.idle()
    expect(await findOrder(city.connections.reader, SHANXI, first)).toMatchObject({ status: 'settled', counts: { changed: 604 } })
    expect(await findOrder(city.connections.reader, SHANXI, second)).toMatchObject({
      status: 'cancelled',
      begun: false,
      counts: { matched: 0, changed: 0, unchanged: 0, refused: 0, pending: 0 },
    })
    expect(await outcomes(city, second)).toEqual([])
    const entries = await city.entries()
    const about = entries.flatMap(({ body }) => ('order' in body && body.order === second ? [body.type] : []))
    expect(about).toEqual(['order.issued', 'order.cancelled'])
    expect((await city.responseOf(LIANPING)).phase).toBe('online')
    expect(await city.differences()).toEqual([])
  })

  test('stays cancelled after a crash, and the order after it is carried out', async () => {
    const { city, second } = await twoOrders()
    await cancel(city, countyCommander, second)
    const third = await city.engine.issueOrder(orderBy(countyCommander, 'ORDER_CLOSE', { units: [LIANPING.code] }), 'third')
    await city.crash()
    await city.engine.idle()
    expect(await outcomes(city, second)).toEqual([])
    expect(await outcomes(city, (third as OrderAnswer).id)).toHaveLength(1)
    expect(await city.differences()).toEqual([])
  })

  test('says who cancelled it, when and why, to whoever may see the order and to nobody else', async () => {
    const { city, second } = await twoOrders()
    const answer = await cancel(city, cityCommander, second)
    const seq = 'seq' in answer ? answer.seq : 0
    const { reader } = city.connections
    const order = await findOrder(reader, countyCommander, second)
    expect(order && (await findCancellation(reader, order))).toEqual({
      seq,
      by: { id: cityCommander.person, name: 'city-commander 同志', username: null },
      at: NIGHT,
      reason: '范围有误，另行下达',
    })
    for (const viewer of [countyCommander, auditor]) {
      expect(await listEntries(reader, viewer, { type: 'order.cancelled', limit: 9 })).toMatchObject([
        { seq, unit: null, texts: { reason: '范围有误，另行下达' }, body: { order: second } },
      ])
    }
    for (const viewer of [yanhuCommander, principal]) {
      expect(await listEntries(reader, viewer, { type: 'order.cancelled', limit: 9 })).toEqual([])
    }
  })

  test('cancelled twice with one key is answered the same; with another key it is cancelled already', async () => {
    const { city, second } = await twoOrders()
    const [once, twice] = await Promise.all([cancel(city, countyCommander, second), cancel(city, countyCommander, second)])
    expect(once).toHaveProperty('seq')
    expect(twice).toEqual(once)
    await city.restart()
    expect(await cancel(city, countyCommander, second)).toEqual(once)
    expect(await cancel(city, countyCommander, second, 'cancel', '另有理由')).toEqual({ refusal: 'idempotency_mismatch' })
    expect(await cancel(city, countyCommander, second, 'another key')).toEqual({ refusal: 'already_cancelled' })
    expect((await city.entries()).filter(({ body }) => body.type === 'order.cancelled')).toHaveLength(1)
  })

  test('is cancelled in a backup too', async () => {
    const { city, second } = await twoOrders()
    await cancel(city, countyCommander, second)
    await city.engine.idle()
    const file = join(newFolder(), 'city.backup')
    await backup(city.connections, file, NIGHT)
    const restored = await restoredDatabase(file)
    expect((await contentsOf(restored.reader))['orders']).toEqual((await contentsOf(city.connections.reader))['orders'])
    expect((await findOrder(restored.reader, SHANXI, second))?.status).toBe('cancelled')
    expect((await replay(restored, TIME_ZONE)).differences).toEqual([])
  })
})

describe('what stays as it is', () => {
  test('an order that somebody else’s command gave: a county that sees it not is told that there is none', async () => {
    const { city, second } = await twoOrders()
    expect(await cancel(city, yanhuCommander, second)).toEqual({ refusal: 'unknown_order' })
    expect(await cancel(city, yanhuCommander, 999_999)).toEqual({ refusal: 'unknown_order' })
    expect(await cancel(city, principal, second)).toEqual({ refusal: 'unknown_order' })
    expect(await cancel(city, auditor, second)).toEqual({ refusal: 'not_your_role' })
    expect(await cancel(city, countyCommander, second, 'cancel', '')).toEqual({ refusal: 'reason_required' })
    await city.engine.idle()
    expect(await outcomes(city, second)).toHaveLength(604)
  })

  test('an order that is settled, as every school that it moved', async () => {
    const city = await openCity()
    const { id } = await settle(city, orderBy(countyCommander, 'ORDER_LOCKDOWN', { region: LINYI.code }))
    const before = await contentsOf(city.connections.reader)
    for (const actor of [countyCommander, provinceCommander]) {
      expect(await cancel(city, actor, id)).toEqual({ refusal: 'order_under_way' })
    }
    // It moved his school, so he sees it.
    expect(await cancel(city, principal, id)).toEqual({ refusal: 'not_your_role' })
    expect(await contentsOf(city.connections.reader)).toEqual(before)
  })

  test('an order that has moved its first schools, which goes on to its end', async () => {
    const city = await openCity({ units: [...CITY, ...SCHOOLS] })
    const id = await issued(city.engine.issueOrder(orderBy(countyCommander, 'ORDER_LOCKDOWN', { region: LINYI.code }), 'order'))
    await expect
      .poll(async () => (await findOrder(city.connections.reader, SHANXI, id))?.counts.changed, { interval: 1 })
      .toBeGreaterThan(0)
    expect(await cancel(city, countyCommander, id)).toEqual({ refusal: 'order_under_way' })
    await city.engine.idle()
    expect(await outcomes(city, id)).toHaveLength(604)
  })
})
