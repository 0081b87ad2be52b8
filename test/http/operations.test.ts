import { afterAll, beforeAll, expect, test } from 'vitest'
import { latestPlaybooks } from '../../machines/registry.ts'
import { admin, auditor, cityCommander, LIANPING, principal } from '../world.ts'
import { first, HOST, serveCity, type ServedCity, answered } from './served.ts'

let city: ServedCity
beforeAll(async () => {
  city = await serveCity()
})
afterAll(() => city.close())

test('anybody may ask whether it lives and can write', async () => {
  for (const path of ['/livez', '/readyz']) expect((await city.app.request(path, { headers: { host: HOST } })).status).toBe(200)
})

test('while another process holds the database it says that it is not ready, and is again afterwards', async () => {
  const other = await serveCity()
  try {
    await other.connections.reader.connection().execute(async (held) => {
      const { sql } = await import('kysely')
      await sql`begin immediate`.execute(held)
      expect((await other.app.request('/readyz', { headers: { host: HOST } })).status).toBe(503)
      await sql`rollback`.execute(held)
    })
    await new Promise((resolve) => setTimeout(resolve, 1_100))
    expect((await other.app.request('/readyz', { headers: { host: HOST } })).status).toBe(200)
  } finally {
    await other.close()
  }
})

test('metrics name routes, never addresses, and need somebody signed in or this very machine', async () => {
  expect((await city.app.request('/metrics', { headers: { host: HOST } })).status).toBe(401)
  await city.ask(principal, `/api/v1/units/${LIANPING.code}`)
  const text = await (await city.ask(admin, '/metrics')).text()
  expect(text).toMatch(/fangxian_http_request_seconds_count\{method="GET",route="\/api\/v1\/units\/:code",status="200"\} 1/)
  expect(text).not.toContain(LIANPING.code)
})

test('frozen time is moved by a commander, and what falls due is recorded', async () => {
  const before = (await city.read(cityCommander, '/api/v1/journal?limit=500')).items.length
  const to = '2026-03-08T01:00:00+08:00'
  expect((await city.ask(auditor, '/api/v1/clock', { method: 'POST', body: { to } })).status).toBe(403)
  expect(await city.read(cityCommander, '/api/v1/clock', { method: 'POST', body: { to } })).toEqual({ now: '2026-03-07T17:00:00.000Z' })
  expect((await city.read(cityCommander, '/api/v1/journal?limit=500')).items.length).toBeGreaterThan(before)
})

test('running time is not moved by anybody', async () => {
  const running = await serveCity({ frozen: false })
  const answer = await running.ask(cityCommander, '/api/v1/clock', { method: 'POST', body: { to: '2026-03-08T01:00:00+08:00' } })
  expect([answer.status, (await answered(answer)).refusal]).toEqual([409, 'clock_not_frozen'])
  await running.close()
})

interface OpenApi {
  readonly openapi: string
  readonly paths: Readonly<Record<string, { readonly post?: { readonly requestBody: { readonly required: boolean } } }>>
  readonly components: { readonly schemas: Readonly<Record<string, { readonly properties: object }>> }
}

test('the document of the API names every call with its schemas', async () => {
  const document = (await (await city.ask(admin, '/api/openapi.json')).json()) as OpenApi
  expect(document.openapi).toBe('3.1.0')
  expect(Object.keys(document.paths)).toEqual(
    expect.arrayContaining(
      [
        '/me',
        '/playbooks',
        '/playbooks/{name}',
        '/units',
        '/units/{code}',
        '/units/{code}/checklist',
        '/units/{code}/events',
        '/units/{code}/sign-offs',
        '/orders',
        '/orders/{id}',
        '/orders/{id}/outcomes',
        '/journal',
        '/regions/{code}/situation',
        '/stream',
      ].map((path) => `/api/v1${path}`),
    ),
  )
  expect(document.paths['/api/v1/orders']?.post?.requestBody.required).toBe(true)
  expect(document.components.schemas['Problem']?.properties).toHaveProperty('refusal')
})

test('the playbook says who may send what from where, and which rules it serves', async () => {
  const { items } = await city.read(principal, '/api/v1/playbooks')
  expect(items).toEqual(latestPlaybooks().map(({ name, version }) => ({ id: name, version, title: expect.any(String) })))
  const playbook = await city.read(principal, '/api/v1/playbooks/epidemic')
  const event = (type: string) => first(playbook.events.filter((one) => one.type === type))
  expect(event('ORDER_LOCKDOWN')).toMatchObject({ order: true, from: expect.arrayContaining(['normal', 'suspected']) })
  expect(event('ORDER_LOCKDOWN').who).toContain('bureau:county')
  expect(event('SUBMIT_PLAN').from).toEqual(['reopening.planning'])
  expect(playbook.phases.map(({ phase }) => phase)).toEqual(expect.arrayContaining(['normal', 'lockdown.sealed', 'online']))
  expect(playbook.served).toEqual(expect.arrayContaining(['L-01', 'U-01', 'R-08']))
})
