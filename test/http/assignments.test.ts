import { afterAll, beforeAll, expect, test } from 'vitest'
import { auditor, countyCommander, doctor, inspector, LIANPING, LINYI, principal, TINGLAN, yanhuCommander } from '../world.ts'
import { answered, HOST, OWN_ORIGIN, serveCity, type ServedCity } from './served.ts'

let city: ServedCity
beforeAll(async () => {
  city = await serveCity()
})
afterAll(() => city.close())

let keys = 0
const post = (who: Parameters<ServedCity['ask']>[0], path: string, body: object) =>
  city.ask(who, path, { method: 'POST', body, headers: { 'idempotency-key': `assignment-${(keys += 1)}` } })
const PATH = '/api/v1/assignments'
const NOTICE = { terms: { kind: 'document' }, scope: { region: LINYI.code }, due: { hours: 12 }, title: '关于做好夜间值守的通知' }
const FINDING = {
  terms: { kind: 'finding', measures: ['N-17'] },
  scope: { units: [LIANPING.code] },
  due: { date: '2026-03-09' },
  title: '食堂留样不足',
  text: '三月六日午餐无留样。',
}

test('a county sends a document, sees who has signed for it, and takes the chasing list away', async () => {
  const preview = await city.ask(countyCommander, PATH, { method: 'POST', body: { ...NOTICE, dryRun: true } })
  expect([preview.status, await preview.json()]).toEqual([200, { matched: 4 }])
  const given = await post(countyCommander, PATH, NOTICE)
  const { id } = await answered(given)
  expect([given.status, given.headers.get('location')]).toEqual([202, `${PATH}/${id}`])
  await city.engine.idle()
  const { tasks } = await city.read(principal, `/api/v1/units/${LIANPING.code}/checklist`)
  const task = tasks.find((one) => one.id === `A-${id}`)
  expect(task).toMatchObject({ title: '文件签收：关于做好夜间值守的通知', state: 'open', source: ['R-05'] })
  const signing = { playbook: 'epidemic', task: `A-${id}`, visit: task?.visit, statement: 'done' }
  expect((await post(doctor, `/api/v1/units/${LIANPING.code}/sign-offs`, signing)).status).toBe(403)
  expect((await post(principal, `/api/v1/units/${LIANPING.code}/sign-offs`, signing)).status).toBe(201)
  expect(await city.read(countyCommander, `${PATH}/${id}`)).toMatchObject({
    unitName: '临猗县',
    status: 'in_force',
    counts: { received: 4, done: 1, open: 3, overdue: 0 },
  })
  const { items } = await city.read(countyCommander, `${PATH}/${id}/units?state=open&limit=1`)
  expect(items).toMatchObject([{ unit: '1408210003', state: 'open', signed: null }])
  const csv = await city.ask(countyCommander, `${PATH}/${id}/units`, { headers: { accept: 'text/csv' } })
  const lines = (await csv.text()).trim().split('\r\n')
  expect(lines).toHaveLength(5)
  expect(lines.at(-1)).toContain('临猗县莲坪镇初级中学,已办结')
  expect((await city.read(principal, `${PATH}?direction=received`)).items).toMatchObject([{ id, counts: { received: 1, done: 1 } }])
  expect((await city.read(principal, `${PATH}?direction=given`)).items).toEqual([])
})

test('another county sees nothing of it', async () => {
  const { items } = await city.read(countyCommander, PATH)
  const id = Number(items[0]?.id)
  for (const path of [`${PATH}/${id}`, `${PATH}/${id}/units`]) expect((await city.ask(yanhuCommander, path)).status).toBe(404)
  expect((await city.read(yanhuCommander, PATH)).items).toEqual([])
  expect((await post(yanhuCommander, `${PATH}/${id}/withdrawal`, { reason: '撤' })).status).toBe(404)
})

test('what is ill-formed or not theirs is refused, and nothing is given', async () => {
  const before = (await city.read(countyCommander, PATH)).items.length
  for (const body of [
    {},
    { ...NOTICE, due: {} },
    { ...NOTICE, terms: { kind: 'party' } },
    { ...NOTICE, title: '' },
    { ...NOTICE, scope: {} },
  ])
    expect((await post(countyCommander, PATH, body)).status).toBe(422)
  expect((await post(auditor, PATH, NOTICE)).status).toBe(403)
  expect((await post(countyCommander, PATH, { ...NOTICE, scope: { units: ['1408020301'] } })).status).toBe(404)
  expect((await city.ask(countyCommander, PATH, { method: 'POST', body: NOTICE })).status).toBe(422)
  expect((await city.read(countyCommander, PATH)).items).toHaveLength(before)
})

test('an inspector sends a correction back, and withdraws the finding with a reason, once', async () => {
  const { id } = await answered(await post(inspector, PATH, FINDING))
  await city.engine.idle()
  const { tasks } = await city.read(principal, `/api/v1/units/${LIANPING.code}/checklist`)
  const visit = tasks.find((one) => one.id === `A-${id}`)?.visit
  const evidence = { correction: '已更换留样柜', correctedOn: '2026-03-07' }
  const signing = { playbook: 'epidemic', task: `A-${id}`, visit, statement: 'done', evidence }
  const { seq } = await answered(await post(principal, `/api/v1/units/${LIANPING.code}/sign-offs`, signing))
  const back = `/api/v1/units/${LIANPING.code}/sign-offs/${seq}/return`
  expect((await post(inspector, back, { reason: '' })).status).toBe(422)
  expect((await post(principal, back, { reason: '不行' })).status).toBe(403)
  const returned = await post(inspector, back, { reason: '仍缺一天留样' })
  expect([returned.status, await returned.json()]).toMatchObject([201, { task: `A-${id}`, state: 'open' }])
  const path = `${PATH}/${id}/withdrawal`
  expect((await post(principal, path, { reason: '不办了' })).status).toBe(404)
  expect((await post(inspector, path, { reason: '重复交办' })).status).toBe(202)
  await city.engine.idle()
  expect((await post(inspector, path, { reason: '再撤' })).status).toBe(409)
  expect((await city.ask(principal, `/api/v1/units/${TINGLAN.code}/checklist`)).status).toBe(404)
})

test('on paper: the school signs on the page of the task, the inspector sends it back there', async () => {
  const { id } = await answered(await post(inspector, PATH, FINDING))
  await city.engine.idle()
  const page = `/units/${LIANPING.code}/tasks/A-${id}`
  const html = async (who: Parameters<ServedCity['ask']>[0], path: string) => (await city.ask(who, path)).text()
  expect(await html(principal, `/units/${LIANPING.code}`)).toContain('问题整改：食堂留样不足')
  const shown = await html(principal, page)
  expect(shown).toContain('三月六日午餐无留样。')
  const { tasks } = await city.read(principal, `/api/v1/units/${LIANPING.code}/checklist`)
  const visit = tasks.find((one) => one.id === `A-${id}`)?.visit
  const evidence = { correction: '已更换留样柜', correctedOn: '2026-03-07' }
  const signing = { playbook: 'epidemic', task: `A-${id}`, visit, statement: 'done', evidence }
  const { seq } = await answered(await post(principal, `/api/v1/units/${LIANPING.code}/sign-offs`, signing))
  expect(await html(principal, page)).not.toContain('复核未通过')
  expect(await html(inspector, page)).toContain('复核未通过，退回整改')
  const form = new URLSearchParams({ seq: String(seq), reason: '仍缺一天留样', key: 'by-form' })
  const sent = await city.app.request(`http://${HOST}${page}/return`, {
    method: 'POST',
    body: form,
    headers: { cookie: await city.cookie(inspector), origin: OWN_ORIGIN, host: HOST },
  })
  expect(sent.status).toBe(303)
  expect(await html(inspector, sent.headers.get('location') ?? '')).toContain('已退回：')
  expect(await html(inspector, '/journal')).toContain('复核未通过，退回')
})
