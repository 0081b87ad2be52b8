import { RULES } from '../../src/core/lint/finding.ts'
import { expect, test } from 'vitest'
import { en } from '../../views/words/en.ts'
import { LintPage } from '../../views/lint.tsx'
import { whereWords } from '../../views/lint-where.ts'
import { lint } from '../../src/core/lint/index.ts'
import { phase, playbookWith } from '../core/lint/examples.ts'
import { night, nightInEnglish, rendered } from './page.ts'

const broken = playbookWith({ phases: { attic: phase('阁楼', 'Attic') } })

test('a fault stands under its rule with where it is and what to do; the other rules passed', async () => {
  const html = await rendered(<LintPage page={night} playbook={broken} report={lint(broken)} />)
  expect(html).toContain('发现 1 个问题')
  expect(html).toMatch(/有问题<\/strong> 每个阶段都能到达.*阶段“阁楼”（control\.attic）<p>没有任何事件能到达这个阶段/s)
  expect(html.match(/>通过</g)).toHaveLength(RULES.length - 1)
})

test('until the report is there the page says so and promises nothing', async () => {
  const html = await rendered(<LintPage page={nightInEnglish} playbook={broken} report={null} />)
  expect(html).toContain(en.lint.checking)
  expect(html).not.toContain(en.lint.sound)
})

test('a place is named by title and id, with the kinds if it is not all of them', () => {
  expect(whereWords(night, broken, { task: 'L-02', field: 'rounds', kinds: ['primary'] })).toBe(
    '任务“巡查”（L-02） · 填报项 rounds · 适用：小学',
  )
  expect(whereWords(nightInEnglish, broken, { event: 'OPEN', gate: 'threeDays' })).toBe(
    'Event “Open the gate” (OPEN) · Condition “Three days have passed” (threeDays)',
  )
  expect(whereWords(night, broken, {})).toBe('校门')
})
