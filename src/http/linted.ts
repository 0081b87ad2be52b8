import { setImmediate } from 'node:timers/promises'
import type { Playbook } from '../../machines/playbook.ts'
import { lintInSteps } from '../core/lint/index.ts'
import type { LintReport } from '../core/lint/index.ts'

/**
 * The report on a playbook, worked out once in the life of the process. It takes seconds, in steps of some milliseconds
 * between which everybody else is served.
 */
export function linted(playbook: Playbook): Promise<LintReport> {
  const known = reports.get(playbook) ?? worked(playbook)
  reports.set(playbook, known)
  return known
}

const reports = new WeakMap<Playbook, Promise<LintReport>>()

async function worked(playbook: Playbook): Promise<LintReport> {
  const steps = lintInSteps(playbook)
  for (;;) {
    const step = steps.next()
    if (step.done === true) return step.value
    await setImmediate()
  }
}
