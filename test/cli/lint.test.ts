import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test, vi } from 'vitest'
import { RULES } from '../../src/core/lint/finding.ts'
import { examined } from '../../src/cli/lint.ts'
import { phase, playbookWith } from '../core/lint/examples.ts'
import { fangxian } from './fangxian.ts'

vi.setConfig({ testTimeout: 60_000 })

const folder = mkdtempSync(join(tmpdir(), 'fangxian-lint-'))
afterAll(() => rmSync(folder, { recursive: true }))

test('a playbook is examined: every rule with what it proved, and nothing found wrong', async () => {
  const { status, stdout, stderr } = await fangxian(folder, ['lint', 'flood', '--json'])
  expect([status, stderr]).toEqual([0, ''])
  expect(JSON.parse(stdout)).toMatchObject({
    items: [
      {
        playbook: 'flood',
        findings: [],
        rules: RULES.map((rule) => ({ rule, findings: [] })),
        explored: { samples: expect.any(Number), situations: expect.any(Number) },
      },
    ],
  })
})

test('a playbook that there is not is a mistake in usage, and the message names those that there are', async () => {
  expect(await fangxian(folder, ['lint', 'earthquake'])).toMatchObject({
    status: 2,
    stdout: '',
    stderr: expect.stringMatching(/earthquake; .*epidemic/),
  })
  expect((await fangxian(folder, ['lint', 'epidemic', 'flood'])).status).toBe(2)
})

test('what is found wrong is listed under its rule, with where it is and what to do, and the exit says so', () => {
  const outcome = examined([playbookWith(), playbookWith({ phases: { attic: phase('阁楼', 'Attic') } })])
  expect(outcome).toMatchObject({
    exit: 1,
    json: { items: [{ findings: [] }, { findings: [{ rule: 'states', where: { node: 'control.attic' } }] }] },
  })
  expect(outcome.text).toMatch(/校门 gate v1: 未发现问题[^✗]*校门 gate v1: 发现问题 found wrong: 1/)
  expect(outcome.text).toMatch(
    /✗ 每个阶段都能到达 .*\n *阶段“阁楼”（control\.attic）\n *没有任何事件能到达这个阶段。.*\n.*State “Attic” \(control\.attic\)/,
  )
})
