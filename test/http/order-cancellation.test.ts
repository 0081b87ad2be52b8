import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Actor } from '../../src/core/actor.ts'
import { eventBy, manySchools } from '../engine/city.ts'
import {
  admin,
  auditor,
  cityCommander,
  countyCommander,
  inspector,
  LINYI,
  otherPrincipal,
  principal,
  provinceCommander,
  TINGLAN,
  YANHU_SENIOR,
  yanhuCommander,
} from '../world.ts'
import { inputOf, open, send } from './pages/paper.ts'
import { answered, serveCity, type ServedCity } from './served.ts'

const EVERYBODY = [admin, auditor, cityCommander, countyCommander, inspector, otherPrincipal, principal, provinceCommander, yanhuCommander]

let city: ServedCity
beforeAll(async () => {
  city = await serveCity()
  await city.engine.recordUnits(
    admin,
    manySchools(600, LINYI).map(({ id: _id, path: _path, ...unit }) => unit),
  )
  // Checking a password, and the threads that read apart, take longer to begin than an order waits.
  await Promise.all(EVERYBODY.map((who) => city.ask(who, '/orders')))
})
afterAll(() => city.close())

let keys = 0
const post = (who: Actor, path: string, body: object, key = `cancel-${(keys += 1)}`) =>
  city.ask(who, `/api/v1${path}`, { method: 'POST', body, headers: { 'idempotency-key': key } })

const cancel = (who: Actor, id: string, reason = '范围有误', key?: string) => post(who, `/orders/${id}/cancellation`, { reason }, key)

async function order(event: string, scope: object): Promise<string> {
  const body = { playbook: 'epidemic', event, scope, reason: '县内发现疫情' }
  return (await answered(await post(countyCommander, '/orders', body))).id
}

/** An order to 汀兰 that waits behind several for the whole county. */
async function waitingOrder(): Promise<string> {
  const long = Array.from({ length: 40 }, (_, index) =>
    order(index % 2 === 0 ? 'ORDER_ONLINE' : 'ORDER_CLOSE', { region: LINYI.code, except: [TINGLAN.code] }),
  )
  await Promise.all(long)
  return order('ORDER_CLOSE', { units: [TINGLAN.code] })
}

async function refusalOf(asked: Promise<Response>): Promise<readonly [number, string]> {
  const answer = await asked
  return [answer.status, (await answered(answer)).refusal]
}

test('an order that waits is cancelled with a reason, is told so again, and reaches no school', async () => {
  const id = await waitingOrder()
  expect(await city.read(countyCommander, `/api/v1/orders/${id}`)).toMatchObject({ status: 'running', begun: false, cancellation: null })
  for (const who of [auditor, inspector, admin]) expect(await refusalOf(cancel(who, id))).toEqual([403, 'not_your_role'])
  expect(await refusalOf(cancel(countyCommander, id, ''))).toEqual([422, 'reason_required'])
  const without = city.ask(countyCommander, `/api/v1/orders/${id}/cancellation`, { method: 'POST', body: { reason: '有误' } })
  expect(await refusalOf(without)).toEqual([422, 'key_required'])
  const answer = await cancel(cityCommander, id, '范围有误', 'once')
  const said = await answer.text()
  expect([answer.status, JSON.parse(said)]).toEqual([201, { id, status: 'cancelled', seq: expect.any(Number) }])
  expect(await (await cancel(cityCommander, id, '范围有误', 'once')).text()).toBe(said)
  expect(await refusalOf(cancel(cityCommander, id, '另有理由', 'once'))).toEqual([422, 'idempotency_mismatch'])
  expect(await refusalOf(cancel(countyCommander, id))).toEqual([409, 'already_cancelled'])
  await city.engine.idle()
  expect(await city.read(countyCommander, `/api/v1/orders/${id}`)).toMatchObject({
    status: 'cancelled',
    counts: { matched: 0, pending: 0 },
    cancellation: { by: 'city-commander', byName: 'city-commander 同志', reason: '范围有误', at: expect.any(String) },
  })
  expect((await city.read(countyCommander, `/api/v1/orders/${id}/outcomes`)).items).toEqual([])
  const { responses } = await city.read(otherPrincipal, `/api/v1/units/${TINGLAN.code}`)
  expect(responses.find((response) => 'playbook' in response && response.playbook === 'epidemic')).toMatchObject({ phase: 'normal.inTerm' })
})

test('to whom the order does not concern, it looks exactly like one that does not exist', async () => {
  const id = await waitingOrder()
  for (const who of [yanhuCommander, principal, otherPrincipal]) {
    const [hidden, absent] = await Promise.all([cancel(who, id), cancel(who, '999999')])
    expect(hidden?.status).toBe(404)
    expect(await hidden?.text()).toBe(await absent?.text())
    expect((await send(city, who, `/orders/${id}/cancellation`, { key: 'k', reason: '有误' })).status).toBe(404)
  }
  await city.engine.idle()
  expect(await city.read(countyCommander, `/api/v1/orders/${id}`)).toMatchObject({ status: 'settled', counts: { changed: 1 } })
  // Now that it has moved her school she sees it, and the order is under way for everybody.
  expect(await refusalOf(cancel(otherPrincipal, id))).toEqual([403, 'not_your_role'])
  expect(await refusalOf(cancel(countyCommander, id))).toEqual([409, 'order_under_way'])
})

test('on its page the order is cancelled by a plain form, as long as no school has been reached', async () => {
  const id = await waitingOrder()
  const page = await open(city, countyCommander, `/orders/${id}`)
  expect(page.text).toContain('还没有学校执行本指令，现在可以取消')
  // A page that reloads by itself would wipe out the reason while it is typed.
  expect(page.html).not.toContain('http-equiv="refresh"')
  expect((await open(city, auditor, `/orders/${id}`)).text).not.toContain('取消指令')
  const key = inputOf(page, 'key')
  const refused = await send(city, countyCommander, `/orders/${id}/cancellation`, { key, reason: ' ' })
  expect([refused.status, refused.text.includes('请说明理由')]).toEqual([422, true])
  const done = await send(city, countyCommander, `/orders/${id}/cancellation`, { key: inputOf(refused, 'key'), reason: '学校选错了' })
  expect([done.status, done.headers.get('location')]).toEqual([303, `/orders/${id}`])
  await city.engine.idle()
  const after = await open(city, countyCommander, `/orders/${id}`)
  for (const words of ['已取消', '没有学校因此变动', '取消人', 'county-commander 同志', '学校选错了']) expect(after.text).toContain(words)
  for (const words of ['范围内学校', '逐校结果', 'http-equiv="refresh"']) expect(after.html).not.toContain(words)
  const inEnglish = await open(city, countyCommander, `/orders/${id}?lang=en`)
  for (const words of ['cancelled', 'before it reached a school', 'Reason for cancelling']) expect(inEnglish.text).toContain(words)
  expect((await open(city, countyCommander, '/orders')).text).toContain('已取消')
  expect((await open(city, auditor, '/journal?type=order.cancelled')).text).toContain(`取消指令 ${id}，尚未下达到学校`)
})

test('too late, the form says what to do instead, and the page goes on being the order’s', async () => {
  const id = await order('ORDER_CLOSE', { units: [TINGLAN.code] })
  await city.engine.idle()
  expect((await open(city, countyCommander, `/orders/${id}`)).text).not.toContain('取消指令')
  const paper = await send(city, countyCommander, `/orders/${id}/cancellation`, { key: 'late', reason: '有误' })
  expect(paper.status).toBe(409)
  for (const words of ['指令已开始下达，不能取消', '请另行下达一道指令', '逐校结果']) expect(paper.text).toContain(words)
})

test('a live screen of the region hears of it, and no other', async () => {
  const { seq } = await answered(await cancel(countyCommander, await waitingOrder()))
  await city.engine.idle()
  expect(await firstHeardBy(countyCommander, seq - 1)).toContain(`"changes":[{"seq":${seq},"unit":"","kind":"order.cancelled"}`)
  const elsewhere = city.engine.execute(eventBy(yanhuCommander, 'ORDER_CLOSE', { unit: YANHU_SENIOR.code }), 'elsewhere')
  expect(await elsewhere).toHaveProperty('seq')
  expect(await firstHeardBy(yanhuCommander, seq - 1)).not.toContain('order.')
})

/** What a live screen of their own region is told first, when it was away since that entry. */
async function firstHeardBy(who: Actor, after: number): Promise<string> {
  const stream = await city.ask(who, '/api/v1/stream', { headers: { 'last-event-id': String(after) } })
  const reader = stream.body?.pipeThrough(new TextDecoderStream()).getReader()
  let text = ''
  while (!text.includes('\n\n')) text += (await reader?.read())?.value ?? ''
  await reader?.cancel()
  return text
}
