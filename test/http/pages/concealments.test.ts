import { afterAll, beforeAll, expect, test } from 'vitest'
import { auditor, cityCommander, inspector, LIANPING, LINYI, principal, yanhuCommander, YUNCHENG } from '../../world.ts'
import type { ServedCity } from '../served.ts'
import { serveCity } from '../served.ts'
import { inputOf, linksTo, open, send } from './paper.ts'

let city: ServedCity

beforeAll(async () => {
  city = await serveCity()
})

afterAll(() => city.close())

const SCHOOL = `/units/${LIANPING.code}`
const PAGE = `${SCHOOL}/concealments`
const FORM = { task: 'N-02', date: '2026-03-06', grounds: '晨检本记发热 3 人，日报告为 0', document: '运督〔2026〕9 号' }

test('an inspector comes to the form from the school and from the list of faulty reports; a principal finds none', async () => {
  expect(linksTo(await open(city, inspector, SCHOOL), '认定瞒报')).toEqual([PAGE])
  const report = await open(city, cityCommander, `/regions/${LINYI.code}/situation?date=2026-03-06`)
  expect(linksTo(report, '认定瞒报')).toContain(`${PAGE}?task=N-02&date=2026-03-06`)
  expect((await open(city, inspector, `${PAGE}?task=N-02&date=2026-03-06`)).html).toMatch(/value="N-02" checked[^]*value="2026-03-06"/)
  const own = await open(city, principal, PAGE)
  expect([own.status, own.text.includes('没有瞒报认定'), own.html.includes('<form method="post" action="/units')]).toEqual([
    200,
    true,
    false,
  ])
  expect(linksTo(await open(city, principal, SCHOOL), '瞒报')).toEqual([])
  expect((await open(city, yanhuCommander, PAGE)).status).toBe(404)
})

test('a form with something missing comes back with what was typed, and says at which question', async () => {
  const key = inputOf(await open(city, inspector, PAGE), 'key')
  const refused = await send(city, inspector, PAGE, { ...FORM, key, grounds: '' })
  expect(refused.status).toBe(422)
  expect(refused.html).toMatch(/<a href="#grounds">[^<]*请写明认定依据/)
  expect(refused.html).toContain('value="运督〔2026〕9 号"')
  const empty = await send(city, inspector, PAGE, { ...FORM, key, task: '', date: '', grounds: '' })
  // In the order of the questions, whatever is judged first.
  expect(empty.html).toMatch(/href="#task">[^<]*请选择报告[^]*href="#date">[^<]*请填写报告日期[^]*href="#grounds">[^<]*请写明认定依据/)
})

test('stated, the school reads by whose office and when; the report names the school apart from the missing', async () => {
  const key = inputOf(await open(city, inspector, PAGE), 'key')
  const stated = await send(city, inspector, PAGE, { ...FORM, key })
  expect([stated.status, stated.headers.get('location')]).toEqual([303, `${PAGE}?done=stated`])
  const own = await open(city, principal, SCHOOL)
  expect(own.text).toMatch(/主管部门认定瞒报 1 项 日报告、零报告（今天） 运城市 今天 22:00/)
  for (const who of [principal, auditor]) {
    const page = await open(city, who, PAGE)
    expect(page.text).toContain('运城市 inspector 同志（督导员）')
    const [entry = ''] = linksTo(page, '号记录').filter((href) => href.startsWith('/journal/'))
    const record = await open(city, who, entry)
    expect(record.text).toMatch(/认定瞒报：日报告、零报告（今天）[^]*认定依据 晨检本记发热 3 人，日报告为 0/)
  }
  const report = await open(city, cityCommander, `/regions/${YUNCHENG.code}/situation?date=2026-03-06`)
  expect(report.text).toMatch(/瞒报（所） 1/)
  expect(report.text).toMatch(/瞒报学校：经主管部门核查认定 临猗县莲坪镇初级中学 ： 日报告、零报告（今天），运城市 今天 22:00 认定/)
  expect((await open(city, cityCommander, `/regions/${YUNCHENG.code}/situation?date=2026-03-06&lang=en`)).text).toContain(
    'Reports concealed 1',
  )
})

test('withdrawn with a reason, it stays on its page and in the journal, and leaves the report', async () => {
  const page = await open(city, inspector, PAGE)
  const fields = { key: inputOf(page, 'key'), seq: inputOf(page, 'seq') }
  expect((await send(city, inspector, `${PAGE}/withdrawal`, { ...fields, reason: '' })).status).toBe(422)
  const done = await send(city, inspector, `${PAGE}/withdrawal`, { ...fields, key: 'again', reason: '数字系次日补记' })
  expect(done.headers.get('location')).toBe(`${PAGE}?done=withdrawn`)
  expect((await open(city, principal, PAGE)).text).toContain('已撤销')
  expect((await open(city, principal, `/journal/${fields.seq}`)).text).toContain('该项认定已撤销')
  expect((await open(city, principal, SCHOOL)).text).not.toContain('主管部门认定瞒报')
  expect((await open(city, cityCommander, `/regions/${YUNCHENG.code}/situation?date=2026-03-06`)).text).toMatch(/瞒报（所） 0/)
})
