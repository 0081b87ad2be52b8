import { constants, copyFileSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { inChunks } from '../db/append.ts'
import type { Connections } from '../db/connect.ts'
import { connectSqlite } from '../db/connect.ts'
import { migrate } from '../db/migrate.ts'
import { ENGINE } from '../src/core/actor.ts'
import type { Actor } from '../src/core/actor.ts'
import type { Unit } from '../src/core/unit.ts'
import type { FrozenClock } from '../src/engine/clock.ts'
import { frozenClock } from '../src/engine/clock.ts'
import type { Engine } from '../src/engine/engine.ts'
import { startEngine } from '../src/engine/start.ts'
import { commanderOf, EVENING, principalOf, regionOf, schoolsOf, TIME_ZONE } from './region.ts'

/** A database with schools in it, and an engine over it whose clock stands still. */
export interface Ground extends OpenGround {
  readonly file: string
}

/** The same, whatever the database. */
export interface OpenGround {
  readonly units: readonly Unit[]
  readonly commander: Actor
  readonly connections: Connections
  readonly engine: Engine
  readonly clock: FrozenClock
  readonly close: () => Promise<void>
}

/** So many schools, the last in order of path, have a principal who is known and can sign. */
export const MANY_PRINCIPALS = 1_824
const RECORDED_TOGETHER = 100_000

const folder = mkdtempSync(join(tmpdir(), 'fangxian-bench-'))
const seeded = new Map<number, Promise<string>>()

/** Where the databases of this run lie; gone at its end. */
export function removeGround(): void {
  rmSync(folder, { recursive: true, force: true })
}

/** The file of a database with so many schools, made once in a run. Whoever writes to it takes a copy. */
function seededFile(schools: number): Promise<string> {
  const made = seeded.get(schools) ?? seed(schools)
  seeded.set(schools, made)
  return made
}

let copies = 0

/** A copy in a folder of its own, named as the server expects it. */
export async function copyOf(schools: number): Promise<string> {
  copies += 1
  const file = join(folder, `copy-${copies}`, 'fangxian.sqlite')
  mkdirSync(dirname(file))
  copyFileSync(await seededFile(schools), file, constants.COPYFILE_FICLONE)
  return file
}

export function removeCopy(file: string): void {
  if (!file.startsWith(folder)) throw new Error(`'${file}' is no copy of this run`)
  rmSync(dirname(file), { recursive: true, force: true })
}

/** Opens a copy with so many schools and starts an engine over it. */
export async function openGround(schools: number): Promise<Ground> {
  return openFile(await copyOf(schools), schools)
}

async function openFile(file: string, schools: number): Promise<Ground> {
  const connections = await connectSqlite(file)
  return { file, ...(await openOver(connections, schools)) }
}

/** An engine over a database that holds so many schools, or is about to. */
export async function openOver(connections: Connections, schools: number): Promise<OpenGround> {
  const units = regionOf(schools)
  const clock = frozenClock(EVENING)
  await migrate(connections.writer)
  const engine = await startEngine({ connections, clock, timeZone: TIME_ZONE })
  return {
    units,
    commander: commanderOf(units),
    connections,
    engine,
    clock,
    close: async () => {
      await engine.stop()
      await connections.close()
    },
  }
}

/** Through the engine itself, in chunks: what is measured later runs over what the product would have written. */
async function seed(schools: number): Promise<string> {
  const file = join(folder, `seed-${schools}.sqlite`)
  const ground = await openFile(file, schools)
  await seedOver(ground, schools)
  await ground.close()
  return file
}

export async function seedOver({ engine, units, commander }: OpenGround, schools: number): Promise<void> {
  const bureaus = units.length - schools
  await engine.recordUnits(ENGINE, units.slice(0, bureaus))
  for (const some of inChunks(units.slice(bureaus), RECORDED_TOGETHER)) await engine.recordUnits(ENGINE, some)
  const people = [commander, ...schoolsOf(units).slice(-MANY_PRINCIPALS).map(principalOf)]
  await Promise.all(people.map((actor) => engine.recordPerson(ENGINE, personOf(actor))))
}

function personOf({ person, role, unit, posts }: Actor): Parameters<Engine['recordPerson']>[1] {
  if (role === 'engine') throw new Error('the engine is nobody')
  return { id: person, username: person, name: person, role, unit, posts, active: true }
}
