import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { countWrongGuesses } from '../../db/accounts.ts'
import { cityCommander, LIANPING, principal } from '../world.ts'
import { answered, HOST, OWN_ORIGIN, PASSWORD, serveCity, type ServedCity } from './served.ts'

let city: ServedCity
beforeAll(async () => {
  city = await serveCity()
  await city.cookie(principal)
  await city.cookie(cityCommander)
  // As if the disk were full.
  await sql`pragma query_only = on`.execute(city.connections.writer)
})
afterAll(async () => {
  await sql`pragma query_only = off`.execute(city.connections.writer)
  await city.close()
})

const event = { playbook: 'epidemic', event: 'ORDER_CLOSE', reason: '疫情处置' }

test('who sends something is told in words that it is not saved, and when to try again', async () => {
  const path = `/api/v1/units/${LIANPING.code}/events`
  const answer = await city.ask(cityCommander, path, { method: 'POST', body: event, headers: { 'idempotency-key': 'a' } })
  expect([answer.status, answer.headers.get('retry-after')]).toEqual([503, '2'])
  expect(await answered(answer)).toMatchObject({ refusal: 'not_writable', title: '暂时无法保存' })
})

test('a form is answered with a page that says the same', async () => {
  const path = `/units/${LIANPING.code}/events/ORDER_CLOSE`
  const headers = { 'content-type': 'application/x-www-form-urlencoded' }
  const cookie = await city.cookie(cityCommander)
  const body = new URLSearchParams({ playbook: 'epidemic', reason: '疫情处置', key: 'b' }).toString()
  const answer = await city.app.request(path, { method: 'POST', headers: { host: HOST, origin: OWN_ORIGIN, cookie, ...headers }, body })
  expect(answer.status).toBe(503)
  expect(await answer.text()).toContain('暂时无法保存')
})

test('reading goes on, and it says that it is not ready', async () => {
  expect((await city.ask(principal, `/api/v1/units/${LIANPING.code}/checklist`)).status).toBe(200)
  expect((await city.ask(principal, `/units/${LIANPING.code}`)).status).toBe(200)
  expect((await city.app.request('/sign-in', { headers: { host: HOST } })).status).toBe(200)
  expect((await city.app.request('/readyz', { headers: { host: HOST } })).status).toBe(503)
})

test('the right password is not taken for a wrong one because the session could not be saved', async () => {
  const answer = await city.app.request('/api/auth/sign-in/username', {
    method: 'POST',
    headers: { host: HOST, 'content-type': 'application/json' },
    body: JSON.stringify({ username: principal.person, password: PASSWORD }),
  })
  expect([answer.status, (await answered(answer)).refusal]).toEqual([503, 'not_writable'])
  expect(await countWrongGuesses(city.connections.reader, principal.person, '2000-01-01T00:00:00.000Z')).toBe(0)
})
