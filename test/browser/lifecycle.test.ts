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

test('on a telephone a head teacher unfolds the picture, sees where the school stands, and can read it', async () => {
  const { page, looksRight } = await stage.enter(principal, TELEPHONE)
  await page.getByText('处置全程图', { exact: true }).click()
  const picture = page.locator('#lifecycle svg.narrow')
  await picture.waitFor()
  expect(await picture.locator('.leaf.now').textContent()).toContain('封控处置')
  expect(await page.locator('svg.wide').first().isVisible()).toBe(false)
  const { width = 0 } = (await picture.boundingBox()) ?? {}
  const letters = (13 * width) / Number(await picture.getAttribute('width'))
  expect(letters).toBeGreaterThanOrEqual(12)
  await looksRight()
})

test('without scripts the link leads to the picture, at a desk with the names of the events', async () => {
  const { page, open, looksRight } = await stage.enter(principal)
  await open(`/units/${LIANPING.code}/lifecycle`)
  expect(await page.locator('svg.wide .label.open').first().textContent()).toBe('解封')
  expect(await page.locator('svg.narrow').first().isVisible()).toBe(false)
  await looksRight()
  const plain = await stage.enter(principal, { ...TELEPHONE, javaScriptEnabled: false })
  await plain.page.getByText('处置全程图', { exact: true }).click()
  await plain.page.getByRole('link', { name: '打开处置全程图' }).click()
  await plain.page.locator('svg.narrow').first().waitFor()
})

test('the picture of the playbook is right for every reader', async () => {
  const { page, open, looksRight } = await stage.enter(principal, TELEPHONE)
  await open('/playbooks/epidemic')
  expect(await page.locator('svg.narrow').first().isVisible()).toBe(true)
  await looksRight()
})
