import { afterAll, beforeAll, expect, test } from 'vitest'
import { cityCommander, LIANPING, LINYI, principal } from '../world.ts'
import { raise, TELEPHONE, type Stage } from './stage.ts'

let stage: Stage
beforeAll(async () => {
  stage = await raise()
  const scope = { region: LINYI.code, boarding: true }
  const body = { playbook: 'epidemic', event: 'ORDER_LOCKDOWN', scope, reason: '县城发现聚集性疫情' }
  await stage.city.ask(cityCommander, '/api/v1/orders', { method: 'POST', headers: { 'idempotency-key': 'night' }, body })
  await stage.city.engine.idle()
})
afterAll(() => stage.close())

const COUNTED = { 在校学生: '480', 在校教职工: '40', 校外学生: '143', 校外教职工: '31' }

test('on a telephone at night a principal sees what to do, is kept from signing a wrong sum, and takes a signature back', async () => {
  const { page, looksRight } = await stage.enter(principal, TELEPHONE)
  await expect.poll(() => page.getByRole('heading', { level: 1 }).textContent()).toBe(LIANPING.name)
  const first = page.locator('section', { has: page.getByRole('heading', { name: '先办这些' }) })
  expect(await first.textContent()).toContain('关闭校门')
  expect(await page.locator('.situated').textContent()).toMatch(/封闭管理 · 封控处置.*文号待补.*王|县城发现聚集性疫情/s)
  await looksRight()

  await page.getByRole('link', { name: '全员清点' }).first().click()
  for (const [label, count] of Object.entries(COUNTED)) await page.getByLabel(label).fill(count)
  await page.getByLabel('失联、待核实').fill('5')
  expect(await page.locator('.sum output').textContent()).toBe('少 1')
  await page.getByRole('button', { name: '签字确认' }).click()
  const alert = page.getByRole('alert')
  await alert.waitFor()
  expect(await alert.textContent()).toContain('合计 699，应等于在册总人数 700，少 1')
  expect(await page.evaluate('document.activeElement.getAttribute("role")')).toBe('alert')
  expect(await page.getByLabel('在校学生').inputValue()).toBe('480')
  await looksRight()

  await page.getByLabel('失联、待核实').fill('6')
  expect(await page.locator('.sum output').textContent()).toBe('相符')
  await page.getByRole('button', { name: '签字确认' }).click()
  await page.getByText('已签字：全员清点').waitFor()
  expect(await page.getByText('失联、待核实 6').count()).toBe(1)
  await looksRight()

  await page.locator('.tasks').getByRole('link', { name: '全员清点' }).first().click()
  await page.getByText('撤回签字').first().click()
  await page.getByLabel('撤回原因').fill('宿舍多点了一人')
  await page.getByRole('button', { name: '撤回签字' }).click()
  await page.getByText('已撤回：全员清点，原记录保留').waitFor()
})

test('without a network nothing typed is lost, and trying again signs once', async () => {
  const { page, open } = await stage.enter(principal, TELEPHONE)
  const address = `/units/${LIANPING.code}/tasks/L-06`
  await open(address)
  const counts = await page.locator('input.count').all()
  expect(counts.length).toBeGreaterThan(0)
  for (const input of counts) await input.fill('0')
  await page.context().setOffline(true)
  await page.getByRole('button', { name: '签字确认' }).click()
  await page.getByText('网络不通，没有签上').waitFor()
  await page.context().setOffline(false)

  // The telephone was locked, the page thrown away: what was typed is still there.
  await open(address)
  await page.getByText('已恢复您上次未提交的内容').waitFor()
  expect(await page.locator('input.count').first().inputValue()).toBe('0')
  await page.context().setOffline(true)
  await page.getByRole('button', { name: '签字确认' }).click()
  await page.getByRole('button', { name: '重试' }).waitFor()
  await page.context().setOffline(false)
  await page.getByRole('button', { name: '重试' }).click()
  await page.getByText('已签字：配合流调、移交密接').waitFor()
  await page.getByRole('link', { name: '配合流调、移交密接' }).first().click()
  expect(await page.locator('.signature').count()).toBe(1)
})

test('with scripts off everything still works', async () => {
  const { page } = await stage.enter(principal, { ...TELEPHONE, javaScriptEnabled: false })
  await page.getByRole('link', { name: '启动校级指挥部' }).first().click()
  for (const input of await page.locator('input.count').all()) await input.fill('6')
  for (const input of await page.locator('.evidence input[type=text]:not(.count)').all()) await input.fill('已办妥')
  await page.getByRole('button', { name: '签字确认' }).click()
  await page.getByText('已签字：启动校级指挥部').waitFor()
  await page.getByRole('link', { name: '报告疑似' }).first().click()
  await page.getByRole('button', { name: '确认报告疑似' }).click()
  await page.getByText('已登记：报告疑似').waitFor()
  expect(await page.locator('main').textContent()).toContain('未排除疑似、确诊 1 例')
})
