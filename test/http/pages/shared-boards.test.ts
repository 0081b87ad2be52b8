import { gunzipSync } from 'node:zlib'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Actor } from '../../../src/core/actor.ts'
import {
  cityCommander,
  countyCommander,
  inspector,
  LIANPING,
  LINYI,
  principal,
  yanhuCommander,
  YANHU,
  YANHU_SENIOR,
  YUNCHENG,
} from '../../world.ts'
import { serveCity, type ServedCity } from '../served.ts'
import { open, type Paper } from './paper.ts'

let city: ServedCity
beforeAll(async () => {
  city = await serveCity()
})
afterAll(() => city.close())

/** As the script asks again for what changes. */
const again = (who: Actor, path: string, headers: Readonly<Record<string, string>> = {}): Promise<Paper> =>
  open(city, who, path, { 'hx-request': 'true', 'hx-target': 'div#board', ...headers })
const boardOf = ({ html }: Paper): string => /<div id="board".*<\/div>(?=<\/main>)/s.exec(html)?.[0] ?? 'no board'
const of = (region: { readonly code: string }): string => `/board?region=${region.code}`

test('the script gets the very part that stands in the page, and nothing around it', async () => {
  const part = await again(cityCommander, of(LINYI))
  expect(part.html).toBe(boardOf(await open(city, cityCommander, of(LINYI))))
  expect(part.headers.get('vary')).toBe('hx-request, hx-target, accept-encoding')
  expect(part.headers.get('cache-control')).toBe('private, no-cache')
  const zipped = await city.ask(cityCommander, of(LINYI), {
    headers: { 'hx-request': 'true', 'hx-target': 'div#board', 'accept-encoding': 'gzip' },
  })
  expect([zipped.headers.get('content-encoding'), zipped.headers.get('content-type')]).toEqual(['gzip', 'text/html; charset=UTF-8'])
  expect(gunzipSync(await zipped.arrayBuffer()).toString()).toBe(part.html)
})

test('whoever asks for another part of the page gets the page', async () => {
  expect((await again(cityCommander, of(LINYI), { 'hx-target': 'div#other' })).html).toContain('<!doctype html>')
})

test('two people of one place share what they see, and neither sees the other', async () => {
  const [commander, other] = [await open(city, cityCommander, '/board'), await open(city, inspector, '/board')]
  expect(boardOf(commander)).toBe(boardOf(other))
  for (const [paper, own, not] of [
    [commander, 'city-commander 同志', 'inspector 同志'],
    [other, 'inspector 同志', 'city-commander 同志'],
  ] as const) {
    expect(paper.text).toContain(own)
    expect(paper.text).not.toContain(not)
  }
  expect(commander.html).toContain('/orders/new')
  expect(other.html).not.toContain('/orders/new')
  expect((await again(cityCommander, '/board')).text).not.toContain('同志')
})

test('a board that was made for one is not shown to another who may see less', async () => {
  const body = { playbook: 'epidemic', event: 'ORDER_CLOSE', scope: { units: [LIANPING.code] }, reason: '疫情' }
  const headers = { 'idempotency-key': 'shared-boards' }
  expect((await city.ask(cityCommander, '/api/v1/orders', { method: 'POST', body, headers })).status).toBe(202)
  await city.engine.idle()
  for (const ask of [open.bind(null, city), again]) {
    expect((await ask(cityCommander, of(YANHU))).text).toContain('最近指令')
    // The same region at the same seq: the city's order is none of that county's business.
    expect((await ask(yanhuCommander, of(YANHU))).text).not.toContain('最近指令')
    expect((await ask(cityCommander, of(LINYI))).status).toBe(200)
    expect((await ask(yanhuCommander, of(LINYI))).status).toBe(404)
    expect((await ask(countyCommander, of(YUNCHENG))).status).toBe(404)
  }
  const crumb = `<a href="/board?region=${YUNCHENG.code}">`
  expect((await open(city, cityCommander, of(LINYI))).html).toContain(crumb)
  expect((await open(city, countyCommander, of(LINYI))).html).not.toContain(crumb)
  expect((await again(principal, '/board')).headers.get('location')).toBe(`/units/${LIANPING.code}`)
})

test('each is shown the board in their own language and with their own filter', async () => {
  const chinese = await again(cityCommander, of(LINYI))
  const cookie = `${await city.cookie(cityCommander)}; lang=en`
  const english = await again(cityCommander, of(LINYI), { cookie })
  expect(chinese.text).toContain('封闭管理')
  expect(english.text).not.toContain('封闭管理')
  expect(english.text).toContain('Lockdown')
  const filtered = await again(cityCommander, `${of(LINYI)}&q=${encodeURIComponent('没有这所')}`)
  expect(filtered.text).toContain('没有符合条件的学校')
  expect(chinese.text).not.toContain('没有符合条件的学校')
})

test('a board is never older than what was told before it was asked for, also by many at once', async () => {
  const sealed = (paper: Paper): string => /封闭管理<\/dt><dd>(?:<a [^>]*>)?(\d+)/.exec(paper.html)?.[1] ?? 'none'
  const many = async () => new Set((await Promise.all(Array.from({ length: 8 }, () => again(yanhuCommander, '/board')))).map(sealed))
  expect(await many()).toEqual(new Set(['0']))
  const seen: Promise<Set<string>>[] = []
  const stop = city.engine.hub.subscribe((news) => {
    if (news.some(({ unit }) => unit === YANHU_SENIOR.code)) seen.push(many())
  })
  const asking = many()
  const body = { playbook: 'epidemic', event: 'ORDER_LOCKDOWN', scope: { units: [YANHU_SENIOR.code] }, reason: '疫情' }
  await city.ask(yanhuCommander, '/api/v1/orders', { method: 'POST', body, headers: { 'idempotency-key': 'never-older' } })
  await city.engine.idle()
  stop()
  await asking
  expect(seen.length).toBeGreaterThan(0)
  for (const boards of seen) expect(await boards).toEqual(new Set(['1']))
})

test('time goes on without news: what is told in minutes is told anew', async () => {
  const before = await again(cityCommander, of(LINYI))
  city.clock.advanceTo('2026-03-06T14:20:00.000Z')
  const after = await again(cityCommander, of(LINYI))
  expect(after.text).not.toBe(before.text)
})
