import type { Playbook } from '../../machines/playbook.ts'
import { findPlaybook } from '../../machines/registry.ts'
import type { Unit } from '../../src/core/unit.ts'
import { mulberry32, pick } from '../../src/demo/random.ts'
import type { TestDatabase } from '../databases.ts'
import type { TestCity } from '../engine/city.ts'
import { foundCity } from '../engine/city.ts'
import { digestOf } from '../month/digest.ts'
import { saltsFrom } from '../month/salts.ts'
import { local } from '../world.ts'
import { sendEvent, sendEventAt } from './events.ts'
import { holds, replays } from './holds.ts'
import { noTrap } from './home.ts'
import { watchJournal } from './journal-watch.ts'
import { order } from './orders.ts'
import { publish, takeBack } from './overlays.ts'
import { pursue } from './plan.ts'
import { signStep } from './signatures.ts'
import { changeCalendar, pass } from './time.ts'
import type { Town } from './town.ts'
import { everyKind, ROOT } from './town.ts'
import type { Walk } from './walk.ts'
import { withdraw } from './withdrawals.ts'

export interface Stroll {
  readonly playbook: string
  readonly seed: number
  readonly steps: number
  readonly on: TestDatabase
  /** Every so many steps the journal is replayed. */
  readonly replayEvery: number
  /** Hears how far it is. */
  readonly tell?: (step: number, walk: Walk) => void
}

export interface Strolled {
  readonly walk: Walk
  readonly entries: number
  readonly digest: string
}

/** So many steps are mostly about one unit. */
const AT_ONE = 100

/** Walks at random through an empty town, step by step; throws at the first thing that does not hold, with the step and the seed. */
export async function stroll({ playbook: name, seed, steps, on, replayEvery, tell }: Stroll): Promise<Strolled> {
  const playbook = findPlaybook(name)
  if (playbook === undefined) throw new Error(`no playbook ${name}`)
  const town = everyKind()
  const faults: unknown[] = []
  const city = await foundCity({
    at: local('2026-03-02 08:00'),
    units: town.units,
    people: town.people,
    newSalt: saltsFrom(seed),
    on,
    failed: (error) => faults.push(error),
  })
  let step = 0
  try {
    await city.engine.idle()
    const units = await unitsOf(city, town, playbook)
    const walk = beginning(city, town, playbook, units, seed)
    const signposts = new Map<string, string>()
    for (step = 1; step <= steps; step += 1) {
      if (step % AT_ONE === 1) walk.favourite = pick(walk.random, walk.units)
      await nextDeed(walk)(walk)
      await walk.watch.readOn()
      if (faults.length > 0) throw new Error('the engine failed', { cause: faults[0] })
      if (step % 50 === 0) await noTrap(walk, walk.favourite, signposts)
      if (step % 250 === 0) await holds(walk)
      if (step % replayEvery === 0) await replays(walk)
      tell?.(step, walk)
    }
    await holds(walk)
    for (const unit of walk.units) await noTrap(walk, unit, signposts)
    await replays(walk)
    const { entries, digest } = await digestOf(city.connections.reader)
    return { walk, entries, digest }
  } catch (error) {
    throw new Error(`${name}, seed ${seed}, step ${step}: ${error instanceof Error ? error.message : ''}`, { cause: error })
  } finally {
    await city.close()
  }
}

/** The units that have a response in the playbook, with the ids that they were given. */
async function unitsOf(city: TestCity, town: Town, playbook: Playbook): Promise<readonly Unit[]> {
  const here = town.units.filter(({ kind }) => playbook.kinds.includes(kind))
  const found = await Promise.all(here.map(({ code }) => city.engine.situationOf(ROOT, code, playbook.name, 'actual')))
  return found.flatMap((situation) => (situation === null ? [] : [situation.unit]))
}

function beginning(city: TestCity, town: Town, playbook: Playbook, units: readonly Unit[], seed: number): Walk {
  return {
    city,
    town,
    playbook,
    units,
    random: mulberry32(seed),
    watch: watchJournal(city.connections.reader),
    tally: new Map(),
    overlays: new Map(),
    favourite: pick(() => 0, units),
    plan: [],
    keys: 0,
  }
}

type Deed = (walk: Walk) => Promise<void>

/** What people do, each with how often of a hundred times. */
const DEEDS: readonly (readonly [number, Deed])[] = [
  [20, sendEvent],
  [25, signStep],
  [30, pursue],
  [4, withdraw],
  [4, order],
  [2, publish],
  [1.5, takeBack],
  [0.5, changeCalendar],
  [3, (walk) => sendEventAt(walk, pick(walk.random, walk.town.bureaus), 'bureau')],
  [10, pass],
]

function nextDeed({ random }: Walk): Deed {
  let die = random() * 100
  for (const [share, deed] of DEEDS) {
    die -= share
    if (die < 0) return deed
  }
  return pass
}
