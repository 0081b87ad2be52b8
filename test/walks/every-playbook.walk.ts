import { expect, test } from 'vitest'
import { newDatabase } from '../databases.ts'
import { stroll } from './stroll.ts'
import type { Walk } from './walk.ts'

const STEPS = 10_000
const SEED = 20_260_302

test.each(['epidemic', 'flood', 'bureau'])('%s: ten thousand steps', async (playbook) => {
  const started = performance.now()
  const tell = (step: number, walk: Walk): void => {
    if (step % 1_000 === 0)
      say(
        `${playbook}: ${step} steps, ${sum(walk.watch.types)} entries, ${walk.city.clock.now()}, ${Math.round((performance.now() - started) / 1000)} s`,
      )
  }
  const { walk, entries, digest } = await stroll({ playbook, seed: SEED, steps: STEPS, replayEvery: 1_000, on: await newDatabase(), tell })
  say(`${entries} entries, SHA-256 ${digest}`)
  for (const [kind, results] of walk.tally) say(`  ${kind}: ${listed(results)}`)
  say(`  phases entered: ${listed(walk.watch.phases)}`)
  say(`  entries: ${listed(walk.watch.types)}`)
  expect(entries).toBeGreaterThan(STEPS)
})

function listed(counts: ReadonlyMap<string, number>): string {
  return [...counts]
    .toSorted(([, a], [, b]) => b - a)
    .map(([what, count]) => `${what} ${count}`)
    .join(', ')
}

function sum(counts: ReadonlyMap<string, number>): number {
  return counts.values().reduce((total, count) => total + count, 0)
}

function say(line: string): void {
  process.stdout.write(`${line}\n`)
}
