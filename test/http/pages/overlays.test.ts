import { afterAll, beforeAll, expect, test } from 'vitest'
import { auditor, countyCommander, dutyLeader, inspector, LIANPING, principal, yanhuCommander } from '../../world.ts'
import { serveCity, type ServedCity } from '../served.ts'
import { inputOf, linksTo, open, send } from './paper.ts'

let city: ServedCity
beforeAll(async () => {
  city = await serveCity()
})
afterAll(() => city.close())

const STEP = {
  playbook: 'epidemic',
  kind: 'step',
  node: 'control.normal.inTerm',
  stepTitle: '放学错峰',
  how: '分年级分时段放学，校门口不聚集。',
  why: '校门口聚集最容易交叉感染。',
  group: 'gates',
  signers: ['security', 'dutyLeader'],
  timing: 'school',
  due: '17:30',
  label1: '分几批放学',
  type1: 'count',
  title: '临猗县秋季学期补充要求',
  reviewOn: '2026-03-10',
  expiresOn: '2026-03-20',
  reason: '县疫情防控专班会商决定',
}
const NEW = '/overlays/new'

test('heads are offered to publish; auditors and inspectors read', async () => {
  expect((await open(city, countyCommander, '/overlays')).text).toContain('发布补充措施')
  for (const who of [auditor, inspector]) {
    const paper = await open(city, who, '/overlays')
    expect([paper.text.includes('本地没有补充措施'), paper.text.includes('发布补充措施')]).toEqual([true, false])
    expect((await open(city, who, NEW)).status).toBe(404)
    expect((await send(city, who, NEW, { ...STEP, step: 'publish', key: 'x' })).status).toBe(404)
  }
})

test('four kinds of addition, each with its own form', async () => {
  const first = await open(city, countyCommander, NEW)
  for (const words of ['增加一个步骤', '提前一项时限', '把选办改为必办', '多报一项内容']) expect(first.text).toContain(words)
  for (const playbook of ['传染病疫情防控', '水灾灾后重建']) expect(first.text).toContain(playbook)
  expect((await open(city, countyCommander, `${NEW}?kind=tighten`)).text).toContain('几小时内')
  expect((await open(city, countyCommander, `${NEW}?kind=field`)).text).toContain('栏目名称')
})

test('what is missing is named beside its field, and what was typed stays', async () => {
  const paper = await send(city, countyCommander, NEW, { ...STEP, how: '', expiresOn: '2026-03-01', step: 'preview' })
  expect(paper.status).toBe(422)
  for (const words of ['补充措施填写有误', '失效日期已过', '放学错峰']) expect(paper.html).toContain(words)
  expect(paper.html).toMatch(/href="#how"/)
  const noReason = await send(city, countyCommander, NEW, { ...STEP, reason: '', step: 'preview' })
  expect([noReason.status, noReason.text.includes('请说明理由')]).toEqual([422, true])
})

test('the preview says how many schools it concerns, and publishes nothing', async () => {
  const paper = await send(city, countyCommander, NEW, { ...STEP, step: 'preview' })
  for (const words of ['核对后发布', '在校教学增加：放学错峰', '安保负责人', '每天几点前 17:30', '确认发布，4 所学校执行', '文号待补'])
    expect(paper.text).toContain(words)
  expect((await open(city, countyCommander, '/overlays')).text).toContain('本地没有补充措施')
})

test('what a flood asks can be tightened too; what runs at bureaus themselves is not offered', async () => {
  const form = await open(city, countyCommander, `${NEW}?playbook=flood&kind=tighten`)
  expect([form.text.includes('F-02'), form.text.includes('L-02')]).toEqual([true, false])
  const tighter = { ...STEP, playbook: 'flood', kind: 'tighten', task: 'F-02', hours: '12', minutes: '0', step: 'preview' }
  const paper = await send(city, countyCommander, NEW, tighter)
  expect([paper.status, paper.text.includes('确认发布，4 所学校执行')]).toEqual([200, true])
  expect((await open(city, countyCommander, `${NEW}?playbook=bureau&kind=step`)).text).toContain('要补充什么')
  expect((await send(city, countyCommander, NEW, { ...STEP, playbook: 'bureau', step: 'preview' })).status).toBe(404)
})

test('published twice with one key it is one, on the page of every school below', async () => {
  const preview = await send(city, countyCommander, NEW, { ...STEP, step: 'preview' })
  const fields = { ...STEP, step: 'publish', key: inputOf(preview, 'key') }
  const once = await send(city, countyCommander, NEW, fields)
  const twice = await send(city, countyCommander, NEW, fields)
  const address = once.headers.get('location') ?? ''
  expect([once.status, twice.headers.get('location')]).toEqual([303, address])
  await city.engine.idle()
  city.clock.advanceTo('2026-03-09T01:00:00.000Z')
  await city.engine.idle()
  expect((await open(city, principal, `/units/${LIANPING.code}`)).text).toContain('放学错峰')
  expect((await open(city, principal, '/overlays')).text).toContain('临猗县秋季学期补充要求')
  expect((await open(city, yanhuCommander, address)).status).toBe(404)
})

test('the step has a page and is signed there; the journal names it by its title, with the words of its form', async () => {
  const [step = ''] = linksTo(await open(city, dutyLeader, `/units/${LIANPING.code}`), '放学错峰')
  const form = await open(city, dutyLeader, step)
  expect(form.text).toContain('分年级分时段放学')
  const name = /name="(e-X-\d+-1-1)"/.exec(form.html)?.[1] ?? ''
  const fields = { key: inputOf(form, 'key'), visit: inputOf(form, 'visit'), occurrence: inputOf(form, 'occurrence'), statement: 'done' }
  const signed = await send(city, dutyLeader, step.split('?')[0] ?? '', { ...fields, [name]: '3' })
  expect(signed.status).toBe(303)
  expect((await open(city, dutyLeader, signed.headers.get('location') ?? '')).text).toContain('放学错峰')
  const words = /签字：放学错峰（第 \d+ 号补充措施第 1 项）（今天）/
  const journal = await open(city, auditor, `/journal?unit=${LIANPING.code}&type=task.signed`)
  expect(journal.text).toMatch(words)
  const [entry = ''] = linksTo(journal, '放学错峰').concat(
    linksTo(await open(city, dutyLeader, `/units/${LIANPING.code}`), '签字：放学错峰'),
  )
  const record = await open(city, dutyLeader, entry)
  expect(record.text).toMatch(words)
  expect(record.text).toContain('分几批放学 3')
  expect((await open(city, dutyLeader, `${entry}?lang=en`)).text).toMatch(/放学错峰 \(item 1 of local addition no. \d+\)/)
  const csv = await city.ask(auditor, `/api/v1/journal?unit=${LIANPING.code}&type=task.signed&format=csv`)
  expect(await csv.text()).toMatch(/,taskTitle\r\n[^]*,放学错峰（第 \d+ 号补充措施第 1 项）\r\n/)
})

test('its page says who asked for it and why; whoever issued it withdraws it, with a reason', async () => {
  const list = await open(city, countyCommander, '/overlays')
  const address = /href="(\/overlays\/\d+)"/.exec(list.html)?.[1] ?? ''
  const paper = await open(city, countyCommander, address)
  for (const words of ['执行中', '县疫情防控专班会商决定', '2026-03-20', '撤回补充措施']) expect(paper.text).toContain(words)
  expect((await open(city, principal, address)).text).not.toContain('撤回理由')
  const refused = await send(city, countyCommander, `${address}/withdrawal`, { reason: '', key: 'w1' })
  expect([refused.status, refused.text.includes('请说明理由')]).toEqual([422, true])
  expect((await send(city, countyCommander, `${address}/withdrawal`, { reason: '已无必要', key: 'w2' })).status).toBe(303)
  await city.engine.idle()
  expect((await open(city, principal, `/units/${LIANPING.code}`)).text).not.toContain('待办 放学错峰')
  expect((await open(city, countyCommander, address)).text).toContain('已撤回')
})
