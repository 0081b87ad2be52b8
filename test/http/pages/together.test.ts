import { expect, onTestFinished, test } from 'vitest'
import { countyCommander, LIANPING, local, principal } from '../../world.ts'
import { eventBy } from '../../engine/city.ts'
import { first, serveCity } from '../served.ts'
import { linksTo, open } from './paper.ts'

test('a school in a flood and an outbreak reads on one page what is to be done now, what both ask for once', async () => {
  const city = await serveCity()
  onTestFinished(city.close)
  const page = `/units/${LIANPING.code}`
  await city.engine.execute(eventBy(principal, 'REPORT_DAMAGE', { playbook: 'flood' }), 'damage')
  await city.engine.execute(eventBy(countyCommander, 'ORDER_CLOSE'), 'close')
  city.clock.advanceTo(local('2026-03-08 08:00'))
  await city.engine.idle()

  const paper = await open(city, principal, page)
  expect(paper.text).toMatch(/现在要办的.*两边都要办，签一次.*全员清点.*同时计入传染病疫情防控、水灾灾后重建.*人员安全清点/)
  // Only the record of what was missed names it apart.
  expect(linksTo(paper, '每日人员清点').filter((href) => !href.startsWith('/journal'))).toEqual([])
  const task = await open(city, principal, first(linksTo(paper, '全员清点').filter((href) => href.includes('/tasks/'))))
  expect(task.text).toContain('水灾灾后重建也要办这一步')
  const { tasks } = await city.read(principal, `/api/v1${page}/checklist?playbook=flood`)
  expect(tasks.find(({ id }) => id === 'F-01-daily')).toMatchObject({ alsoServes: [{ playbook: 'epidemic', task: 'L-03' }] })

  // Sealed after the students were placed elsewhere: both pages say so, and what comes first.
  await city.engine.execute(eventBy(countyCommander, 'RELOCATE', { playbook: 'flood' }), 'elsewhere')
  await city.engine.execute(eventBy(countyCommander, 'ORDER_LOCKDOWN'), 'seal')
  expect((await open(city, principal, page)).text).toMatch(/与水灾灾后重建“异地安置”冲突.*学生不能转往别处，先由指挥部解封/)
  expect((await open(city, principal, `${page}?playbook=flood`)).text).toMatch(/与传染病疫情防控“[^”]*封控处置”冲突/)
})
