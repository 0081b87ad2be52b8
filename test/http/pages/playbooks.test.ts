import { afterAll, beforeAll, expect, test } from 'vitest'
import { auditor, cityCommander, countyCommander, dutyLeader, LIANPING, LINYI, principal, taskForce, yanhuCommander } from '../../world.ts'
import { serveCity, type ServedCity } from '../served.ts'
import { inputOf, linksTo, open, send } from './paper.ts'

let city: ServedCity
beforeAll(async () => {
  city = await serveCity()
})
afterAll(() => city.close())

const SCHOOL = `/units/${LIANPING.code}`
const FLOOD = `${SCHOOL}?playbook=flood`
const BUREAU = `/units/${LINYI.code}`

test('a school without damage has one quiet line, with which to report it', async () => {
  const paper = await open(city, principal, SCHOOL)
  expect(paper.text).toContain('水灾灾后重建 ：无灾情')
  expect(linksTo(paper, '报告灾情')).toEqual([`${SCHOOL}/events/REPORT_DAMAGE?playbook=flood`])
  expect(linksTo(await open(city, auditor, SCHOOL), '报告灾情')).toEqual([])
})

test('damage is reported from there, and the page of the flood has its own checklist, without teaching', async () => {
  const form = await open(city, principal, `${SCHOOL}/events/REPORT_DAMAGE?playbook=flood`)
  const sent = await send(city, principal, `${SCHOOL}/events/REPORT_DAMAGE?playbook=flood`, { key: inputOf(form, 'key') })
  expect([sent.status, sent.headers.get('location')]).toEqual([303, `${FLOOD}&sent=REPORT_DAMAGE`])
  const paper = await open(city, principal, `${FLOOD}&sent=REPORT_DAMAGE`)
  for (const words of ['已登记：报告灾情', '受灾评估', '人员安全清点', '还剩 2 小时', '传染病疫情防控']) expect(paper.text).toContain(words)
  expect(paper.text).not.toContain('教学方式')
  expect(linksTo(await open(city, principal, SCHOOL), '水灾灾后重建')[0]).toBe(FLOOD)
})

test('a signature, its refusal and its withdrawal stay in the flood', async () => {
  const [address = ''] = linksTo(await open(city, dutyLeader, FLOOD), '人员安全清点')
  expect(address).toContain('playbook=flood')
  const paper = await open(city, dutyLeader, address)
  const hidden = { key: inputOf(paper, 'key'), visit: inputOf(paper, 'visit'), occurrence: inputOf(paper, 'occurrence'), statement: 'done' }
  const counted = { 'e-safe': '699', 'e-injured': '0', 'e-dead': '0', 'e-unreached': '1' }
  const action = `${SCHOOL}/tasks/F-01?playbook=flood`
  expect(paper.html).toContain(`action="${action}"`)
  const wrong = await send(city, dutyLeader, action, { ...hidden, ...counted, 'e-safe': '698' })
  expect([wrong.status, inputOf(wrong, 'e-safe')]).toEqual([422, '698'])
  const right = await send(city, dutyLeader, action, { ...hidden, key: inputOf(wrong, 'key'), ...counted })
  expect(right.headers.get('location')).toBe(`${FLOOD}&done=signed&task=F-01`)
  const signed = await open(city, dutyLeader, action)
  const fields = { key: inputOf(signed, 'key'), seq: inputOf(signed, 'seq'), reason: '多数了一人' }
  const back = await send(city, dutyLeader, `${SCHOOL}/tasks/F-01/withdrawal?playbook=flood`, fields)
  expect(back.headers.get('location')).toBe(`${FLOOD}&done=withdrawn&task=F-01`)
})

test('a playbook that does not run there looks like nothing at all', async () => {
  for (const address of [`${SCHOOL}?playbook=bureau`, `${BUREAU}?playbook=flood`, `${SCHOOL}?playbook=earthquake`])
    expect((await open(city, cityCommander, address)).status).toBe(404)
})

test('a bureau has a page of its own: what it has to do, and what its commander may send', async () => {
  const paper = await open(city, countyCommander, BUREAU)
  for (const words of ['平时', '响应级别： 未启动', '月督导检查', '启动应急响应', '指挥调度台']) expect(paper.text).toContain(words)
  expect(paper.text).not.toContain('在册 0 人')
  expect((await open(city, taskForce, BUREAU)).text).not.toContain('启动应急响应')
  expect((await open(city, principal, BUREAU)).status).toBe(404)
  expect((await open(city, yanhuCommander, BUREAU)).status).toBe(404)
})

test('a level is declared there by its own commander, and by the one above for it; schools see which applies', async () => {
  const form = await open(city, countyCommander, `${BUREAU}/events/DECLARE_LEVEL`)
  const sent = await send(city, countyCommander, `${BUREAU}/events/DECLARE_LEVEL`, {
    key: inputOf(form, 'key'),
    'f-level': 'III',
    reason: '县城发现病例',
  })
  expect(sent.headers.get('location')).toBe(`${BUREAU}?sent=DECLARE_LEVEL`)
  expect((await open(city, principal, SCHOOL)).text).toContain('Ⅲ级响应 ，临猗县今天 22:00 公布，文号待补')
  const raised = { playbook: 'bureau', event: 'RAISE_LEVEL', facts: { level: 'I' }, reason: '病例增加', document: '运指〔2026〕3 号' }
  const answer = await city.ask(cityCommander, `/api/v1/units/${LINYI.code}/events`, {
    method: 'POST',
    body: raised,
    headers: { 'idempotency-key': 'raise' },
  })
  expect(answer.status).toBe(201)
  expect((await open(city, principal, SCHOOL)).text).toContain('Ⅰ级响应 ，运城市今天 22:00 为临猗县公布，运指〔2026〕3 号')
  expect((await open(city, yanhuCommander, '/units/1408020301')).text).not.toContain('级响应')
})

test('a risk level is shown with its zones', async () => {
  const body = {
    playbook: 'bureau',
    event: 'SET_RISK',
    facts: { risk: 'high', zonesSealed: 9, zonesControlled: 3, from: '2026-03-06' },
    scope: { units: [LINYI.code] },
    reason: '专家组研判',
  }
  const answer = await city.ask(cityCommander, '/api/v1/orders', { method: 'POST', body, headers: { 'idempotency-key': 'risk' } })
  expect(answer.status).toBe(202)
  await city.engine.idle()
  expect((await open(city, principal, SCHOOL)).text).toContain(
    '高风险 ，运城市今天 22:00 为临猗县公布，今天 起，封控区 9 个，管控区 3 个，文号待补',
  )
})

test('a commander chooses among the orders of all playbooks, and bureaus are asked for no boarders', async () => {
  const choose = await open(city, cityCommander, '/orders/new')
  for (const words of ['下达封控处置', '认定受灾', '启动应急响应']) expect(choose.text).toContain(words)
  const [address = ''] = linksTo(choose, '启动应急响应')
  const scope = await open(city, cityCommander, address)
  expect([inputOf(scope, 'playbook'), scope.text.includes('住宿情况')]).toEqual(['bureau', false])
  const fields = { playbook: 'bureau', event: 'ACTIVATE', region: LINYI.code, reason: '县城发现病例', key: 'activate' }
  expect((await send(city, cityCommander, '/orders/new', { ...fields, step: 'preview' })).text).toContain('范围内')
  expect((await send(city, cityCommander, '/orders/new', { ...fields, step: 'issue' })).headers.get('location')).toMatch(/^\/orders\/\d+$/)
})

test.each(['flood', 'bureau'])('the playbook %s is read, and asked for over the API', async (name) => {
  expect((await open(city, principal, `/playbooks/${name}`)).status).toBe(200)
  const { phases, events } = await city.read(principal, `/api/v1/playbooks/${name}`)
  expect(phases.length).toBeGreaterThan(2)
  expect(events.every(({ from }) => from.length > 0)).toBe(true)
})
