import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Actor } from '../../../src/core/actor.ts'
import { admin, auditor, cityCommander, doctor, inspector, LIANPING, principal, SHANXI, TINGLAN, YUNCHENG } from '../../world.ts'
import { HOST, OWN_ORIGIN, PASSWORD, serveCity, type ServedCity } from '../served.ts'
import { inputOf, open, paperOf } from './paper.ts'

let city: ServedCity
beforeAll(async () => {
  city = await serveCity()
})
afterAll(() => city.close())

const signIn = async (fields: Readonly<Record<string, string>>) =>
  paperOf(
    await city.app.request('/sign-in', {
      method: 'POST',
      headers: { host: HOST, origin: OWN_ORIGIN, 'content-type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams(fields).toString(),
    }),
  )

test.each([
  [principal, `/units/${LIANPING.code}`],
  [doctor, `/units/${LIANPING.code}`],
  [cityCommander, '/board'],
  [inspector, '/board'],
  [auditor, '/journal'],
  [admin, '/admin/people'],
])('the first page of $person is one that they work with', async (who: Actor, first: string) => {
  const { status, headers } = await open(city, who, '/')
  expect([status, headers.get('location')]).toEqual([303, first])
  expect((await open(city, who, first)).status).toBe(200)
})

test('signing in leads to the page that was asked for, never to another site', async () => {
  await city.cookie(principal)
  const fields = { username: principal.person, password: PASSWORD }
  expect((await signIn({ ...fields, next: '/journal?type=task.signed' })).headers.get('location')).toBe('/journal?type=task.signed')
  for (const next of ['//evil.example', 'https://evil.example', '/\\evil.example', '']) {
    expect((await signIn({ ...fields, next })).headers.get('location')).toBe('/')
  }
})

test('a wrong password is refused beside the form, the name stays, and it is said what to do', async () => {
  const paper = await signIn({ username: principal.person, password: 'wrong', next: '/journal' })
  expect(paper.status).toBe(401)
  expect(paper.html).toMatch(/role="alert"/)
  expect(paper.text).toContain('用户名或密码不对，请核对后再试')
  expect([inputOf(paper, 'username'), inputOf(paper, 'next')]).toEqual([principal.person, '/journal'])
})

test('a school that is out of sight and one that does not exist get the same page', async () => {
  const outside = await open(city, principal, `/units/${TINGLAN.code}`)
  const nowhere = await open(city, principal, '/units/9999999999')
  expect([outside.status, nowhere.status]).toEqual([404, 404])
  expect(outside.text).toContain('没有找到这个页面')
  expect(outside.text.replaceAll(TINGLAN.code, '')).toBe(nowhere.text.replaceAll('9999999999', ''))
})

test.each([
  `/units/${TINGLAN.code}/tasks/N-02`,
  `/units/${TINGLAN.code}/events/HOLD`,
  `/board?region=${SHANXI.code}`,
  `/regions/${YUNCHENG.code}/situation`,
  '/orders/1',
  '/journal/1',
  '/playbooks/none',
  '/nowhere',
])('a principal finds nothing at %s', async (path) => {
  expect((await open(city, principal, path)).status).toBe(404)
})

test('the language is switched on any page and stays', async () => {
  const paper = await open(city, principal, `/units/${LIANPING.code}?lang=en`)
  expect(paper.text).toContain('Do this first')
  expect(paper.headers.getSetCookie().some((cookie) => cookie.startsWith('lang=en'))).toBe(true)
  const cookie = `${await city.cookie(principal)}; lang=en`
  expect((await open(city, principal, '/journal', { cookie })).html).toContain('<html lang="en-GB">')
  expect((await open(city, principal, '/journal')).html).toContain('<html lang="zh-CN">')
})

test('a principal who asks for the board is led to the school', async () => {
  expect((await open(city, principal, '/board')).headers.get('location')).toBe(`/units/${LIANPING.code}`)
})
