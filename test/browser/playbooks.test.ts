import { afterAll, beforeAll, expect, test } from 'vitest'
import { OLDER } from '../engine/city.ts'
import { countyCommander, LIANPING, LINYI, principal } from '../world.ts'
import type { Stage } from './stage.ts'
import { raise, TELEPHONE } from './stage.ts'

let stage: Stage
beforeAll(async () => {
  // Its floods began when there was one version.
  stage = await raise({ registered: OLDER })
  for (const [unit, body] of [
    [LINYI.code, { playbook: 'bureau', event: 'DECLARE_LEVEL', facts: { level: 'II' }, reason: '县城发现疫情' }],
    [LIANPING.code, { playbook: 'flood', event: 'REPORT_DAMAGE' }],
  ] as const) {
    const who = unit === LINYI.code ? countyCommander : principal
    await stage.city.ask(who, `/api/v1/units/${unit}/events`, { method: 'POST', body, headers: { 'idempotency-key': unit } })
  }
})
afterAll(() => stage.close())

test('on a telephone the principal reads the level that applies and opens the flood from the school', async () => {
  const visitor = await stage.enter(principal, TELEPHONE)
  await visitor.open(`/units/${LIANPING.code}`)
  expect(await visitor.page.getByText('Ⅱ级响应').count()).toBe(1)
  await visitor.looksRight()
  await visitor.page.getByRole('link', { name: '水灾灾后重建' }).first().click()
  expect(await visitor.page.getByText('人员安全清点').count()).toBeGreaterThan(0)
  await visitor.looksRight()
})

test('the commander sees the own command, and chooses an order of any playbook', async () => {
  const visitor = await stage.enter(countyCommander)
  await visitor.open(`/units/${LINYI.code}`)
  await visitor.looksRight()
  await visitor.open('/orders/new')
  expect(await visitor.page.getByRole('heading', { level: 2 }).count()).toBe(3)
  await visitor.looksRight()
})

test('on a telephone the commander reads what a newer version changes, and looks at what moving would do', async () => {
  const visitor = await stage.enter(countyCommander, TELEPHONE)
  await visitor.open('/playbooks/flood/changes?from=1&to=2')
  await visitor.looksRight()
  await visitor.open('/playbooks/flood/versions')
  await visitor.page.getByRole('link', { name: '将第 1 版的处置迁移到第 2 版' }).click()
  await visitor.page.locator('#reason').fill('执行新版预案')
  await visitor.page.getByRole('button', { name: '下一步：核对影响' }).click()
  expect(await visitor.page.getByRole('button', { name: '确认迁移 4 项处置' }).count()).toBe(1)
  await visitor.looksRight()
})
