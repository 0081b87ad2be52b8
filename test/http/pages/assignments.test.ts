import { afterAll, beforeAll, expect, test } from 'vitest'
import {
  auditor,
  cityCommander,
  countyCommander,
  doctor,
  inspector,
  LIANPING,
  LINYI,
  principal,
  TINGLAN,
  yanhuCommander,
} from '../../world.ts'
import type { Actor } from '../../../src/core/actor.ts'
import { serveCity, type ServedCity } from '../served.ts'
import { inputOf, linksTo, open, send } from './paper.ts'

let city: ServedCity
beforeAll(async () => {
  city = await serveCity()
})
afterAll(() => city.close())

const NEW = '/assignments/new'
const NOTICE = {
  kind: 'document',
  title: '关于做好夜间值守的通知',
  text: '今晚起双岗值守。',
  document: '',
  region: LINYI.code,
  boarding: 'any',
  units: '',
  except: '',
  hours: '12',
  date: '',
}
const FINDING = {
  kind: 'finding',
  playbook: 'epidemic',
  title: '食堂留样不足 48 小时',
  text: '三月六日午餐无留样。',
  measures: 'n-17',
  unit: LIANPING.code,
  hours: '',
  date: '2026-03-09',
}
const HELP = { kind: 'help', title: '缺隔离房间', text: '仅有两间。', need: 'rooms', quantity: '20', hours: '24', date: '' }

/** Through the preview and its button to the page of what was given. */
async function give(who: Actor, fields: Readonly<Record<string, string>>): Promise<string> {
  const preview = await send(city, who, NEW, { ...fields, step: 'preview' })
  const given = await send(city, who, NEW, { ...fields, step: 'give', key: inputOf(preview, 'key') })
  await city.engine.idle()
  const address = given.headers.get('location')
  if (address === null) throw new Error(`not given: ${given.text}`)
  return address
}

const taskAt = (unit: string, address: string): string => `/units/${unit}/tasks/A-${address.split('/').at(-1)}`

async function sign(who: Actor, unit: string, address: string, fields: Readonly<Record<string, string>> = {}): Promise<void> {
  const page = taskAt(unit, address)
  const form = await open(city, who, page)
  const round = { visit: inputOf(form, 'visit'), occurrence: '', statement: 'done', key: inputOf(form, 'key') }
  const sent = await send(city, who, page, { ...round, ...fields })
  if (sent.status !== 303) throw new Error(`not signed: ${sent.text}`)
}

test('each person is offered what they may give; who may give nothing finds no form', async () => {
  const empty = await open(city, countyCommander, '/assignments')
  for (const words of ['还没有发出过交办事项', '没有收到交办事项', '发出交办']) expect(empty.text).toContain(words)
  const offered = async (who: Actor) =>
    linksTo(await open(city, who, NEW), '')
      .map((href) => /kind=(\w+)/.exec(href)?.[1])
      .filter((kind) => kind !== undefined)
  expect(await offered(countyCommander)).toEqual(['document', 'finding', 'help', 'handover'])
  expect(await offered(principal)).toEqual(['finding', 'help', 'handover'])
  expect(await offered(doctor)).toEqual(['help'])
  expect((await open(city, auditor, NEW)).status).toBe(404)
  expect((await send(city, auditor, NEW, { ...NOTICE, step: 'give', key: 'x' })).status).toBe(404)
  expect((await send(city, doctor, NEW, { ...NOTICE, step: 'give', key: 'x' })).status).toBe(404)
  expect((await open(city, auditor, '/assignments')).text).not.toContain('发出交办')
})

test('what is missing is named beside its field, and what was typed stays', async () => {
  const wrong: readonly (readonly [Actor, Readonly<Record<string, string>>, number, string, string])[] = [
    [countyCommander, { ...NOTICE, title: '' }, 422, 'title', '今晚起双岗值守'],
    [countyCommander, { ...NOTICE, hours: '' }, 422, 'hours', '请填写几小时内或截止日期'],
    [countyCommander, { ...NOTICE, date: '2026-03-09' }, 422, 'hours', '小时数和日期填一个即可'],
    [countyCommander, { ...NOTICE, kinds: 'university' }, 422, 'region', '没有符合条件的单位'],
    [inspector, { ...FINDING, measures: 'Z-99' }, 422, 'measures', '请选择一至 10 条'],
    [inspector, { ...FINDING, unit: '' }, 422, 'unit', '请指定一个单位'],
    [principal, { ...HELP, quantity: '0' }, 422, 'quantity', '请填写正整数'],
  ]
  for (const [who, fields, status, field, words] of wrong) {
    const paper = await send(city, who, NEW, { ...fields, step: 'preview' })
    expect([paper.status, paper.html.includes(`href="#${field}"`), paper.html.includes(words)]).toEqual([status, true, true])
    expect(paper.html).toMatch(new RegExp(`id="${field}"`))
  }
  const unnamed = await send(city, principal, NEW, { ...HELP, need: '', step: 'preview' })
  expect([unnamed.status, unnamed.html.includes('id="need-error"')]).toEqual([422, true])
  expect((await send(city, inspector, NEW, { ...FINDING, unit: '9999999999', step: 'give' })).status).toBe(404)
  // Everything at once, each by the name of its question.
  const many = await send(city, principal, NEW, { ...HELP, need: '', title: '', quantity: '0', step: 'give', key: 'many' })
  expect(
    linksTo(many, '')
      .filter((href) => href.startsWith('#') && href !== '#main')
      .toSorted(),
  ).toEqual(['#need', '#quantity', '#title'])
  for (const words of ['缺什么：请选择', '名称：请填写', '数量：请填写正整数']) expect(many.text).toContain(words)
  expect((await open(city, countyCommander, '/assignments')).text).toContain('还没有发出过交办事项')
})

test('a county sends a document: preview, once, and its page names who has not signed', async () => {
  const preview = await send(city, countyCommander, NEW, { ...NOTICE, step: 'preview' })
  for (const words of ['确认发出，4 个单位办理', '文号待补', '临猗县', '10:00']) expect(preview.text).toContain(words)
  expect((await open(city, countyCommander, '/assignments')).text).toContain('还没有发出过交办事项')
  const changed = await send(city, countyCommander, NEW, { ...NOTICE, step: 'change' })
  expect(changed.html).toContain('关于做好夜间值守的通知')
  const fields = { ...NOTICE, step: 'give', key: inputOf(preview, 'key') }
  const once = await send(city, countyCommander, NEW, fields)
  const address = once.headers.get('location') ?? ''
  expect((await send(city, countyCommander, NEW, fields)).headers.get('location')).toBe(address)
  await city.engine.idle()
  const received = await open(city, principal, address)
  expect(linksTo(received, '去办理')).toEqual([taskAt(LIANPING.code, address)])
  expect(received.text).not.toContain('撤回交办')
  const task = taskAt(LIANPING.code, address)
  const form = await open(city, principal, task)
  expect([inputOf(form, 'statement'), form.text.includes('不适用')]).toEqual(['done', false])
  const round = {
    visit: inputOf(form, 'visit'),
    occurrence: '',
    statement: 'not_applicable',
    note: '与本校无关',
    key: inputOf(form, 'key'),
  }
  const refused = await send(city, principal, task, round)
  expect([refused.status, refused.text.includes('交办事项应当办理或答复，不能选“不适用”')]).toEqual([422, true])
  await sign(principal, LIANPING.code, address)
  const paper = await open(city, countyCommander, address)
  for (const words of ['已收到 4', '已办结 1', '未到期 3', '文号待补', '今晚起双岗值守']) expect(paper.text).toContain(words)
  expect(paper.text.indexOf(TINGLAN.name)).toBeLessThan(paper.text.indexOf(LIANPING.name))
  expect((await open(city, countyCommander, `${address}?state=done`)).text).not.toContain(TINGLAN.name)
  const [csv = ''] = linksTo(paper, '下载催办名单')
  expect(await (await city.ask(countyCommander, csv)).text()).toContain(TINGLAN.name)
  expect((await open(city, countyCommander, '/assignments')).text).toContain('已办 1/4')
  expect((await open(city, principal, '/assignments')).text).toContain('已办 1/1')
  expect((await open(city, yanhuCommander, address)).status).toBe(404)
  const seen = await open(city, auditor, address)
  expect([seen.status, seen.text.includes('撤回交办')]).toEqual([200, false])
})

test('withdrawn with a reason, and the page of its task leads to its own page', async () => {
  const address = await give(countyCommander, { ...NOTICE, units: LIANPING.code, except: '' })
  const refused = await send(city, countyCommander, `${address}/withdrawal`, { reason: '', key: 'w1' })
  expect([refused.status, refused.text.includes('请说明理由')]).toEqual([422, true])
  expect((await send(city, yanhuCommander, `${address}/withdrawal`, { reason: '撤', key: 'w2' })).status).toBe(404)
  expect((await send(city, countyCommander, `${address}/withdrawal`, { reason: '发错了', key: 'w3' })).status).toBe(303)
  await city.engine.idle()
  const task = taskAt(LIANPING.code, address)
  expect((await open(city, principal, task)).headers.get('location')).toBe(address)
  expect((await open(city, yanhuCommander, task)).status).toBe(404)
  expect((await open(city, principal, address)).text).toContain('已撤回')
})

test('an inspector reads how a finding was corrected before closing it; the county in between does not read it', async () => {
  const address = await give(inspector, FINDING)
  const correction = '已更换留样柜'
  await sign(principal, LIANPING.code, address, { 'e-correction': correction, 'e-correctedOn': '2026-03-07' })
  const paper = await open(city, inspector, address)
  for (const words of ['涉及措施 N-17', '待复核', LIANPING.name]) expect(paper.text).toContain(words)
  const [task = ''] = linksTo(paper, '去复核')
  expect((await open(city, inspector, task)).text).toContain(correction)
  const between = await open(city, countyCommander, task)
  expect([between.status, between.text.includes(correction)]).toEqual([200, false])
  await sign(inspector, LIANPING.code, address)
  expect((await open(city, inspector, address)).text).toContain('已办结 1')
})

test('a school asks for help and reads the answer; the county may pass it up', async () => {
  const preview = await send(city, principal, NEW, { ...HELP, step: 'preview' })
  expect(preview.text).toContain('上级主管部门 1')
  const address = await give(principal, HELP)
  expect((await open(city, principal, address)).text).toContain('上级尚未答复')
  const asked = await open(city, countyCommander, address)
  expect((await open(city, countyCommander, '/waiting')).text).toContain('求援：缺隔离房间')
  const [up = ''] = linksTo(asked, '向上求援')
  const form = await open(city, countyCommander, up)
  const above = await give(countyCommander, { ...HELP, continues: inputOf(form, 'continues') })
  expect(linksTo(await open(city, cityCommander, above), '交办事项').includes(address)).toBe(true)
  await sign(countyCommander, LINYI.code, address, { 'e-answer': 'passedUp', 'e-decision': '已报市指挥部' })
  const answer = await open(city, principal, address)
  for (const words of ['已向上级求援', '已报市指挥部', '已办结']) expect(answer.text).toContain(words)
  expect(linksTo(answer, LINYI.name)).toEqual([])
  expect((await open(city, cityCommander, address)).text).not.toContain('已报市指挥部')
})

test('in English every page says the same', async () => {
  for (const path of ['/assignments', NEW, ...['document', 'finding', 'help', 'handover'].map((kind) => `${NEW}?kind=${kind}`)]) {
    const paper = await open(city, countyCommander, `${path}${path.includes('?') ? '&' : '?'}lang=en`)
    expect([paper.status, paper.text.includes('Assignments') || paper.text.includes('Step 2 of 3')]).toEqual([200, true])
  }
})
