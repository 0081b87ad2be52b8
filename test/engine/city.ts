import { onTestFinished } from 'vitest'
import type { Connections, Place } from '../../db/connect.ts'
import { readCounter, readEntries } from '../../db/append.ts'
import { listOutcomes } from '../../db/orders.ts'
import type { Registered } from '../../machines/registry.ts'
import { REGISTERED } from '../../machines/registry.ts'
import type { Instant } from '../../machines/vocabulary.ts'
import type { Actor } from '../../src/core/actor.ts'
import type { IssueOrder, RawEvidence, SendEvent, SignOff } from '../../src/core/command.ts'
import type { Entry, Scope } from '../../src/core/entry.ts'
import type { Response } from '../../src/core/response.ts'
import type { Unit } from '../../src/core/unit.ts'
import { levelsBelow } from '../../src/core/unit.ts'
import type { Clock, FrozenClock } from '../../src/engine/clock.ts'
import { frozenClock } from '../../src/engine/clock.ts'
import type { Engine } from '../../src/engine/engine.ts'
import type { Difference } from '../../src/engine/replay.ts'
import { replay } from '../../src/engine/replay.ts'
import { startEngine } from '../../src/engine/start.ts'
import type { TestDatabase } from '../databases.ts'
import { newDatabase } from '../databases.ts'
import { admin, asPerson, CITY, EVERYBODY, filledIn, LIANPING, NIGHT, SHANXI, taskOf, TIME_ZONE } from '../world.ts'

/** What a program had before the second version of the flood. */
export const OLDER: readonly Registered[] = REGISTERED.filter(({ playbook: { name, version } }) => name !== 'flood' || version === 1)

/** A real engine over a real database of its own, with a clock that stands still. */
export interface TestCity {
  readonly engine: Engine
  readonly clock: FrozenClock
  readonly connections: Connections
  readonly place: Place
  /** Stops the engine, closes the database and opens both again, as a new process would. */
  readonly restart: (timeZone?: string) => Promise<void>
  /** Takes the database away from the engine, which is never told to stop, and starts another, as after a power cut. */
  readonly crash: () => Promise<void>
  readonly entries: () => Promise<readonly Entry[]>
  readonly responseOf: (unit: Unit) => Promise<Response>
  /** What replaying the journal finds to be different from what is stored. */
  readonly differences: () => Promise<readonly Difference[]>
  readonly close: () => Promise<void>
}

export interface CityOptions {
  readonly at?: Instant
  readonly units?: readonly Unit[]
  readonly people?: readonly Actor[]
  /** Stands at `at` and never goes back, unless given. */
  readonly clock?: FrozenClock
  readonly newSalt?: () => string
  /** The versions of playbooks that the program has at first; from the first restart on it has all. */
  readonly registered?: readonly Registered[]
  /** Hears what goes wrong with the clock, an order or an overlay. */
  readonly failed?: (error: unknown) => void
  /** Where it is founded, if not in a new database of the project's kind. */
  readonly on?: TestDatabase
}

/** A city for one test: closed and removed when the test is over. */
export async function openCity(options: CityOptions = {}): Promise<TestCity> {
  const city = await foundCity(options)
  onTestFinished(city.close)
  return city
}

/** A city with its units and people recorded, for several tests: whoever founds it closes it. */
export async function foundCity(options: CityOptions = {}): Promise<TestCity> {
  const { at = NIGHT, units = CITY, people = EVERYBODY, clock = frozenClock(at), newSalt, failed } = options
  const database = options.on ?? (await newDatabase())
  const crashed: Engine[] = []
  let { registered } = options
  const open = async (timeZone = TIME_ZONE) => {
    const connections = await database.connect()
    const mortal = mortalClock(clock)
    const more = { ...(newSalt && { newSalt }), ...(registered && { registered }), ...(failed && { failed }) }
    const engine = await startEngine({ connections, clock: mortal, timeZone, ...more })
    return { connections, engine, die: mortal.die }
  }
  let opened = await open()
  const stop = async (): Promise<void> => {
    await opened.engine.stop()
    await opened.connections.close()
  }
  await opened.engine.recordUnits(admin, units)
  await Promise.all(people.map((person) => opened.engine.recordPerson(admin, asPerson(person))))
  return {
    get engine() {
      return opened.engine
    },
    get connections() {
      return opened.connections
    },
    clock,
    place: database.place,
    restart: async (timeZone) => {
      await stop()
      registered = undefined
      opened = await open(timeZone)
    },
    crash: async () => {
      crashed.push(opened.engine)
      opened.die()
      await opened.connections.close()
      opened = await open()
    },
    close: async () => {
      await stop()
      // Nothing is left of them but timers.
      await Promise.all(crashed.map((engine) => engine.stop()))
      await database.remove()
    },
    entries: async () => readEntries(opened.connections.reader, 0, (await readCounter(opened.connections.reader)) + 100),
    responseOf: async (unit) => {
      const situation = await opened.engine.situationOf({ path: unit.path }, unit.code, 'epidemic', 'actual')
      if (situation === null) throw new Error(`no response at ${unit.code}`)
      return situation.response
    },
    differences: async () => (await replay(opened.connections, TIME_ZONE)).differences,
  }
}

/** The same clock, until whoever looks at it dies and is called by it no more. */
function mortalClock(clock: Clock): Clock & { readonly die: () => void } {
  let alive = true
  return {
    now: clock.now,
    wakeIn: (ms, callback) => clock.wakeIn(ms, () => alive && callback()),
    die: () => {
      alive = false
    },
  }
}

/** An order as a commander gives it. */
export function orderBy(actor: Actor, event: string, scope: Scope, facts: RawEvidence = {}): IssueOrder {
  return { actor, playbook: 'epidemic', mode: 'actual', event, facts, scope, reason: '市指挥部令', document: '' }
}

/** An event as somebody sends it to 莲坪, or to the unit that is named. */
export function eventBy(actor: Actor, event: string, more: Partial<SendEvent> = {}): SendEvent {
  const base = { kind: 'event', actor, unit: LIANPING.code, playbook: 'epidemic', mode: 'actual', event, facts: {} } as const
  return { ...base, reason: '依据电话通知', document: '', order: null, ...more }
}

/** What an order came to: the result of each school, or why it was not taken. */
export interface Settled {
  readonly id: number
  /** `changed`, `unchanged`, or the refusal. */
  readonly results: Readonly<Record<string, string>>
  readonly refusal?: string
}

/** Issues the order and waits until it is settled. */
export async function settle({ engine, connections }: TestCity, order: IssueOrder, key = 'order'): Promise<Settled> {
  const issued = await engine.issueOrder(order, key)
  if ('refusal' in issued) return { refusal: issued.refusal, id: 0, results: {} }
  await engine.idle()
  const { items } = await listOutcomes(connections.reader, SHANXI, issued.id, {}, { limit: 5_000, cursor: null })
  return { id: issued.id, results: Object.fromEntries(items.map((item) => [item.unit.code, item.refusal ?? item.result])) }
}

/** Signs that the step is done, with a form filled in right. */
export function signature(actor: Actor, task: string, visit: number, more: Partial<SignOff> & { readonly at?: Unit } = {}): SignOff {
  const { at = LIANPING, ...rest } = more
  return {
    kind: 'signOff',
    actor,
    unit: at.code,
    playbook: 'epidemic',
    mode: 'actual',
    task,
    visit,
    occurrence: null,
    statement: 'done',
    evidence: filledIn(taskOf(task), at),
    note: '',
    signedAt: null,
    ...rest,
  }
}

/** `n` day schools in that county, after the cast, for orders of many chunks. */
export function manySchools(n: number, county: Unit): readonly Unit[] {
  return Array.from({ length: n }, (_, index): Unit => {
    const code = `${county.code}${String(5000 + index)}`
    const boards = index % 4 === 0
    return {
      id: Number(code),
      code,
      parent: county.code,
      kind: 'primary',
      name: `第${index + 1}小学`,
      path: `${county.path}${code}/`,
      levels: levelsBelow(county),
      boarders: boards ? 120 : 0,
      day: 200,
      staff: 20,
      hospital: '',
    }
  })
}
