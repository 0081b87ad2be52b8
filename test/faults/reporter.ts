import type { Reporter, TestModule } from 'vitest/node'
import type { Report } from './fault.ts'

declare module 'vitest' {
  interface TaskMeta {
    fault?: { readonly name: string; readonly mutant?: string; readonly report: Report }
  }
}

/** Prints after all tests what each fault did and which mutants it found out. */
export default class FaultTable implements Reporter {
  onTestRunEnd(modules: readonly TestModule[]): void {
    const tests = modules.flatMap((module) => [...module.children.allTests()]).filter((test) => test.result().state !== 'skipped')
    const lines = tests.map((test) => {
      const { fault } = test.meta()
      const name = fault === undefined ? test.fullName : fault.mutant === undefined ? fault.name : `  mutant ${fault.mutant}`
      if (fault === undefined) return [name, '', '', '', '', 'did not come to its end']
      const { rounds, acknowledged, unknown, violations, notes } = fault.report
      const verdict = fault.mutant === undefined ? (notes ?? '') : violations.length > 0 ? `caught: ${violations[0] ?? ''}` : 'NOT CAUGHT'
      return [name, rounds, acknowledged, unknown, violations.length, verdict.slice(0, 150)].map(String)
    })
    const rows = [['fault', 'rounds', 'told', 'unknown', 'violations', ''], ...lines]
    process.stdout.write(`\n${rows.map(row).join('\n')}\n`)
  }
}

const WIDTHS = [30, 8, 10, 9, 11]

function row(cells: readonly string[]): string {
  return cells.map((cell, index) => cell.padEnd(WIDTHS[index] ?? 0)).join('')
}
