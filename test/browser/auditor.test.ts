import { afterAll, beforeAll, expect, test } from 'vitest'
import { auditor, cityCommander, LIANPING, LINYI, principal, YUNCHENG } from '../world.ts'
import { inputOf, open, send } from '../http/pages/paper.ts'
import { raise, type Stage } from './stage.ts'

let stage: Stage
const SCHOOL = `/units/${LIANPING.code}`

beforeAll(async () => {
  stage = await raise()
  const { city } = stage
  const body = { playbook: 'epidemic', event: 'ORDER_LOCKDOWN', scope: { region: LINYI.code, boarding: true }, reason: '县城发现疫情' }
  await city.ask(cityCommander, '/api/v1/orders', { method: 'POST', headers: { 'idempotency-key': 'night' }, body })
  await city.engine.idle()
  const form = await open(city, principal, `${SCHOOL}/tasks/L-01`)
  const hidden = { key: inputOf(form, 'key'), visit: inputOf(form, 'visit'), occurrence: '' }
  await send(city, principal, `${SCHOOL}/tasks/L-01`, { ...hidden, statement: 'not_applicable', note: '由县指挥部代管' })
  const signed = await open(city, principal, `${SCHOOL}/tasks/L-01`)
  await send(city, principal, `${SCHOOL}/tasks/L-01/withdrawal`, { key: 'back', seq: inputOf(signed, 'seq'), reason: '选错了' })
})
afterAll(() => stage.close())

test('months later an auditor traces a signature from its withdrawal back to the order, and can change nothing', async () => {
  const { page, open: go, looksRight } = await stage.enter(auditor)
  expect(new URL(page.url()).pathname).toBe('/journal')
  await looksRight()
  await page.getByText('按条件查找').click()
  await page.getByLabel('单位代码').fill(LIANPING.code)
  await page.getByLabel('类型').selectOption('sign_off.withdrawn')
  await page.getByRole('button', { name: '查询' }).click()
  const found = page.locator('tbody tr')
  expect(await found.count()).toBe(1)
  expect(await found.textContent()).toContain('撤回签字：启动校级指挥部')
  await found.getByRole('link').first().click()
  await page.getByText('选错了').waitFor()
  await looksRight()

  await page.getByRole('link', { name: '签“不适用”：启动校级指挥部' }).click()
  await page.getByText('此签字已撤回').waitFor()
  expect(await page.locator('main').textContent()).toContain('由县指挥部代管')
  await page.getByRole('link', { name: /下达封控处置：常态防控/ }).click()
  expect(await page.locator('main').textContent()).toMatch(/县城发现疫情.*|变更前/s)
  await page.getByRole('link', { name: /^指令 \d+$/ }).click()
  await page.getByText('已全部下达').waitFor()
  await looksRight()

  await go(SCHOOL)
  expect(await page.locator('main form').count()).toBe(0)
  await go(`${SCHOOL}/tasks/L-01`)
  expect(await page.locator('main form').count()).toBe(0)
  await go(`/regions/${YUNCHENG.code}/situation`)
  await looksRight()
})
