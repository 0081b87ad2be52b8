import { describe, expect, test, vi } from 'vitest'
import { findOrder } from '../../db/orders.ts'
import {
  admin,
  asPerson,
  auditor,
  CITY,
  cityCommander,
  countyCommander,
  LIANPING,
  LINYI,
  MUSIC_SCHOOL,
  principal,
  provinceCommander,
  SHANXI,
  SUNFLOWER,
  TINGLAN,
  yanhuCommander,
} from '../world.ts'
import { manySchools, openCity, orderBy, settle } from './city.ts'

// Hundreds of schools take a while on a machine that is busy with other tests.
vi.setConfig({ testTimeout: 30_000 })

describe('who may order', () => {
  test('the command of county, city and province, each below itself; nobody else', async () => {
    const city = await openCity()
    const scope = { region: LINYI.code }
    for (const actor of [principal, auditor, admin]) {
      expect(await settle(city, orderBy(actor, 'ORDER_CLOSE', scope))).toMatchObject({ refusal: 'not_your_role' })
    }
    expect(await settle(city, orderBy(yanhuCommander, 'ORDER_CLOSE', scope))).toMatchObject({ refusal: 'unknown_unit' })
    for (const actor of [countyCommander, cityCommander, provinceCommander]) {
      expect((await settle(city, orderBy(actor, 'ORDER_CLOSE', scope), actor.person)).refusal).toBeUndefined()
    }
  })

  test('events that are no orders are not ordered, nor is an order given without a reason', async () => {
    const city = await openCity()
    const scope = { region: LINYI.code }
    for (const event of ['REPORT_SUSPECTED', 'CONFIRM', 'HANDED_OVER', '__proto__', 'LOCKDOWN']) {
      expect(await settle(city, orderBy(cityCommander, event, scope))).toMatchObject({ refusal: 'unknown_event' })
    }
    expect(await settle(city, { ...orderBy(cityCommander, 'ORDER_CLOSE', scope), reason: ' ' })).toMatchObject({
      refusal: 'reason_required',
    })
    expect(await settle(city, { ...orderBy(cityCommander, 'ORDER_CLOSE', scope), playbook: 'earthquake' })).toMatchObject({
      refusal: 'unknown_playbook',
    })
  })

  test('whoever is dismissed in the middle moves nobody else: the rest is refused and on record', async () => {
    const city = await openCity({ units: [...CITY, ...manySchools(600, LINYI)] })
    const issued = city.engine.issueOrder(orderBy(countyCommander, 'ORDER_CLOSE', { region: LINYI.code }), 'k')
    const dismissed = issued.then(() => city.engine.recordPerson(admin, { ...asPerson(countyCommander), active: false }))
    const [order] = await Promise.all([issued, dismissed])
    await city.engine.idle()
    const view = await findOrder(city.connections.reader, cityCommander, 'id' in order ? order.id : 0)
    expect(view?.counts).toMatchObject({ matched: 604, pending: 0 })
    expect(view?.counts.refused).toBeGreaterThan(0)
    const refusals = (await city.entries()).filter(({ body }) => body.type === 'command.refused')
    expect(refusals).toHaveLength(view?.counts.refused ?? -1)
    expect(await city.differences()).toEqual([])
  })
})

describe('what an order leaves', () => {
  test('for schools that are moved, that are there already, and that cannot be moved: one result each', async () => {
    const city = await openCity()
    await settle(city, orderBy(cityCommander, 'ORDER_LOCKDOWN', { units: [LIANPING.code] }), 'first')
    await settle(city, orderBy(cityCommander, 'ORDER_CLOSE', { units: [TINGLAN.code] }), 'second')
    const { id, results } = await settle(city, orderBy(cityCommander, 'ORDER_CLOSE', { region: LINYI.code }), 'third')
    expect(results).toEqual({
      [LIANPING.code]: 'wrong_phase',
      [TINGLAN.code]: 'unchanged',
      [SUNFLOWER.code]: 'changed',
      [MUSIC_SCHOOL.code]: 'changed',
    })
    const about = (await city.entries()).flatMap(({ body }) => ('order' in body && body.order === id ? [body.type] : []))
    expect([about[0], ...about.slice(1, -1).toSorted(), about.at(-1)]).toEqual([
      'order.issued',
      'command.refused',
      'command.refused',
      'event.sent',
      'event.sent',
      'order.settled',
    ])
    expect(await city.differences()).toEqual([])
  })

  test('is what the dry run had said, which itself leaves nothing', async () => {
    const city = await openCity()
    await settle(city, orderBy(cityCommander, 'ORDER_LOCKDOWN', { units: [LIANPING.code] }), 'first')
    const before = (await city.entries()).length
    const order = orderBy(countyCommander, 'UNSEAL', { region: LINYI.code })
    const dry = await city.engine.dryRun(order)
    expect(dry).toMatchObject({ matched: 4, accepted: 1, unchanged: 0, refusedTotal: 3 })
    expect((await city.entries()).length).toBe(before)
    expect(Object.values((await settle(city, order, 'real')).results).toSorted()).toEqual([
      'changed',
      'wrong_phase',
      'wrong_phase',
      'wrong_phase',
    ])
  })

  test('for nobody, when nobody matches: it is settled with nothing', async () => {
    const city = await openCity()
    const { id } = await settle(city, orderBy(cityCommander, 'ORDER_CLOSE', { region: LINYI.code, phases: ['online'] }))
    expect(await findOrder(city.connections.reader, cityCommander, id)).toMatchObject({
      status: 'settled',
      counts: { matched: 0, pending: 0 },
    })
  })
})

describe('an order on many schools', () => {
  test.each([246, 247, 600])('runs in chunks, and each of %i schools and the cast’s four has one result', async (n) => {
    const city = await openCity({ units: [...CITY, ...manySchools(n, LINYI)] })
    const { id, results } = await settle(city, orderBy(cityCommander, 'ORDER_LOCKDOWN', { region: LINYI.code }))
    expect(Object.keys(results)).toHaveLength(n + 4)
    expect(await findOrder(city.connections.reader, cityCommander, id)).toMatchObject({
      status: 'settled',
      counts: { matched: n + 4, changed: n + 4 },
    })
    expect(await city.differences()).toEqual([])
  })

  test('lets a signature through between its chunks', async () => {
    const city = await openCity({ units: [...CITY, ...manySchools(520, LINYI)] })
    await city.engine.issueOrder(orderBy(cityCommander, 'ORDER_LOCKDOWN', { region: LINYI.code }), 'order')
    const report = {
      kind: 'event',
      actor: principal,
      unit: LIANPING.code,
      playbook: 'epidemic',
      mode: 'actual',
      facts: {},
      reason: '',
      document: '',
    } as const
    expect(await city.engine.execute({ ...report, event: 'REPORT_SUSPECTED', order: null }, 'case')).toHaveProperty('seq')
    const meanwhile = (await city.entries()).filter(({ body }) => body.type === 'event.sent').length
    expect(meanwhile).toBeLessThan(520)
    await city.engine.idle()
    expect(await city.differences()).toEqual([])
  })

  test('leaves room between its chunks for everything else that the process has to do', async () => {
    const city = await openCity({ units: [...CITY, ...manySchools(520, LINYI)] })
    let turns = 0
    const timer = setInterval(() => (turns += 1), 1)
    const issued = await city.engine.issueOrder(orderBy(cityCommander, 'ORDER_LOCKDOWN', { region: LINYI.code }), 'order')
    turns = 0
    await city.engine.idle()
    clearInterval(timer)
    expect(issued).toHaveProperty('id')
    expect(turns).toBeGreaterThanOrEqual(3)
  })

  test('is carried out though people never stop sending something', async () => {
    const city = await openCity({ units: [...CITY, ...manySchools(520, LINYI)] })
    const issued = await city.engine.issueOrder(orderBy(cityCommander, 'ORDER_LOCKDOWN', { region: LINYI.code }), 'order')
    const id = 'id' in issued ? issued.id : 0
    const base = { kind: 'event', actor: countyCommander, unit: TINGLAN.code, playbook: 'epidemic', mode: 'actual' } as const
    for (let key = 0; key < 50; key += 1) {
      const facts = { teaching: key % 2 === 0 ? 'blended' : 'online' }
      await city.engine.execute({ ...base, event: 'SET_TEACHING', facts, reason: '', document: '', order: null }, `key-${key}`)
    }
    expect((await findOrder(city.connections.reader, cityCommander, id))?.status).toBe('settled')
  })

  test('and another on the same schools run one after the other, in the order in which they were accepted', async () => {
    const city = await openCity({ units: [...CITY, ...manySchools(300, LINYI)] })
    const scope = { region: LINYI.code }
    const issued = await Promise.all([
      city.engine.issueOrder(orderBy(cityCommander, 'ORDER_ONLINE', scope), 'a'),
      city.engine.issueOrder(orderBy(countyCommander, 'ORDER_LOCKDOWN', scope), 'b'),
      city.engine.issueOrder(orderBy(provinceCommander, 'ORDER_ONLINE', scope), 'c'),
    ])
    await city.engine.idle()
    const counts = await Promise.all(
      issued.map((order) => findOrder(city.connections.reader, { path: SHANXI.path }, 'id' in order ? order.id : 0)),
    )
    expect(counts.map((order) => order?.counts)).toMatchObject([{ changed: 304 }, { changed: 304 }, { refused: 304 }])
    expect(await city.differences()).toEqual([])
  })

  test('sent again with the same key is the same order; with another key everybody is there already', async () => {
    const city = await openCity()
    const order = orderBy(cityCommander, 'ORDER_LOCKDOWN', { region: LINYI.code })
    const [first, second] = await Promise.all([city.engine.issueOrder(order, 'k'), city.engine.issueOrder(order, 'k')])
    expect(second).toEqual(first)
    await city.engine.idle()
    await city.restart()
    expect(await city.engine.issueOrder(order, 'k')).toEqual(first)
    expect(await city.engine.issueOrder({ ...order, reason: '另有理由' }, 'k')).toEqual({ refusal: 'idempotency_mismatch' })
    expect(Object.values((await settle(city, order, 'another')).results)).toEqual(['unchanged', 'unchanged', 'unchanged', 'unchanged'])
  })
})

test('an order that holds half of a character is refused, in its facts as in its reason', async () => {
  const { engine } = await openCity()
  const half = '\ud83d'
  const zone = { ...orderBy(cityCommander, 'ORDER_LOCKDOWN', { region: LINYI.code }, { zone: half }) }
  const reason = { ...orderBy(cityCommander, 'ORDER_LOCKDOWN', { region: LINYI.code }), reason: half }
  expect(await engine.issueOrder(zone, 'zone')).toMatchObject({ refusal: 'facts_invalid', errors: [{ field: 'zone' }] })
  expect(await engine.issueOrder(reason, 'reason')).toMatchObject({ refusal: 'facts_invalid', errors: [{ field: 'reason' }] })
})
