import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Actor } from '../../../src/core/actor.ts'
import { auditor, cityCommander, doctor, dutyLeader, headOfSecurity, LIANPING, LINYI, principal, reporter } from '../../world.ts'
import { serveCity, type ServedCity } from '../served.ts'
import { inputOf, linksTo, open, send, type Paper } from './paper.ts'

let city: ServedCity
beforeAll(async () => {
  city = await serveCity()
  await city.ask(cityCommander, '/api/v1/orders', {
    method: 'POST',
    headers: { 'idempotency-key': 'night' },
    body: { playbook: 'epidemic', event: 'ORDER_LOCKDOWN', scope: { region: LINYI.code, boarding: true }, reason: '县城发现疫情' },
  })
  await city.engine.idle()
})
afterAll(() => city.close())

const SCHOOL = `/units/${LIANPING.code}`
const COUNTED = { 'e-boardersOnSite': '480', 'e-staffOnSite': '40', 'e-dayOutside': '143', 'e-staffOutside': '31', 'e-unreached': '6' }

/** The form of a task, opened by following the link on the school page. */
async function formOf(
  who: Actor,
  title: string,
): Promise<{ readonly address: string; readonly paper: Paper; readonly hidden: Readonly<Record<string, string>> }> {
  const [address = ''] = linksTo(await open(city, who, SCHOOL), title)
  const paper = await open(city, who, address)
  const hidden = { key: inputOf(paper, 'key'), visit: inputOf(paper, 'visit'), occurrence: inputOf(paper, 'occurrence'), statement: 'done' }
  return { address: address.split('?')[0] ?? '', paper, hidden }
}

test('the school page answers what a principal asks first', async () => {
  const { text } = await open(city, principal, SCHOOL)
  for (const words of [
    '封闭管理 · 封控处置',
    '县城发现疫情',
    '文号待补',
    '运城市',
    '先办这些',
    '关闭校门',
    '还剩 30 分钟',
    '在册 700 人',
    '尚未填报',
  ])
    expect(text).toContain(words)
})

test('a wrong sum is refused beside the form, with the difference, and nothing typed is lost', async () => {
  const { address, hidden } = await formOf(principal, '全员清点')
  const paper = await send(city, principal, address, { ...hidden, ...COUNTED, 'e-unreached': '5' })
  expect(paper.status).toBe(422)
  expect(paper.html).toMatch(/role="alert"/)
  expect(paper.text).toContain('合计 699，应等于在册总人数 700，少 1')
  expect(inputOf(paper, 'e-boardersOnSite')).toBe('480')
  expect(inputOf(paper, 'key')).not.toBe(hidden['key'])
})

test('a plain form signs; tapped twice it signs once', async () => {
  const { address, hidden } = await formOf(principal, '全员清点')
  const once = await send(city, principal, address, { ...hidden, ...COUNTED })
  const twice = await send(city, principal, address, { ...hidden, ...COUNTED })
  expect([once.status, once.headers.get('location')]).toEqual([303, `${SCHOOL}?done=signed&task=L-03`])
  expect([twice.status, twice.headers.get('location')]).toEqual([303, `${SCHOOL}?done=signed&task=L-03`])
  const school = await open(city, principal, `${SCHOOL}?done=signed&task=L-03`)
  expect(school.text).toContain('已签字：全员清点')
  expect(school.text).toContain('失联、待核实 6')
  const entries = await city.read(auditor, `/api/v1/journal?unit=${LIANPING.code}&type=task.signed`)
  expect(entries.items).toHaveLength(1)
})

test('the script that sends a form is told where to go', async () => {
  const { address, hidden } = await formOf(principal, '启动校级指挥部')
  const fields = { ...hidden, statement: 'not_applicable', note: '由县指挥部直接指挥' }
  const paper = await send(city, principal, address, fields, { 'hx-request': 'true' })
  expect([paper.status, paper.headers.get('hx-redirect')]).toEqual([204, `${SCHOOL}?done=signed&task=L-01`])
})

test('“does not apply” without a reason is refused at the note', async () => {
  const { address, hidden } = await formOf(principal, '确认区域等级')
  const paper = await send(city, principal, address, { ...hidden, statement: 'not_applicable', note: '' })
  expect(paper.status).toBe(422)
  expect(paper.html).toContain('id="note-error"')
})

test('the gates need two people: who filled it in may not confirm it', async () => {
  const { address, hidden } = await formOf(headOfSecurity, '关闭校门')
  const filled = { ...hidden, 'e-gatesLocked': '3', 'e-gatesManned': '1' }
  const first = await send(city, headOfSecurity, address, filled)
  expect(first.headers.get('location')).toBe(`${SCHOOL}?done=partly&task=L-02`)
  expect((await open(city, headOfSecurity, address)).text).toContain('等待值班领导复核签字')
  const { hidden: second, paper } = await formOf(dutyLeader, '关闭校门')
  expect(paper.text).toContain('请核对下列内容，确认属实后签字')
  const confirmed = await send(city, dutyLeader, address, second)
  expect(confirmed.headers.get('location')).toBe(`${SCHOOL}?done=signed&task=L-02`)
})

test('a signature is withdrawn with a reason, not without, and both stay to be read', async () => {
  const address = `${SCHOOL}/tasks/L-03`
  const paper = await open(city, principal, address)
  const fields = { key: inputOf(paper, 'key'), seq: inputOf(paper, 'seq') }
  const refused = await send(city, principal, `${address}/withdrawal`, { ...fields, reason: '' })
  expect(refused.status).toBe(422)
  expect(refused.text).toContain('请说明理由')
  const done = await send(city, principal, `${address}/withdrawal`, { ...fields, reason: '宿舍多点了一人' })
  expect(done.headers.get('location')).toBe(`${SCHOOL}?done=withdrawn&task=L-03`)
  const after = await open(city, principal, address)
  expect(after.text).toContain('宿舍多点了一人')
  expect(after.text).toContain('填写并签字')
})

test('staff see what they sign apart from what others sign', async () => {
  const mine = await open(city, doctor, SCHOOL)
  expect(mine.text).toContain('由您签字')
  expect((await open(city, principal, SCHOOL)).text).not.toContain('由您签字')
})

test('who may not sign sees who may, and a form sent all the same is refused', async () => {
  const { address, hidden } = await formOf(reporter, '全员清点')
  const paper = await open(city, auditor, address)
  expect(paper.text).toContain('这项由值班领导、疫情报告人签字')
  expect(paper.html).not.toContain('name="statement"')
  const sent = await send(city, auditor, address, { ...hidden, ...COUNTED })
  expect(sent.status).toBe(403)
  expect(sent.html).toMatch(/role="alert"/)
})

test('a task of another phase says so, and shows what was signed', async () => {
  const paper = await open(city, principal, `${SCHOOL}/tasks/P-03`)
  expect([paper.status, paper.text.includes('不在当前清单中')]).toEqual([200, true])
})

test('a suspected case is reported without filling in anything', async () => {
  const form = await open(city, principal, `${SCHOOL}/events/REPORT_SUSPECTED`)
  const sent = await send(city, principal, `${SCHOOL}/events/REPORT_SUSPECTED`, {
    key: inputOf(form, 'key'),
    'f-foundAt': '2026-03-06T21:40',
  })
  expect(sent.headers.get('location')).toBe(`${SCHOOL}?sent=REPORT_SUSPECTED`)
  const { text } = await open(city, principal, SCHOOL)
  expect(text).toContain('未排除疑似、确诊 1 例')
})

test('with two cases open the bureau chooses which one is ruled out', async () => {
  const one = await open(city, cityCommander, `${SCHOOL}/events/RULE_OUT`)
  expect(one.html).not.toContain('name="f-case"')
  await send(city, principal, `${SCHOOL}/events/REPORT_SUSPECTED`, { key: 'second case' })
  const two = await open(city, cityCommander, `${SCHOOL}/events/RULE_OUT`)
  expect([...two.html.matchAll(/type="radio" name="f-case"/g)]).toHaveLength(2)
})

test('an event whose gate is closed lists what is missing', async () => {
  const paper = await open(city, principal, `${SCHOOL}/events/BEGIN_REOPENING`)
  expect(paper.text).toMatch(/条件不具备|不能/)
  expect((await open(city, auditor, `${SCHOOL}/events/HOLD`)).status).toBe(403)
})
