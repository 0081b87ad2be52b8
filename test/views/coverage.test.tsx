import { expect, test } from 'vitest'
import { findPlaybook, latestPlaybooks } from '../../machines/registry.ts'
import { CoverageTable } from '../../views/coverage.tsx'
import type { Page } from '../../views/page.ts'
import { idsOf } from '../machines/domain-ids.ts'
import { night, nightInEnglish, rendered } from './page.ts'

async function table(page: Page): Promise<string> {
  const playbook = findPlaybook('epidemic')
  if (playbook === undefined) throw new Error('no epidemic playbook')
  return rendered(<CoverageTable page={page} playbook={playbook} all={latestPlaybooks()} />)
}

test('whoever asks for a measure finds its number, its name and what serves it', async () => {
  const html = await table(night)
  for (const id of idsOf('N', 'U', 'L', 'O', 'P', 'R')) expect(html).toContain(`<th scope="row">${id}</th>`)
  expect(html).toContain('<td>走读生家校两点一线</td><td>校门查验和围墙巡查</td>')
  expect(html).toContain('条件：本批次观察满 3 天')
  expect(html).toContain('待建：审批路线按地区设定')
})

test('in English as well', async () => {
  const html = await table(nightInEnglish)
  expect(html).toContain('<td>Day students: home and school only</td><td>Gate and perimeter</td>')
  expect(html).not.toMatch(/\p{Script=Han}/u)
})
