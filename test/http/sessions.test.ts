import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { admin, cityCommander, countyCommander, doctor, inspector, principal } from '../world.ts'
import { cookieOf, holder, HOST, PASSWORD, serveCity, type ServedCity } from './served.ts'

// Each password takes a tenth of a second of a processor that other tests use as well.
vi.setConfig({ testTimeout: 30_000 })

let city: ServedCity
beforeAll(async () => {
  city = await serveCity({ realPasswords: true })
})
afterAll(() => city.close())

const me = (cookie: string) => city.app.request('/api/v1/me', { headers: { host: HOST, cookie } })
const signIn = (username: string, password: string, cookie = '') =>
  city.app.request('/api/auth/sign-in/username', {
    method: 'POST',
    headers: { host: HOST, origin: `http://${HOST}`, 'content-type': 'application/json', ...(cookie !== '' && { cookie }) },
    body: JSON.stringify({ username, password }),
  })
const moreThanASecond = () => new Promise((resolve) => setTimeout(resolve, 1_100))

test('the cookie is for our own pages only and out of reach of scripts', async () => {
  await city.cookie(countyCommander)
  const answer = await signIn('county-commander', PASSWORD)
  expect(answer.headers.getSetCookie()[0]).toMatch(/^fangxian\.session_token=.*HttpOnly; SameSite=Lax$/)
  expect(await answer.json()).toMatchObject({ username: 'county-commander', role: 'commander', unit: '140821' })
})

test('account names are found whatever their case', async () => {
  await city.cookie(countyCommander)
  expect((await signIn(' County-Commander ', PASSWORD)).status).toBe(200)
})

test('signing in again gives a session of its own: nobody can foist one on another', async () => {
  const first = await city.cookie(countyCommander)
  const second = cookieOf(await signIn('county-commander', PASSWORD, first))
  expect(second).not.toBe(first)
})

test('a made-up or altered cookie is nobody', async () => {
  const cookie = await city.cookie(countyCommander)
  expect((await me('fangxian.session_token=abc.def')).status).toBe(401)
  expect((await me(cookie.replace(/=./, '=~'))).status).toBe(401)
})

test('after signing out the cookie is worth nothing at once', async () => {
  await city.cookie(countyCommander)
  const cookie = cookieOf(await signIn('county-commander', PASSWORD))
  expect((await me(cookie)).status).toBe(200)
  await city.app.request('/api/auth/sign-out', { method: 'POST', headers: { host: HOST, origin: `http://${HOST}`, cookie } })
  expect((await me(cookie)).status).toBe(401)
})

test('a new role counts within a second, and a disabled account is signed out', async () => {
  const cookie = await city.cookie(inspector)
  expect(await (await me(cookie)).json()).toMatchObject({ role: 'inspector' })
  await city.engine.recordPerson(admin, { ...holder(inspector), role: 'auditor', posts: [] })
  await moreThanASecond()
  expect(await (await me(cookie)).json()).toMatchObject({ role: 'auditor', posts: [] })
  await city.engine.recordPerson(admin, { ...holder(inspector), active: false })
  await moreThanASecond()
  expect((await me(cookie)).status).toBe(401)
  expect((await signIn('inspector', PASSWORD)).status).toBe(401)
})

test('a new password ends every session', async () => {
  const cookie = await city.cookie(doctor)
  expect((await me(cookie)).status).toBe(200)
  await city.accounts.setPassword(holder(doctor), 'another sentence')
  await moreThanASecond()
  expect((await me(cookie)).status).toBe(401)
})

test('guessing closes the one account and no other, wherever the guesses come from', async () => {
  await city.cookie(principal)
  for (let guess = 1; guess <= 10; guess += 1) expect((await signIn('principal', `guess ${guess}`)).status).toBe(401)
  const closed = await signIn('principal', PASSWORD)
  expect(closed.status).toBe(429)
  expect(closed.headers.get('retry-after')).toBe('900')
  expect((await signIn('county-commander', PASSWORD)).status).toBe(200)
})

test('an account that does not exist is refused like a wrong password', async () => {
  const absent = await signIn('nobody', 'some password')
  const wrong = await signIn('city-commander', 'some password')
  expect([absent.status, await absent.text()]).toEqual([wrong.status, await wrong.text()])
})

test.each(['/api/auth/sign-up/email', '/api/auth/update-user', '/api/auth/is-username-available', '/api/auth/change-email'])(
  'nobody signs up, renames or looks for accounts: %s is not there',
  async (path) => {
    const answer = await city.ask(cityCommander, path, {
      method: 'POST',
      body: { username: 'mallory', name: 'm', email: 'm@x.test', password: 'long enough' },
    })
    expect(answer.status).toBe(404)
  },
)

test('a session is lengthened by use, at most once a day, and one that has run out is nobody', async () => {
  const cookie = await city.cookie(countyCommander)
  expect((await me(cookie)).headers.getSetCookie()).toEqual([])
  const { writer } = city.connections
  const inDays = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString()
  await writer
    .updateTable('session')
    .set({ expiresAt: inDays(80) })
    .where('userId', '=', countyCommander.person)
    .execute()
  await moreThanASecond()
  expect((await me(cookie)).headers.getSetCookie()[0]).toMatch(/^fangxian\.session_token=/)
  await moreThanASecond()
  expect((await me(cookie)).headers.getSetCookie()).toEqual([])
  await writer
    .updateTable('session')
    .set({ expiresAt: inDays(-1) })
    .where('userId', '=', countyCommander.person)
    .execute()
  await moreThanASecond()
  expect((await me(cookie)).status).toBe(401)
})
