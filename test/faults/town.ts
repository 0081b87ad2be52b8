import { rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Instant } from '../../machines/vocabulary.ts'
import { readConfig } from '../../src/config.ts'
import type { Unit } from '../../src/core/unit.ts'
import type { NewPerson } from '../../src/engine/engine.ts'
import { createAccounts } from '../../src/http/accounts.ts'
import { open } from '../../src/open.ts'
import { sessionSecret } from '../../src/secret.ts'
import { manySchools } from '../engine/city.ts'
import { admin, LINYI, NIGHT, SHANXI, YUNCHENG } from '../world.ts'
import { buildPatched } from './build.ts'
import { read, send } from './client.ts'
import { sqlitePlace, type Place } from './place.ts'
import { runCommand, startServer } from './server.ts'

/**
 * A county of primary schools, closed since the evening of 6 March, with everybody signed in. It is founded once, as a
 * bureau would do it, and each fault spoils a copy: sessions are in the database, so they hold there too.
 */
export interface Town {
  readonly place: Place
  readonly schools: readonly Unit[]
  /** The schools whose principals have accounts. */
  readonly manned: readonly Unit[]
  /** Cookies by account name: `province`, `county`, and `principal-CODE` for the head of each school with an account. */
  readonly cookies: ReadonlyMap<string, string>
  /** Domain time at which it was founded. */
  readonly at: Instant
}

export interface TownSize {
  readonly schools: number
  readonly principals: number
}

export const PASSWORD = 'four words and a dot.'
export const COUNTY = LINYI.code
export const principalOf = (school: Pick<Unit, 'code'>): string => `principal-${school.code}`

/** Five schools, one of them with an account: for faults that look closely. */
export const HAMLET: TownSize = { schools: 5, principals: 1 }
/** More schools than one chunk of an order holds. */
export const COUNTY_WIDE: TownSize = { schools: 300, principals: 25 }

export async function foundTown({ schools: many, principals }: TownSize, place = sqlitePlace()): Promise<Town> {
  const schools = manySchools(many, LINYI)
  const manned = schools.slice(0, principals)
  const settings = { ...place.env, FANGXIAN_CLOCK: NIGHT }
  const build = await buildPatched('sound', [])
  await importUnits([SHANXI, YUNCHENG, LINYI, ...schools])
  const accounts = [
    account('province', 'commander', SHANXI),
    account('county', 'commander', LINYI),
    ...manned.map((school) => account(principalOf(school), 'principal', school)),
  ]
  await openAccounts(settings, accounts)
  const server = await startServer(build, settings)
  const cookies = new Map<string, string>()
  for (const { username } of accounts) cookies.set(username, await signIn(server.address, username))
  const order = { playbook: 'epidemic', event: 'ORDER_CLOSE', scope: { region: COUNTY }, reason: 'founding' }
  const closed = await send(server.address, cookies.get('county') ?? '', { key: 'founding', who: 'county', path: '/orders', body: order })
  if (closed?.status !== 202) throw new Error(`the town was not founded: ${JSON.stringify(closed)}`)
  const { id } = JSON.parse(closed.body) as { readonly id: number } // As the API documents it.
  for (let tries = 0; tries < 500; tries += 1) {
    const { status } = await read<{ readonly status: string }>(server.address, cookies.get('county') ?? '', `/orders/${id}`)
    if (status === 'settled') break
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
  await server.stop()
  return { place, schools, manned, cookies, at: NIGHT }

  async function importUnits(units: readonly Unit[]): Promise<void> {
    const file = join(tmpdir(), `fangxian-faults-units-${process.pid}.csv`)
    const lines = units.map((unit) =>
      [unit.code, unit.parent ?? '', unit.kind, unit.name, unit.boarders, unit.day, unit.staff, unit.hospital].join(','),
    )
    writeFileSync(file, ['code,parent,kind,name,boarders,day,staff,hospital', ...lines, ''].join('\n'))
    const { exit, said } = await runCommand(build, settings, ['import', 'units', file])
    rmSync(file)
    if (exit !== 0) throw new Error(`the units were not imported: ${said}`)
  }
}

type Account = NewPerson & { readonly username: string }

function account(username: string, role: 'commander' | 'principal', unit: Unit): Account {
  return { id: username, username, name: `${unit.name}负责人`, role, unit: unit.code, posts: [role], active: true }
}

/** As `user add` does, without a process for each. */
async function openAccounts(settings: Readonly<Record<string, string>>, accounts: readonly Account[]): Promise<void> {
  const config = readConfig(settings)
  if ('problems' in config) throw new Error(config.problems.join())
  const { connections, engine, close } = await open(config)
  const opened = createAccounts({ connections, secret: await sessionSecret(connections, config), publicUrl: null })
  for (const person of accounts) {
    await engine.recordPerson(admin, person)
    await opened.setPassword(person, PASSWORD)
  }
  await close()
}

async function signIn(address: string, username: string): Promise<string> {
  const answer = await fetch(`${address}/api/auth/sign-in/username`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ username, password: PASSWORD }),
  })
  const cookie = answer.headers.getSetCookie()[0]?.split(';')[0]
  if (!answer.ok || cookie === undefined) throw new Error(`${username} could not sign in: ${await answer.text()}`)
  await read(address, cookie, '/me')
  return cookie
}
