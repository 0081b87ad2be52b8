import { afterAll, beforeAll, expect, test } from 'vitest'
import { cityCommander, countyCommander, LIANPING, LINYI, principal } from '../world.ts'
import { HOST, OWN_ORIGIN, serveCity, type ServedCity, answered } from './served.ts'

let city: ServedCity
beforeAll(async () => {
  city = await serveCity()
})
afterAll(() => city.close())

const events = `/api/v1/units/${LIANPING.code}/events`
const suspect = { playbook: 'epidemic', event: 'REPORT_SUSPECTED', facts: {} }
const order = { playbook: 'epidemic', event: 'ORDER_CLOSE', scope: { region: LINYI.code, kinds: ['primary'] }, reason: '属地疫情' }

test('the same key and body again gets the first answer and does nothing twice', async () => {
  const send = () => city.ask(cityCommander, '/api/v1/orders', { method: 'POST', body: order, headers: { 'idempotency-key': 'once' } })
  const first = await send()
  expect(first.status).toBe(202)
  const { id } = await answered(first)
  expect(first.headers.get('location')).toBe(`/api/v1/orders/${id}`)
  await city.engine.idle()
  expect(await (await send()).json()).toMatchObject({ id })
  await city.engine.idle()
  const { items } = await city.read(cityCommander, '/api/v1/journal?type=order.issued')
  expect(items).toHaveLength(1)
})

test('the same key with another body is refused, and another person may use the same key', async () => {
  const body = { ...order, reason: '另一个理由' }
  const mismatch = await city.ask(cityCommander, '/api/v1/orders', { method: 'POST', body, headers: { 'idempotency-key': 'once' } })
  expect([mismatch.status, (await answered(mismatch)).refusal]).toEqual([422, 'idempotency_mismatch'])
  const other = await city.ask(countyCommander, '/api/v1/orders', { method: 'POST', body, headers: { 'idempotency-key': 'once' } })
  expect(other.status).toBe(202)
})

test.each([
  [events, suspect],
  [`/api/v1/units/${LIANPING.code}/sign-offs`, { playbook: 'epidemic', task: 'N-01', visit: 6, statement: 'done' }],
  [`/api/v1/units/${LIANPING.code}/sign-offs/6/withdrawal`, { reason: '填错' }],
  ['/api/v1/orders', order],
])('without a key %s does nothing', async (path, body) => {
  for (const headers of [{}, { 'idempotency-key': '' }, { 'idempotency-key': 'with blank' }, { 'idempotency-key': 'x'.repeat(201) }]) {
    const answer = await city.ask(principal, path, { method: 'POST', body, headers })
    expect([answer.status, (await answered(answer)).refusal]).toEqual([422, 'key_required'])
  }
})

test('a preview of an order needs no key and changes nothing', async () => {
  const body = { ...order, event: 'ORDER_LOCKDOWN', scope: { region: LINYI.code, boarding: true }, dryRun: true }
  const answer = await city.ask(cityCommander, '/api/v1/orders', { method: 'POST', body })
  expect(answer.status).toBe(200)
  expect(await answer.json()).toEqual({ matched: 1, accepted: 1, unchanged: 0, refusedTotal: 0, refused: [] })
})

test('what is wrong with a request is named field by field, in Chinese first', async () => {
  const body = { playbook: 'epidemic', event: 7, scope: { boarding: 'yes' } }
  const answer = await city.ask(cityCommander, '/api/v1/orders', { method: 'POST', body, headers: { 'idempotency-key': 'wrong' } })
  expect(answer.status).toBe(422)
  const { refusal, errors } = await answered(answer)
  expect(refusal).toBe('request_invalid')
  expect(errors).toContainEqual({ field: 'event', text: '类型应为文本' })
  expect(errors).toContainEqual({ field: 'scope.boarding', text: '类型应为 true 或 false' })
})

test.each([
  ['not JSON', '{"playbook":', 'application/json', 400],
  ['an empty body', '', 'application/json', 400],
  ['a form instead of JSON', 'playbook=epidemic', 'application/x-www-form-urlencoded', 400],
  ['a list', '[]', 'application/json', 422],
])('%s is refused and changes nothing', async (_name, body, type, status) => {
  const headers = {
    host: HOST,
    origin: OWN_ORIGIN,
    cookie: await city.cookie(principal),
    'content-type': type,
    'idempotency-key': `body-${status}`,
  }
  const answer = await city.app.request(events, { method: 'POST', headers, body })
  expect(answer.status).toBe(status)
})

test('more than 256 KB is not read, with or without a length', async () => {
  const headers = {
    host: HOST,
    origin: OWN_ORIGIN,
    cookie: await city.cookie(principal),
    'content-type': 'application/json',
    'idempotency-key': 'big',
  }
  const body = JSON.stringify({ ...suspect, reason: 'x'.repeat(300_000) })
  const known = await city.app.request(events, { method: 'POST', headers: { ...headers, 'content-length': String(body.length) }, body })
  expect([known.status, (await answered(known)).refusal]).toEqual([413, 'request_too_large'])
  const chunks = new Blob([body]).stream()
  const unknown = await city.app.request(events, { method: 'POST', headers, body: chunks, duplex: 'half' } as RequestInit)
  expect(unknown.status).toBe(413)
})

test.each(['__proto__', 'constructor', 'prototype', 'toString'])('the key %s in a body is an unknown field like any other', async (key) => {
  const headers = { host: HOST, origin: OWN_ORIGIN, cookie: await city.cookie(principal), 'content-type': 'application/json' }
  const bodies = [
    `{"playbook":"epidemic","event":"REPORT_SUSPECTED","${key}":{"polluted":true},"facts":{}}`,
    `{"playbook":"epidemic","event":"REPORT_SUSPECTED","facts":{"${key}":{"polluted":true}}}`,
    `{"playbook":"${key}","event":"${key}","facts":{"a":{"${key}":{"polluted":true}}}}`,
  ]
  for (const [index, body] of bodies.entries()) {
    const answer = await city.app.request(events, { method: 'POST', headers: { ...headers, 'idempotency-key': `${key}-${index}` }, body })
    expect(answer.status).toBeLessThan(500)
  }
  expect(({} as Record<string, unknown>)['polluted']).toBeUndefined()
  expect(Object.keys(Object.prototype)).toEqual([])
  expect((await city.ask(principal, `/api/v1/playbooks/${key}`)).status).toBe(404)
})

test('texts that would change how a record reads are refused', async () => {
  const body = { playbook: 'epidemic', event: 'REPORT_SUSPECTED', facts: {}, reason: '好\u202E的' }
  const answer = await city.ask(principal, events, { method: 'POST', body, headers: { 'idempotency-key': 'bidi' } })
  expect([answer.status, (await answered(answer)).refusal]).toEqual([422, 'facts_invalid'])
})

test('an unknown address of the API is a problem like any other', async () => {
  const answer = await city.ask(principal, '/api/v1/nothing')
  expect([answer.status, answer.headers.get('content-type')?.split(';')[0]]).toEqual([404, 'application/problem+json'])
})
