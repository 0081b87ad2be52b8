import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Actor } from '../../src/core/actor.ts'
import {
  admin,
  auditor,
  cityCommander,
  countyCommander,
  doctor,
  inspector,
  LIANPING,
  otherPrincipal,
  principal,
  provinceCommander,
  SHANXI,
  TINGLAN,
  YANHU_SENIOR,
  YUNCHENG,
} from '../world.ts'
import { first, HOST, OWN_ORIGIN, serveCity, type ServedCity } from './served.ts'

let city: ServedCity
beforeAll(async () => {
  city = await serveCity()
})
afterAll(() => city.close())

/** What a signed-out caller may reach, and what is a rule for many routes rather than one. */
const OPEN = ['/sign-in', '/livez', '/readyz', '/api/auth/sign-in/username', '/api/auth/sign-out']

const routes = () =>
  city.app.routes
    .filter(({ method, path }) => method !== 'ALL' && !path.includes('*'))
    .map(({ method, path }) => ({ method, path: fill(path) }))

function fill(path: string): string {
  return path
    .replaceAll(':code', LIANPING.code)
    .replaceAll(':name', 'epidemic')
    .replaceAll(/:[a-zA-Z]+(\{[^}]*\})?/g, '1')
}

test('signed out, no route answers anything but the sign-in page', async () => {
  expect(routes().length).toBeGreaterThan(20)
  for (const { method, path } of routes()) {
    if (OPEN.includes(path) || path.startsWith('/assets/')) continue
    const answer = await city.app.request(path, { method, headers: { host: HOST, origin: OWN_ORIGIN } })
    const refused = path.startsWith('/api/') || path === '/metrics' ? [401, null] : [303, '/sign-in']
    expect([method, path, answer.status, answer.headers.get('location')?.split('?')[0] ?? null]).toEqual([method, path, ...refused])
  }
})

test('signed out, what does not exist looks like what does', async () => {
  const there = await city.app.request('/api/v1/me')
  const nowhere = await city.app.request('/api/v1/nowhere')
  expect(nowhere.status).toBe(401)
  expect(await nowhere.text()).toBe(await there.text())
})

const READS = [
  '/api/v1/units/:code',
  '/api/v1/units/:code/checklist',
  '/api/v1/regions/:code/situation',
  '/api/v1/stream?unit=:code',
  '/api/v1/stream?region=:code',
]
const ACTS: readonly (readonly [path: string, body: object])[] = [
  ['/api/v1/units/:code/events', { playbook: 'epidemic', event: 'REPORT_SUSPECTED' }],
  ['/api/v1/units/:code/sign-offs', { playbook: 'epidemic', task: 'N-01', visit: 1, statement: 'done' }],
  ['/api/v1/units/:code/sign-offs/7/withdrawal', { reason: '填错' }],
]
/** For each of the cast, a unit that lies outside what is theirs to see. */
const OUTSIDE: readonly (readonly [who: string, actor: Actor, outside: string])[] = [
  ['the city', cityCommander, SHANXI.code],
  ['the county', countyCommander, YANHU_SENIOR.code],
  ['a principal', principal, TINGLAN.code],
  ['a school doctor', doctor, TINGLAN.code],
  ['another principal', otherPrincipal, LIANPING.code],
  ['the inspector', inspector, SHANXI.code],
  ['the auditor', auditor, SHANXI.code],
  ['the administrator', admin, SHANXI.code],
]

test.each(OUTSIDE)('to %s, a unit outside looks exactly like one that does not exist, on every route', async (who, actor, outside) => {
  for (const path of READS) {
    const [hidden, absent] = await Promise.all([outside, '999999'].map((code) => city.ask(actor, path.replace(':code', code))))
    expect([path, hidden?.status]).toEqual([path, 404])
    expect(await hidden?.text()).toBe(await absent?.text())
  }
  for (const [path, body] of ACTS) {
    const asked = [outside, '999999'].map((code, index) =>
      city.ask(actor, path.replace(':code', code), {
        method: 'POST',
        body,
        headers: { 'idempotency-key': `${who}-${path}-${index}`.replaceAll(' ', '-') },
      }),
    )
    const [hidden, absent] = await Promise.all(asked)
    expect([path, hidden?.status]).toEqual([path, 404])
    expect(await hidden?.text()).toBe(await absent?.text())
  }
})

test.each(OUTSIDE)('lists, journal and exports of %s hold nothing of what lies outside', async (_who, actor, outside) => {
  for (const path of [
    '/api/v1/units?limit=500',
    `/api/v1/units?region=${outside}`,
    '/api/v1/journal?limit=500',
    `/api/v1/journal?unit=${outside}`,
  ]) {
    const { items } = (await (await city.ask(actor, path)).json()) as { items: { code?: string; unit?: string | null }[] }
    expect(items.filter(({ code, unit }) => code === outside || unit === outside)).toEqual([])
  }
  const exported = await (await city.ask(actor, '/api/v1/journal?format=ndjson')).text()
  expect(exported).not.toContain(`"unit":"${outside}"`)
})

test.each([
  ['the county', countyCommander],
  ['a principal', principal],
])('an order of %s that reaches outside is refused whole', async (_who, actor) => {
  const body = { playbook: 'epidemic', event: 'ORDER_LOCKDOWN', scope: { units: [LIANPING.code, YANHU_SENIOR.code] }, reason: '封控' }
  const answer = await city.ask(actor, '/api/v1/orders', { method: 'POST', body, headers: { 'idempotency-key': `reach-${actor.person}` } })
  expect([403, 404]).toContain(answer.status)
  expect(await unitPhase(LIANPING.code)).toBe('normal.inTerm')
})

test.each([
  ['the auditor', auditor],
  ['the inspector', inspector],
  ['the administrator', admin],
])('%s can see everything below and change nothing', async (_who, actor) => {
  expect((await city.ask(actor, `/api/v1/units/${LIANPING.code}`)).status).toBe(200)
  const before = await standing()
  const acts: readonly (readonly [string, object])[] = [
    ...ACTS.map(([path, body]) => [path.replace(':code', LIANPING.code), body] as const),
    ['/api/v1/orders', { playbook: 'epidemic', event: 'ORDER_LOCKDOWN', scope: { region: YUNCHENG.code }, reason: '封控' }],
  ]
  for (const [path, body] of acts) {
    const answer = await city.ask(actor, path, { method: 'POST', body, headers: { 'idempotency-key': `${actor.person}-${path}` } })
    expect([path, answer.status >= 400 && answer.status < 500]).toEqual([path, true])
  }
  expect(await standing()).toEqual(before)
})

async function unitPhase(code: string): Promise<unknown> {
  const { responses } = await city.read(cityCommander, `/api/v1/units/${code}`)
  return first(responses).phase
}

/** How the school and the orders stand. That something was refused goes on record, and changes nothing. */
async function standing(): Promise<unknown> {
  const { responses } = await city.read(cityCommander, `/api/v1/units/${LIANPING.code}`)
  const { items } = await city.read(provinceCommander, '/api/v1/journal?limit=500')
  return [responses, items.filter(({ type }) => type !== 'command.refused')]
}
