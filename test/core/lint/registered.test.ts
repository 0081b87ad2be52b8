import { describe, expect, test } from 'vitest'
import { latestPlaybooks } from '../../../machines/registry.ts'
import { allTasks } from '../../../src/core/checklist.ts'
import { lint } from '../../../src/core/lint/index.ts'
import { samplesOf } from '../../../src/core/lint/sample.ts'
import { allNodes } from '../../../src/core/statechart.ts'

describe.each(latestPlaybooks().map((playbook) => [playbook.name, playbook] as const))('%s', (_, playbook) => {
  const report = lint(playbook)
  const proved = new Map(report.rules.map((each) => [each.rule, each.proved]))

  test('breaks no rule', () => {
    expect(report.findings).toEqual([])
  })

  test('was looked at as a whole, at every kind of unit', () => {
    expect(new Set(samplesOf(playbook).map(({ unit }) => unit.kind))).toEqual(new Set(playbook.kinds))
    expect(proved.get('states')).toBe(allNodes(playbook).length)
    expect(proved.get('events')).toBe(Object.keys(playbook.events).length)
    expect(proved.get('tasks')).toBe(allTasks(playbook).length)
    const gates = Object.values(playbook.events).flatMap((event) => event.gates)
    expect(proved.get('gates')).toBe(gates.length)
    expect(proved.get('signers')).toBeGreaterThanOrEqual(allTasks(playbook).length)
    expect(report.explored.situations).toBeGreaterThanOrEqual(allNodes(playbook).length / 2)
  })
})
