import { afterAll, beforeAll, expect, test } from 'vitest'
import { terms } from '../core/overlay/overlays.ts'
import { auditor, cityCommander, countyCommander, doctor, LIANPING, principal, yanhuCommander } from '../world.ts'
import { answered, serveCity, type ServedCity } from './served.ts'

let city: ServedCity
beforeAll(async () => {
  city = await serveCity()
})
afterAll(() => city.close())

let keys = 0
const post = (who: Parameters<ServedCity['ask']>[0], path: string, body: object) =>
  city.ask(who, path, { method: 'POST', body, headers: { 'idempotency-key': `overlay-${(keys += 1)}` } })
const PATH = '/api/v1/overlays'
const REASON = { reason: '县指挥部第 3 次会商决定' }

test('a county publishes, its schools read it, and their checklist has the step when they are sealed', async () => {
  const preview = await city.ask(countyCommander, PATH, { method: 'POST', body: { ...terms(), ...REASON, dryRun: true } })
  expect([preview.status, await preview.json()]).toEqual([200, { matched: 4, additions: [{ now: 0 }] }])
  const published = await post(countyCommander, PATH, { ...terms(), ...REASON })
  expect(published.status).toBe(202)
  const { id } = await answered(published)
  expect(published.headers.get('location')).toBe(`${PATH}/${id}`)
  await city.engine.idle()
  for (const who of [principal, doctor, auditor, cityCommander, countyCommander]) {
    expect(await city.read(who, `${PATH}/${id}`)).toMatchObject({
      title: '临猗县封控期间补充要求',
      unitName: '临猗县',
      status: 'in_force',
      issuedBy: 'county-commander',
      reason: REASON.reason,
      additions: [{ kind: 'step', step: { title: '清点应急照明' } }],
    })
  }
  await post(cityCommander, '/api/v1/orders', {
    playbook: 'epidemic',
    event: 'ORDER_LOCKDOWN',
    scope: { units: [LIANPING.code] },
    reason: '封控',
  })
  await city.engine.idle()
  const { tasks } = await city.read(principal, `/api/v1/units/${LIANPING.code}/checklist`)
  expect(tasks.find((task) => task.id === `X-${id}-1`)).toMatchObject({ title: '清点应急照明', state: 'open', source: ['R-03'] })
})

test('another county neither sees nor withdraws it', async () => {
  const { items } = await city.read(countyCommander, PATH)
  const id = Number(items[0]?.id)
  expect((await city.ask(yanhuCommander, `${PATH}/${id}`)).status).toBe(404)
  expect((await city.read(yanhuCommander, PATH)).items).toEqual([])
  expect((await post(yanhuCommander, `${PATH}/${id}/withdrawal`, { reason: '撤' })).status).toBe(404)
})

test('what is relaxed or ill-formed is refused, in the language of the caller, and nothing is published', async () => {
  const relaxed = await post(countyCommander, PATH, {
    ...terms({ additions: [{ kind: 'tighten', task: 'L-04', withinMinutes: 900 }] }),
    ...REASON,
  })
  expect([relaxed.status, await relaxed.json()]).toMatchObject([
    422,
    { refusal: 'overlay_invalid', errors: [{ field: 'additions.0.withinMinutes', text: '只能提前、不得放宽：现行时限为 720 分钟' }] },
  ])
  for (const body of [{}, { ...terms(), additions: [{ kind: 'drop', task: 'L-04' }] }, { ...terms(), kinds: ['bank'] }]) {
    expect((await post(countyCommander, PATH, body)).status).toBe(422)
  }
  expect((await post(doctor, PATH, { ...terms(), ...REASON })).status).toBe(403)
  expect((await city.ask(countyCommander, PATH, { method: 'POST', body: { ...terms(), ...REASON } })).status).toBe(422)
  expect((await city.read(countyCommander, PATH)).items).toHaveLength(1)
})

test('withdrawn with a reason, once', async () => {
  const { items } = await city.read(countyCommander, PATH)
  const path = `${PATH}/${items[0]?.id}/withdrawal`
  expect((await post(countyCommander, path, { reason: ' ' })).status).toBe(422)
  expect((await post(principal, path, { reason: '不办了' })).status).toBe(403)
  expect((await post(countyCommander, path, { reason: '已无必要' })).status).toBe(202)
  await city.engine.idle()
  expect((await post(countyCommander, path, { reason: '再撤' })).status).toBe(409)
  expect((await city.read(countyCommander, PATH)).items[0]).toMatchObject({ status: 'withdrawn' })
})
