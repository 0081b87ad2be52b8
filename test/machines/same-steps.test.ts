import { describe, expect, test } from 'vitest'
import type { Task } from '../../machines/task.ts'
import { latestPlaybooks, REGISTERED } from '../../machines/registry.ts'
import { isPhase } from '../../src/core/apply.ts'
import { allTasks } from '../../src/core/checklist.ts'
import { faultsOf } from '../../src/core/lint/language-faults.ts'
import { allNodes } from '../../src/core/statechart.ts'

const shared = REGISTERED.flatMap(({ playbook }) =>
  allTasks(playbook).flatMap((task) => (task.sameAs === undefined ? [] : [{ playbook, task, step: task.sameAs }])),
)
const bySteps = Map.groupBy(shared, ({ step }) => step)

describe.each([...bySteps])('the step %s', (_, all) => {
  test('is asked for by more than one playbook, once by each', () => {
    const versions = all.map(({ playbook: { name, version } }) => `${name} ${version}`)
    expect(new Set(all.map(({ playbook }) => playbook.name)).size).toBeGreaterThan(1)
    expect(versions).toHaveLength(new Set(versions).size)
  })

  test('has the same form, the same rules and the same signers everywhere, or one signature could not stand for both', () => {
    const formOf = ({ fields, rules, signers, secondSigners }: Task) => ({ fields, rules, signers, secondSigners })
    const [first, ...others] = all.map(({ task }) => formOf(task))
    for (const other of others) expect(other).toEqual(first)
  })

  test('is of one nature: a round of days is not served by what is done once', () => {
    expect(new Set(all.map(({ task: { timing } }) => timing.kind)).size).toBe(1)
  })
})

test('every conflict names phases that there are, and says in both languages why and what comes first', () => {
  const phasesOf = (name: string) =>
    latestPlaybooks()
      .filter((playbook) => playbook.name === name)
      .flatMap((playbook) => allNodes(playbook).map((node) => node.replace(/^control\./, '')))
  const conflicts = latestPlaybooks().flatMap(({ name, conflicts: all = [] }) => all.map((conflict) => ({ name, ...conflict })))
  expect(conflicts.length).toBeGreaterThan(0)
  for (const { name, phase, with: other, why, first } of conflicts) {
    expect(phasesOf(name).some((one) => isPhase(one, phase))).toBe(true)
    expect(phasesOf(other.playbook).some((one) => isPhase(one, other.phase))).toBe(true)
    expect([...faultsOf(why), ...faultsOf(first)]).toEqual([])
  }
})
