import { afterAll, beforeAll, expect, test } from 'vitest'
import { cityCommander } from '../world.ts'
import { HOST, serveCity, type ServedCity } from './served.ts'

let city: ServedCity
beforeAll(async () => {
  city = await serveCity()
})
afterAll(() => city.close())

const ORIGINS: readonly (readonly [string, Record<string, string>])[] = [
  ['another site', { origin: 'https://evil.example' }],
  ['another port', { origin: `http://${HOST}:81` }],
  ['no origin', {}],
  ['the origin null', { origin: 'null' }],
  ['an origin that is none', { origin: 'fangxian.test' }],
]
const TYPES = ['application/json', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x', 'text/plain']

test.each(ORIGINS)('from %s nothing that changes anything is accepted, whatever its route and content type', async (_name, headers) => {
  const cookie = await city.cookie(cityCommander)
  const unsafe = city.app.routes.filter(({ method, path }) => !['GET', 'ALL', 'HEAD', 'OPTIONS'].includes(method) && !path.includes('*'))
  expect(unsafe.length).toBeGreaterThan(5)
  for (const { method, path } of unsafe) {
    for (const type of TYPES) {
      const answer = await city.app.request(path.replaceAll(/:[a-z]+/g, '1'), {
        method,
        headers: { host: HOST, cookie, 'content-type': type, ...headers },
        body: '{}',
      })
      expect([method, path, type, answer.status]).toEqual([method, path, type, 403])
    }
  }
})

test('from our own pages it is', async () => {
  const answer = await city.ask(cityCommander, '/api/v1/clock', { method: 'POST', body: { to: '2022-03-06T22:05:00+08:00' } })
  expect(answer.status).toBe(200)
})

test('behind a proxy that speaks https the host decides', async () => {
  const headers = { origin: `https://${HOST}` }
  expect(
    (await city.ask(cityCommander, '/api/v1/clock', { method: 'POST', body: { to: '2022-03-06T22:06:00+08:00' }, headers })).status,
  ).toBe(200)
})

test('a program without a cookie needs no origin, yet a foreign one is refused even then', async () => {
  const request = {
    method: 'POST',
    headers: { host: HOST, 'content-type': 'application/json' },
    body: '{"username":"nobody","password":"wrong one"}',
  }
  expect((await city.app.request('/api/auth/sign-in/username', request)).status).toBe(401)
  const foreign = { ...request, headers: { ...request.headers, origin: 'https://evil.example' } }
  expect((await city.app.request('/api/auth/sign-in/username', foreign)).status).toBe(403)
})

test('every answer tells browsers to run nothing of others and to show it in no frame', async () => {
  const { headers } = await city.ask(cityCommander, '/api/v1/me')
  expect(headers.get('content-security-policy')).toMatch(/script-src 'self'; style-src 'self'.*frame-ancestors 'none'/)
  expect(headers.get('referrer-policy')).toBe('same-origin')
  expect(headers.get('x-content-type-options')).toBe('nosniff')
})
