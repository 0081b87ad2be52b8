import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { buildPatched } from './build.ts'
import { cleanUp } from './leftovers.ts'
import { inMemory } from './disk.ts'
import type { Fault } from './fault.ts'
import { FAULTS } from './faults.ts'
import { sqlitePlace } from './place.ts'
import { postgresPlace } from './postgres-place.ts'
import { installTools } from './tools.ts'
import { foundTown, type Town } from './town.ts'

// `npm run test:faults`: every fault against the product, and against copies of it with one mistake each, which it must
// find out. FAULTS_ROUNDS cuts the rounds short, FAULTS_SEED varies them.

vi.setConfig({ testTimeout: 1_800_000, hookTimeout: 120_000 })

const seed = Number(process.env['FAULTS_SEED'] ?? 6)
const most = Number(process.env['FAULTS_ROUNDS'] ?? Infinity)

let folder = ''
beforeAll(() => {
  installTools()
  folder = inMemory(2_000).folder
})
afterAll(cleanUp)

describe.each(FAULTS)('$name: $promise', (fault) => {
  const { name, rounds, mutantRounds, mutants, setting = [], run } = fault

  test('the product keeps the promise', async ({ task }) => {
    const build = await buildPatched(setting.length === 0 ? 'sound' : name.replaceAll(' ', '-'), setting)
    const report = await run({ town: await townOf(fault), build, rounds: Math.min(rounds, most), seed })
    task.meta.fault = { name, report }
    expect(report.violations).toEqual([])
    expect(report.acknowledged).toBeGreaterThan(0)
  })

  test.for(mutants)('a server that $mistake is found out', async (mutant, { task }) => {
    const build = await buildPatched(`${name.replaceAll(' ', '-')}-${mutant.name}`, [...setting, ...mutant.patches])
    const report = await run({ town: await townOf(fault), build, rounds: mutantRounds, seed })
    task.meta.fault = { name, mutant: mutant.name, report }
    expect(report.violations).not.toEqual([])
  })
})

const towns = new Map<string, Promise<Town>>()

/** Founded when it is first needed; each fault spoils a copy. */
function townOf({ size, on }: Fault): Promise<Town> {
  const name = `${size.schools} ${size.principals} ${on ?? ''}`
  const found = async (): Promise<Town> => foundTown(size, on === 'postgres' ? await postgresPlace() : sqlitePlace(folder))
  const town = towns.get(name) ?? found()
  towns.set(name, town)
  return town
}
