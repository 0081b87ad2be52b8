import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { buildPatched } from './build.ts'
import { cleanUp } from './leftovers.ts'
import { inMemory } from './disk.ts'
import { FAULTS } from './faults.ts'
import { sqlitePlace } from './place.ts'
import { installTools } from './tools.ts'
import { foundTown, type Town, type TownSize } from './town.ts'

// `npm run test:faults`: every fault against the product, and against copies of it with one mistake each, which it must
// find out. FAULTS_ROUNDS cuts the rounds short, FAULTS_SEED varies them.

vi.setConfig({ testTimeout: 1_800_000, hookTimeout: 120_000 })

const seed = Number(process.env['FAULTS_SEED'] ?? 6)
const most = Number(process.env['FAULTS_ROUNDS'] ?? Infinity)

const towns = new Map<TownSize, Town>()
beforeAll(async () => {
  installTools()
  const { folder } = inMemory(2_000)
  for (const size of new Set(FAULTS.map((fault) => fault.size))) towns.set(size, await foundTown(size, sqlitePlace(folder)))
})
afterAll(cleanUp)

describe.each(FAULTS)('$name: $promise', ({ name, rounds, mutantRounds, mutants, size, setting = [], run }) => {
  test('the product keeps the promise', async ({ task }) => {
    const build = await buildPatched(setting.length === 0 ? 'sound' : name.replaceAll(' ', '-'), setting)
    const report = await run({ town: townOf(size), build, rounds: Math.min(rounds, most), seed })
    task.meta.fault = { name, report }
    expect(report.violations).toEqual([])
    expect(report.acknowledged).toBeGreaterThan(0)
  })

  test.for(mutants)('a server that $mistake is found out', async (mutant, { task }) => {
    const build = await buildPatched(`${name.replaceAll(' ', '-')}-${mutant.name}`, [...setting, ...mutant.patches])
    const report = await run({ town: townOf(size), build, rounds: mutantRounds, seed })
    task.meta.fault = { name, mutant: mutant.name, report }
    expect(report.violations).not.toEqual([])
  })
})

function townOf(size: TownSize): Town {
  const town = towns.get(size)
  if (town === undefined) throw new Error('the town was not founded')
  return town
}
