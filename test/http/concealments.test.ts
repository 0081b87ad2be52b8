import { afterAll, beforeAll, expect, test } from 'vitest'
import { auditor, cityCommander, inspector, LIANPING, principal, yanhuCommander, YUNCHENG } from '../world.ts'
import type { Actor } from '../../src/core/actor.ts'
import type { ServedCity } from './served.ts'
import { serveCity } from './served.ts'

let city: ServedCity

beforeAll(async () => {
  city = await serveCity()
})

afterAll(() => city.close())

const PATH = `/api/v1/units/${LIANPING.code}/concealments`
const STATEMENT = { task: 'N-02', date: '2026-03-06', grounds: '晨检本与日报告不符', document: '' }

async function post(who: Actor, path: string, body: object, key: string): Promise<Response> {
  return city.ask(who, path, { method: 'POST', body, headers: { 'idempotency-key': key } })
}

test('an inspector states it, and school, auditor and situation report name it', async () => {
  const stated = await post(inspector, PATH, STATEMENT, 'one')
  expect(stated.status).toBe(201)
  const { seq } = (await stated.json()) as { seq: number }
  for (const who of [principal, auditor, inspector]) {
    const { items } = await city.read(who, PATH)
    expect(items).toMatchObject([
      { seq, task: 'N-02', office: { code: YUNCHENG.code, name: '运城市' }, by: 'inspector', withdrawnBy: null },
    ])
    const entry = (await city.read(who, `/api/v1/journal?type=report.concealed`)).items[0]
    expect(entry).toMatchObject({ seq, texts: { grounds: '晨检本与日报告不符' } })
  }
  const report = await city.read(cityCommander, `/api/v1/regions/${YUNCHENG.code}/situation?date=2026-03-06`)
  expect(report).toMatchObject({
    concealedReports: [{ code: LIANPING.code, seq }],
    concealingSchools: { '140802': 0, '140821': 1 },
  })
  expect((await city.read(yanhuCommander, `/api/v1/regions/140802/situation?date=2026-03-06`)) as object).toMatchObject({
    concealedReports: [],
  })
})

test('what is ill-formed, not theirs or said already is refused, and nothing is recorded', async () => {
  const before = (await city.read(auditor, '/api/v1/journal?limit=500')).items.length
  const attempts: readonly (readonly [Actor, object, number, string])[] = [
    [principal, STATEMENT, 403, 'not_your_role'],
    [auditor, STATEMENT, 403, 'not_your_role'],
    [yanhuCommander, STATEMENT, 404, 'unknown_unit'],
    [cityCommander, STATEMENT, 409, 'already_stated'],
    [inspector, { ...STATEMENT, date: 'yesterday' }, 422, 'request_invalid'],
    [inspector, { ...STATEMENT, date: '2026-03-07' }, 409, 'not_open_yet'],
    [inspector, { ...STATEMENT, task: 'N-99' }, 422, 'unknown_task'],
    [inspector, { ...STATEMENT, date: '2026-03-01', grounds: '' }, 422, 'reason_required'],
  ]
  for (const [index, [who, body, status, refusal]] of attempts.entries()) {
    const answer = await post(who, PATH, body, `no-${index}`)
    expect([answer.status, await answer.json()]).toMatchObject([status, { refusal }])
  }
  expect((await city.ask(yanhuCommander, PATH)).status).toBe(404)
  expect((await city.read(auditor, '/api/v1/journal?limit=500')).items).toHaveLength(before)
})

test('it is withdrawn with a reason, once, by the office that stated it or one above', async () => {
  const [{ seq } = { seq: 0 }] = (await city.read(inspector, PATH)).items
  const back = `${PATH}/${seq}/withdrawal`
  expect((await post(principal, back, { reason: '不实' }, 'b1')).status).toBe(403)
  expect((await post(inspector, back, { reason: '' }, 'b2')).status).toBe(422)
  expect((await post(inspector, back, { reason: '复核后更正' }, 'b3')).status).toBe(201)
  expect((await post(inspector, back, { reason: '复核后更正' }, 'b4')).status).toBe(404)
  expect((await city.read(principal, PATH)).items).toMatchObject([{ seq, withdrawnBy: seq + 1 }])
})
