import { afterAll, beforeAll, expect, test } from 'vitest'
import { cityCommander, countyCommander, LIANPING, LINYI } from '../world.ts'
import { raise, TELEPHONE, type Stage } from './stage.ts'

let stage: Stage
beforeAll(async () => {
  stage = await raise()
})
afterAll(() => stage.close())

test('a commander seals the boarding schools of a county after seeing whom it concerns; another board shows it by itself', async () => {
  const county = await stage.enter(countyCommander, TELEPHONE)
  const closed = county.page.locator('.totals div', { hasText: '封闭管理' })
  expect(await closed.textContent()).toBe('封闭管理0')
  await county.looksRight()

  const { page, looksRight } = await stage.enter(cityCommander)
  await looksRight()
  await page.getByRole('link', { name: '下达指令' }).click()
  await looksRight()
  await page.getByRole('link', { name: '下达封控处置' }).click()
  await page.getByLabel('地区').selectOption(LINYI.code)
  await page.getByLabel('有寄宿生').check()
  await page.getByLabel('原因').fill('县城发现聚集性疫情，按会商意见执行')
  await looksRight()
  await page.getByRole('button', { name: '预览影响范围' }).click()
  await page.getByRole('heading', { name: '核对后下达' }).waitFor()
  expect(await page.locator('main').textContent()).toContain('临猗县，有寄宿生')
  await looksRight()
  await page.getByRole('button', { name: '确认下达，1 所学校立即执行' }).click()
  await page.waitForURL(/\/orders\/\d+$/)
  await page.getByText('已全部下达').waitFor()
  expect(await page.locator('#outcomes ~ ul').textContent()).toContain(LIANPING.name)
  await looksRight()

  await expect.poll(() => closed.textContent(), { timeout: 5_000 }).toBe('封闭管理1')
  await county.page.getByText('尚未行动的学校 1').waitFor()
  await closed.getByRole('link').click()
  await county.page.getByRole('link', { name: LIANPING.name }).first().click()
  await expect.poll(() => county.page.locator('.phase').textContent()).toBe('封闭管理 · 封控处置')
})
