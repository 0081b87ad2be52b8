import { afterAll, beforeAll, expect, test } from 'vitest'
import { cityCommander, LIANPING, LINYI, otherPrincipal, principal, TINGLAN, YANHU_SENIOR } from '../../world.ts'
import { serveCity, type ServedCity } from '../served.ts'
import { linksTo, open } from './paper.ts'

let city: ServedCity
const COURSE = `/units/${LIANPING.code}/lifecycle`

beforeAll(async () => {
  city = await serveCity()
  const scope = { region: LINYI.code, boarding: true }
  const body = { playbook: 'epidemic', event: 'ORDER_LOCKDOWN', scope, reason: '县城发现疫情' }
  await city.ask(cityCommander, '/api/v1/orders', { method: 'POST', headers: { 'idempotency-key': 'night' }, body })
  await city.engine.idle()
})
afterAll(() => city.close())

test('the page of the school leads to the picture, which marks where it is, where it was and what may come next', async () => {
  expect(linksTo(await open(city, principal, `/units/${LIANPING.code}`), '打开处置全程图')).toEqual([COURSE])
  const { text, html } = await open(city, principal, COURSE)
  expect(text).toContain('现在处于：封闭管理 · 封控处置')
  expect(text).toMatch(/接下来可能转入 19 解封 → 封闭管理 20 解除管控 → 原来的阶段：常态防控 · 在校教学/)
  expect(text).toContain('下达封控处置 → 封闭管理 · 封控处置')
  expect(html).toMatch(/<g class="leaf now">(?:(?!<\/g>).)*封控处置/s)
  expect(html).toMatch(/<g class="leaf suspended">(?:(?!<\/g>).)*在校教学/s)
  expect(html.match(/<g class="arrow taken">/g)).toHaveLength(2)
  expect(html).toMatch(/<svg[^>]*role="img"[^>]*aria-labelledby="picture-control-narrow-title picture-control-narrow-says"/)
})

test('before anything happened nothing is marked but where the school is', async () => {
  const { text, html } = await open(city, otherPrincipal, `/units/${TINGLAN.code}/lifecycle`)
  expect(text).toContain('现在处于：常态防控 · 在校教学')
  expect(html).not.toMatch(/class="leaf (suspended|passed)"|class="arrow taken/)
})

test('another school has no picture here, and looks like one that does not exist', async () => {
  const outside = await open(city, principal, `/units/${YANHU_SENIOR.code}/lifecycle`)
  const nowhere = await open(city, principal, '/units/9999999999/lifecycle')
  expect([outside.status, nowhere.status]).toEqual([404, 404])
  expect(outside.text.replaceAll(YANHU_SENIOR.code, '')).toBe(nowhere.text.replaceAll('9999999999', ''))
})

test('the playbook shows its whole lifecycle without any school in it, in both languages', async () => {
  const { html, text } = await open(city, principal, '/playbooks/epidemic')
  expect(html.match(/<svg/g)).toHaveLength(4)
  expect(html).not.toMatch(/class="leaf (now|suspended|passed)"|class="arrow (taken|open)/)
  expect(text).toContain('先行封控、下达封控处置、登记确诊 → 封闭管理 · 封控处置')
  expect((await open(city, principal, '/playbooks/epidemic?lang=en')).text).toContain('Report a suspected case → Suspected case')
})

test('the statechart is there as JSON, on the page and in the API, and no other playbook is', async () => {
  const file = await open(city, principal, '/playbooks/epidemic/machine.json')
  expect(file.headers.get('content-disposition')).toBe('attachment; filename="epidemic-v1.json"')
  const written: unknown = JSON.parse(file.html)
  expect(written).toMatchObject({ id: 'epidemic', version: '1', type: 'parallel' })
  expect(await city.read(principal, '/api/v1/playbooks/epidemic/machine')).toEqual(written)
  expect((await city.ask(principal, '/api/v1/playbooks/none/machine')).status).toBe(404)
  expect((await open(city, principal, '/playbooks/none/machine.json')).status).toBe(404)
})

test('no picture carries a style or a script of its own', async () => {
  for (const path of [COURSE, '/playbooks/epidemic'])
    expect((await open(city, principal, path)).html).not.toMatch(/<script(?![^>]*\bsrc=)|<style|\sstyle=|\son[a-z]+=|hx-on/)
})
