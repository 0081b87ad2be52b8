import { inChunks } from '../db/append.ts'
import type { Connections } from '../db/connect.ts'
import { connect } from '../db/connect.ts'
import { migrate } from '../db/migrate.ts'
import { ENGINE } from '../src/core/actor.ts'
import type { Actor } from '../src/core/actor.ts'
import type { Unit } from '../src/core/unit.ts'
import type { FrozenClock } from '../src/engine/clock.ts'
import { frozenClock } from '../src/engine/clock.ts'
import type { Engine } from '../src/engine/engine.ts'
import { startEngine } from '../src/engine/start.ts'
import { commanderOf, EVENING, principalOf, regionOf, schoolsOf, TIME_ZONE } from './region.ts'
import type { Store } from './store.ts'

/** A database with schools in it, and an engine over it whose clock stands still. */
export interface Ground {
  readonly address: string
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

/** Opens a new copy with so many schools and starts an engine over it. */
export async function openGround(store: Store, schools: number): Promise<Ground> {
  return openAt(store, await store.copyOf(schools), schools)
}

/** An engine over the database at that address, which holds so many schools or is about to. */
async function openAt({ placeOf }: Pick<Store, 'placeOf'>, address: string, schools: number): Promise<Ground> {
  const connections = await connect(placeOf(address).database)
  const units = regionOf(schools)
  const clock = frozenClock(EVENING)
  await migrate(connections.writer)
  const engine = await startEngine({ connections, clock, timeZone: TIME_ZONE })
  // What the start itself set going is over.
  await engine.idle()
  return {
    address,
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
export async function seed(store: Pick<Store, 'placeOf'>, address: string, schools: number): Promise<void> {
  const { engine, units, commander, close } = await openAt(store, address, schools)
  const bureaus = units.length - schools
  await engine.recordUnits(ENGINE, units.slice(0, bureaus))
  for (const some of inChunks(units.slice(bureaus), RECORDED_TOGETHER)) await engine.recordUnits(ENGINE, some)
  const people = [commander, ...schoolsOf(units).slice(-MANY_PRINCIPALS).map(principalOf)]
  await Promise.all(people.map((actor) => engine.recordPerson(ENGINE, personOf(actor))))
  await close()
}

function personOf({ person, role, unit, posts }: Actor): Parameters<Engine['recordPerson']>[1] {
  if (role === 'engine') throw new Error('the engine is nobody')
  return { id: person, username: person, name: person, role, unit, posts, active: true }
}
