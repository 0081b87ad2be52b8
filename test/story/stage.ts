import { pino } from 'pino'
import { findPerson } from '../../db/accounts.ts'
import type { Connections } from '../../db/connect.ts'
import type { Actor } from '../../src/core/actor.ts'
import { ENGINE } from '../../src/core/actor.ts'
import { frozenClock, isFrozen } from '../../src/engine/clock.ts'
import type { Engine, NewPerson, NewUnit } from '../../src/engine/engine.ts'
import { passTo } from '../../src/engine/pass-time.ts'
import { startEngine } from '../../src/engine/start.ts'
import type { Accounts } from '../../src/http/accounts.ts'
import { createAccounts } from '../../src/http/accounts.ts'
import { createApp } from '../../src/http/app.ts'
import type { Opened } from '../../src/open.ts'
import type { TestDatabase } from '../databases.ts'
import { newDatabase } from '../databases.ts'
import { QUICK_PASSWORDS } from '../quick-passwords.ts'
import { TIME_ZONE, local } from '../world.ts'
import type { Desk } from './desk.ts'
import { signInAt } from './desk.ts'

/** The whole product over a database of its own, with a clock that stands still until the story moves it. */
export interface Stage {
  readonly engine: Engine
  readonly connections: Connections
  /** Signs in through the app with the password that every account of a story has. */
  readonly signIn: (username: string) => Promise<Desk>
  /** Somebody without an account, who acts through the engine. */
  readonly actor: (id: string) => Promise<Actor>
  /** Lets time pass to what the clock on the wall then says, stopping wherever something falls due. */
  readonly passTo: (wall: string) => Promise<void>
  /** What befalls the servers in the middle of an order; on most stages nothing. */
  readonly strike: () => Promise<void>
  readonly close: () => Promise<void>
}

/** What every account of a story has as its password. */
export const PASSWORD = 'first light'

/** Opens a stage of its own with a city and its people; whoever has a user name can sign in. */
export async function openStage(wall: string, units: readonly NewUnit[], people: readonly NewPerson[], on?: TestDatabase): Promise<Stage> {
  const database = on ?? (await newDatabase())
  const connections = await database.connect()
  const engine = await startEngine({ connections, clock: frozenClock(local(wall)), timeZone: TIME_ZONE })
  // Where servers of their own will read the accounts, passwords are kept as they keep them.
  const passwords = on === undefined ? { passwords: QUICK_PASSWORDS } : {}
  const auth = createAccounts({ connections, secret: 'first light, first light, first light', publicUrl: null, ...passwords })
  await engine.recordUnits(ENGINE, units)
  await Promise.all(people.map((person) => engine.recordPerson(ENGINE, person)))
  for (const { id, username, name } of people) if (username !== null) await auth.setPassword({ id, username, name }, PASSWORD)
  const close = async () => {
    await engine.stop()
    await connections.close()
    await database.remove()
  }
  return stageOver({ connections, engine, close }, auth)
}

/** The stage over an engine with a clock that stands, wherever its data come from. */
export function stageOver({ connections, engine, close }: Opened, auth: Accounts): Stage {
  const { clock } = engine
  if (!isFrozen(clock)) throw new Error('the clock of a story must stand still')
  const closing = new AbortController()
  const app = createApp({
    engine,
    connections,
    auth,
    config: { publicUrl: null, production: false },
    log: pino({ level: 'silent' }),
    timeZone: TIME_ZONE,
    demo: false,
    closing: closing.signal,
  })
  return {
    engine,
    connections,
    signIn: (username) => signInAt(app, username, PASSWORD),
    actor: async (id) => {
      const person = await findPerson(connections.reader, id)
      if (person === null) throw new Error(`nobody is known as ${id}`)
      return person
    },
    passTo: (at) => passTo(engine, clock, local(at)),
    strike: () => Promise.resolve(),
    close: async () => {
      closing.abort()
      await close()
    },
  }
}
