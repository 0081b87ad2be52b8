import { setTimeout } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { auditor, principal } from '../../world.ts'
import { serveCity, type ServedCity } from '../served.ts'
import { linksTo, open } from './paper.ts'

vi.setConfig({ testTimeout: 60_000 })

let city: ServedCity
beforeAll(async () => {
  city = await serveCity()
})
afterAll(() => city.close())

test('the playbook leads to what was proved of it, which appears by itself once it is worked out', async () => {
  const [address = ''] = linksTo(await open(city, principal, '/playbooks/flood'), '检查结果')
  expect(address).toBe('/playbooks/flood/lint')
  let paper = await open(city, principal, address)
  // Whoever comes first finds that it is being worked out, and is served at once all the same.
  while (paper.headers.has('refresh')) {
    expect(paper.text).toContain('正在检查')
    await setTimeout(50)
    paper = await open(city, principal, address)
  }
  expect(paper.status).toBe(200)
  expect(paper.text).toContain('未发现问题')
  expect(paper.text).toMatch(/每个阶段都能到达 到达 \d+ 个/)
  expect((await open(city, auditor, `${address}?lang=en`)).text).toContain('No state is a trap')
})

test('of a playbook that there is not nothing was proved', async () => {
  expect((await open(city, principal, '/playbooks/earthquake/lint')).status).toBe(404)
})
