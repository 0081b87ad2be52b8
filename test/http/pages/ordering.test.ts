import { afterAll, beforeAll, expect, test } from 'vitest'
import { auditor, cityCommander, countyCommander, LIANPING, LINYI, principal, TINGLAN, YUNCHENG } from '../../world.ts'
import { serveCity, type ServedCity } from '../served.ts'
import { inputOf, open, send } from './paper.ts'

let city: ServedCity
beforeAll(async () => {
  city = await serveCity()
})
afterAll(() => city.close())

const ANSWERS = {
  event: 'ORDER_LOCKDOWN',
  region: LINYI.code,
  boarding: 'true',
  kinds: ['junior', 'senior'],
  reason: '县城发现疫情',
  document: '',
}

test('only what the commander may send is offered, and to nobody else anything', async () => {
  expect((await open(city, countyCommander, '/orders/new')).text).toContain('下达封控处置')
  expect((await open(city, countyCommander, '/orders/new')).text).not.toContain('延期开学')
  expect((await open(city, cityCommander, '/orders/new')).text).toContain('延期开学')
  for (const who of [principal, auditor]) {
    expect((await open(city, who, '/orders/new')).text).toContain('您的岗位不能下达指令')
    expect((await open(city, who, '/orders/new?event=ORDER_LOCKDOWN')).status).toBe(404)
    expect((await send(city, who, '/orders/new', { ...ANSWERS, step: 'issue', key: 'x' })).status).toBe(404)
  }
})

test('the preview says who is concerned and orders nothing', async () => {
  const paper = await send(city, cityCommander, '/orders/new', { ...ANSWERS, step: 'preview' })
  for (const words of ['核对后下达', '临猗县，初中、高中，有寄宿生', '确认下达，1 所学校立即执行', '文号待补'])
    expect(paper.text).toContain(words)
  expect((await open(city, cityCommander, '/orders')).text).toContain('还没有下达过指令')
})

test('the answers can be gone back to', async () => {
  const paper = await send(city, cityCommander, '/orders/new', { ...ANSWERS, step: 'scope' })
  expect(paper.html).toMatch(/<option value="140821" selected/)
  expect(paper.html).toMatch(/value="junior" checked/)
  expect(paper.text).toContain('县城发现疫情')
})

test('an order without its reason is refused on the form', async () => {
  const paper = await send(city, cityCommander, '/orders/new', { ...ANSWERS, reason: '', step: 'preview' })
  expect([paper.status, paper.text.includes('请说明理由')]).toEqual([422, true])
})

test('a scope outside the commander’s own is refused like one that does not exist', async () => {
  const paper = await send(city, countyCommander, '/orders/new', { ...ANSWERS, region: YUNCHENG.code, step: 'preview' })
  expect([paper.status, paper.text.includes('查无此单位')]).toEqual([404, true])
})

test('confirmed twice with one key it is one order, and its page shows every result', async () => {
  const preview = await send(city, cityCommander, '/orders/new', { ...ANSWERS, step: 'preview' })
  const fields = { ...ANSWERS, step: 'issue', key: inputOf(preview, 'key') }
  const once = await send(city, cityCommander, '/orders/new', fields)
  const twice = await send(city, cityCommander, '/orders/new', fields)
  expect([once.status, twice.headers.get('location')]).toEqual([303, once.headers.get('location')])
  await city.engine.idle()
  const page = await open(city, cityCommander, once.headers.get('location') ?? '')
  for (const words of ['已全部下达', LIANPING.name, '已执行', '尚未行动的学校 1', '县城发现疫情']) expect(page.text).toContain(words)
  expect(page.text).not.toContain(TINGLAN.name)
})

test('the board shows the region’s figures and leads to the schools behind them', async () => {
  const board = await open(city, cityCommander, '/board')
  for (const words of ['运城市 · 指挥调度台', '临猗县', '盐湖区', '最近指令', '尚未行动的学校 1']) expect(board.text).toContain(words)
  const sealed = await open(city, cityCommander, `/board?region=${LINYI.code}&phase=lockdown`)
  expect(sealed.text).toContain(LIANPING.name)
  expect(sealed.text).not.toContain(TINGLAN.name)
  expect((await open(city, cityCommander, '/board?q=没有这所')).text).toContain('没有符合条件的学校')
})

test('the situation report and the playbook can be read by whoever may see the region', async () => {
  const report = await open(city, auditor, `/regions/${YUNCHENG.code}/situation`)
  for (const words of ['运城市情况日报', '封闭管理 · 封控处置', '缺报学校', LIANPING.name]) expect(report.text).toContain(words)
  expect((await open(city, principal, '/playbooks/epidemic')).text).toContain('传染病疫情防控预案 第 1 版')
})
