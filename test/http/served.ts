import type { Hono } from 'hono'
import { pino } from 'pino'
import type { Connections } from '../../db/connect.ts'
import type { Registered } from '../../machines/registry.ts'
import type { Actor } from '../../src/core/actor.ts'
import { frozenClock, type FrozenClock } from '../../src/engine/clock.ts'
import type { Engine, NewPerson } from '../../src/engine/engine.ts'
import { startEngine } from '../../src/engine/start.ts'
import { createAccounts, type Accounts } from '../../src/http/accounts.ts'
import { createApp } from '../../src/http/app.ts'
import type { Env } from '../../src/http/session.ts'
import { newDatabase } from '../databases.ts'
import { QUICK_PASSWORDS } from '../quick-passwords.ts'
import { admin, asPerson, CITY, EVERYBODY, NIGHT, TIME_ZONE } from '../world.ts'

export const PASSWORD = 'four words and a dot.'
export const HOST = 'fangxian.test'
export const OWN_ORIGIN = `http://${HOST}`

/** The city of the cast behind the real app: a database in a folder that goes away, the real engine, a clock that stands. */
export interface ServedCity {
  readonly connections: Connections
  readonly engine: Engine
  readonly clock: FrozenClock
  readonly accounts: Accounts
  readonly app: Hono<Env>
  /** A request by somebody signed in, from our own pages unless the headers say otherwise. */
  readonly ask: (who: Actor, path: string, request?: Ask) => Promise<Response>
  /** The same, for its JSON. */
  readonly read: (who: Actor, path: string, request?: Ask) => Promise<Answered>
  readonly cookie: (who: Actor) => Promise<string>
  readonly close: () => Promise<void>
}

export interface Ask {
  readonly method?: string
  /** Sent as JSON. */
  readonly body?: unknown
  readonly headers?: Readonly<Record<string, string>>
}

/** JSON as the API answers it, as far as tests look into it. */
export interface Answered
  extends Readonly<Record<Texts, string>>, Readonly<Record<Numbers, number>>, Readonly<Record<Lists, readonly Answered[]>> {
  readonly from: readonly string[]
  readonly who: readonly string[]
  readonly served: readonly string[]
  readonly next: string | null
}
type Texts = 'id' | 'code' | 'type' | 'actor' | 'unit' | 'task' | 'phase' | 'refusal' | 'text' | 'state' | 'occurrence'
type Numbers = 'seq' | 'visit' | 'order' | 'people'
type Lists = 'items' | 'tasks' | 'responses' | 'events' | 'errors' | 'missing' | 'missingReports' | 'phases' | 'signOffs'

export async function answered(answer: Response): Promise<Answered> {
  return (await answer.json()) as Answered
}

export interface ServedOptions {
  readonly frozen?: boolean
  /** Versions of playbooks that the city knows; absent: those of the product. */
  readonly registered?: readonly Registered[]
  /** Passwords are kept as the product keeps them, for tests of accounts. */
  readonly realPasswords?: boolean
}

export async function serveCity(options: ServedOptions = {}): Promise<ServedCity> {
  const database = await newDatabase()
  const connections = await database.connect()
  const clock = frozenClock(NIGHT)
  const { advanceTo: _advanceTo, ...running } = clock
  const { frozen, registered } = options
  const engine = await startEngine({
    connections,
    clock: frozen === false ? running : clock,
    timeZone: TIME_ZONE,
    ...(registered && { registered }),
  })
  await engine.recordUnits(
    admin,
    CITY.map(({ id: _id, path: _path, ...unit }) => unit),
  )
  for (const actor of EVERYBODY) await engine.recordPerson(admin, holder(actor))
  const passwords = options.realPasswords === true ? {} : { passwords: QUICK_PASSWORDS }
  const accounts = createAccounts({ connections, secret: 'only-for-tests-0123456789-abcdefghij', publicUrl: null, ...passwords })
  const closing = new AbortController()
  const config = { publicUrl: null, production: false }
  const app = createApp({
    engine,
    connections,
    auth: accounts,
    config,
    log: pino({ level: 'silent' }),
    timeZone: TIME_ZONE,
    demo: false,
    closing: closing.signal,
  })
  const cookie = signedIn(app, accounts)
  const ask = async (who: Actor, path: string, { method = 'GET', body, headers = {} }: Ask = {}): Promise<Response> => {
    const json = body === undefined ? {} : { 'content-type': 'application/json' }
    const all = { host: HOST, cookie: await cookie(who), origin: OWN_ORIGIN, ...json, ...headers }
    return app.request(path, { method, headers: all, ...(body !== undefined && { body: JSON.stringify(body) }) })
  }
  return {
    connections,
    engine,
    clock,
    accounts,
    app,
    cookie,
    ask,
    read: async (who, path, request) => answered(await ask(who, path, request)),
    close: async () => {
      closing.abort()
      await engine.stop()
      await connections.close()
      await database.remove()
    },
  }
}

/** Everybody of the cast has an account named like them. */
export function holder(who: Actor): NewPerson & { readonly username: string } {
  return { ...asPerson(who), username: who.person }
}

/** Signs each in once, when first asked. */
function signedIn(app: Hono<Env>, accounts: Accounts): (who: Actor) => Promise<string> {
  const cookies = new Map<string, Promise<string>>()
  const signIn = async (who: Actor): Promise<string> => {
    await accounts.setPassword(holder(who), PASSWORD)
    const answer = await app.request('/api/auth/sign-in/username', {
      method: 'POST',
      headers: { host: HOST, 'content-type': 'application/json' },
      body: JSON.stringify({ username: who.person, password: PASSWORD }),
    })
    if (answer.status !== 200) throw new Error(`${who.person} cannot sign in: ${answer.status} ${await answer.text()}`)
    return cookieOf(answer)
  }
  return (who) => {
    const known = cookies.get(who.person) ?? signIn(who)
    cookies.set(who.person, known)
    return known
  }
}

/** What a browser sends back. */
export function cookieOf(answer: Response): string {
  return answer.headers
    .getSetCookie()
    .map((one) => one.split(';')[0])
    .join('; ')
}

/** The first of a list that has one. */
export function first<T>(list: readonly T[] | undefined): T {
  const found = list?.[0]
  if (found === undefined) throw new Error('nothing is in the list')
  return found
}
