import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { buildPatched, patched } from './build.ts'
import { cleanUp } from './leftovers.ts'
import { FAULTS } from './faults.ts'
import { randomKill } from './random-kill.ts'
import { lostReply } from './lost-reply.ts'
import { foundTown, type Town } from './town.ts'

// A few rounds of what `npm run test:faults` does at length, in a small town.

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 })

let town: Town
beforeAll(async () => {
  town = await foundTown({ schools: 260, principals: 2 })
})
afterAll(cleanUp)

test.each(FAULTS.flatMap(({ mutants }) => mutants))('a server that $mistake can still be made from the product', ({ patches }) => {
  for (const [file, some] of Map.groupBy(patches, (patch) => patch.file)) expect(patched(file, some)).not.toBe('')
})

test('a mistake that no longer fits the product is not passed over in silence', () => {
  const patch = { file: 'src/main.ts', from: 'nobody ever wrote this', to: '' }
  expect(() => patched(patch.file, [patch])).toThrow('src/main.ts holds this 0 times')
})

test.each([
  { fault: randomKill, rounds: 2 },
  { fault: lostReply, rounds: 1 },
])('$fault.promise', async ({ fault, rounds }) => {
  const report = await fault.run({ town, build: await buildPatched('sound', []), rounds, seed: 6 })
  expect(report.violations).toEqual([])
  expect(report.acknowledged).toBeGreaterThan(0)
})
