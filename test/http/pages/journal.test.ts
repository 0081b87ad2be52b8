import { afterAll, beforeAll, expect, test } from 'vitest'
import { auditor, cityCommander, LIANPING, principal, TINGLAN } from '../../world.ts'
import { serveCity, type ServedCity } from '../served.ts'
import { inputOf, linksTo, open, send } from './paper.ts'

let city: ServedCity
const SCHOOL = `/units/${LIANPING.code}`

beforeAll(async () => {
  city = await serveCity()
  await send(city, cityCommander, `${SCHOOL}/events/ORDER_LOCKDOWN`, { key: 'order', reason: '按会商意见', document: '运指〔2026〕3号' })
  const address = `${SCHOOL}/tasks/L-01`
  const form = await open(city, principal, address)
  const hidden = { key: inputOf(form, 'key'), visit: inputOf(form, 'visit'), occurrence: '' }
  await send(city, principal, address, { ...hidden, statement: 'not_applicable', note: '由县指挥部代管' })
  const signed = await open(city, principal, address)
  await send(city, principal, `${address}/withdrawal`, { key: 'back', seq: inputOf(signed, 'seq'), reason: '选错了' })
})
afterAll(() => city.close())

test('an auditor finds what happened at a school, in plain sentences, newest first', async () => {
  const { text } = await open(city, auditor, `/journal?unit=${LIANPING.code}`)
  const order = ['撤回签字：启动校级指挥部', '签“不适用”：启动校级指挥部', '下达封控处置：常态防控 · 在校教学 → 封闭管理 · 封控处置']
  const places = order.map((words) => text.indexOf(words))
  expect(places.every((place) => place > 0)).toBe(true)
  expect(places.toSorted((a, b) => a - b)).toEqual(places)
})

test('a filter that nothing passes says so; one that something passes keeps its words', async () => {
  expect((await open(city, auditor, `/journal?unit=${TINGLAN.code}&type=task.signed`)).text).toContain('没有符合条件的记录')
  const paper = await open(city, auditor, '/journal?type=event.sent&from=2026-03-06&to=2026-03-06')
  expect(paper.text).toContain(LIANPING.name)
  expect(inputOf(paper, 'from')).toBe('2026-03-06')
  expect((await open(city, auditor, '/journal?from=2026-03-07')).text).toContain('没有符合条件的记录')
})

test('one entry shows the document, the change of phase, and what came before and after', async () => {
  const [address = ''] = linksTo(await open(city, auditor, SCHOOL), '下达封控处置')
  const { text } = await open(city, auditor, address)
  for (const words of ['运指〔2026〕3号', '按会商意见', '变更前', '常态防控 · 在校教学', '同一单位的上一条', '同一单位的下一条'])
    expect(text).toContain(words)
})

test('a signature that was withdrawn says so and leads to the withdrawal', async () => {
  const [address = ''] = linksTo(await open(city, auditor, SCHOOL), '签“不适用”')
  const paper = await open(city, auditor, address)
  expect(paper.text).toContain('此签字已撤回')
  expect(paper.text).toContain('由县指挥部代管')
  const [withdrawal = ''] = linksTo(paper, '撤回签字')
  expect((await open(city, auditor, withdrawal)).text).toContain('选错了')
})

test('the link for a spreadsheet carries the same filter', async () => {
  const [csv = ''] = linksTo(await open(city, auditor, `/journal?unit=${LIANPING.code}&type=task.signed`), '导出 CSV')
  const answer = await city.ask(auditor, csv)
  expect(answer.headers.get('content-type')).toContain('text/csv')
  expect((await answer.text()).trim().split('\n')).toHaveLength(2)
})

test('a principal sees the journal of the own school only', async () => {
  expect((await open(city, principal, '/journal')).text).not.toContain(TINGLAN.name)
})
