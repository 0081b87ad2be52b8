import { renameSync, rmSync } from 'node:fs'
import { findPerson } from '../db/accounts.ts'
import { isEmpty } from '../db/empty.ts'
import { dropSetting, readSetting, setSetting } from '../db/settings.ts'
import type { Config } from './config.ts'
import { loadDemo } from './demo/load.ts'
import { DEMO_ACCOUNTS, type DemoAccount } from './demo/people.ts'
import { createAccounts } from './http/accounts.ts'
import { clockOf, openDatabase } from './open.ts'
import { keepDemoPassword, keptDemoPassword, newDemoPassword, sessionSecret } from './secret.ts'

/** The demo accounts, all with the same password. */
export interface Demo {
  readonly accounts: readonly DemoAccount[]
  readonly password: string
}

/**
 * Loads the demo city into an empty database and sees to the password of its accounts. Null where there is no demo.
 * Where a demo is forbidden, a database that holds one is refused: its passwords have been on a screen.
 */
export async function prepareDemo(config: Config): Promise<Demo | null | { readonly problem: string }> {
  const found = await contentsOf(config)
  if (!config.demo) return found === 'demo' || found === 'half' ? { problem: FORBIDDEN } : null
  if (found === 'real') return null
  if (found === 'half') return { problem: INTERRUPTED }
  if (found === 'empty') await load(config)
  return { accounts: DEMO_ACCOUNTS, password: await openAccounts(config) }
}

const INTERRUPTED =
  'another process is loading the demo city into this database, or was interrupted while it did: wait until it is done, or use another, empty database'
const FORBIDDEN = 'this data folder holds the demo city: choose another DATA_DIR, or set FANGXIAN_DEMO=1'

async function contentsOf(config: Config): Promise<'empty' | 'demo' | 'half' | 'real'> {
  const { connections } = await openDatabase(config)
  const [first] = DEMO_ACCOUNTS
  const isDemo = first !== undefined && (await findPerson(connections.reader, first.id)) !== null
  const isHalf = (await readSetting(connections.reader, LOADING)) !== null
  const found = isHalf ? 'half' : isDemo ? 'demo' : (await isEmpty(connections.reader)) ? 'empty' : 'real'
  await connections.close()
  return found
}

const LOADING = 'demo_loading'

/** Half a city is never served. */
async function load(config: Config): Promise<void> {
  return 'file' in config.database ? loadAside(config, config.database.file) : loadInPlace(config)
}

/** The city is made in a file of its own, which takes the empty one's place once it is whole. */
async function loadAside(config: Config, file: string): Promise<void> {
  const aside = `${file}.loading`
  removeDatabase(aside)
  const { connections } = await openDatabase({ ...config, database: { file: aside } })
  await loadDemo(connections, clockOf(config).now(), config.timeZone)
  await connections.close()
  removeDatabase(file)
  renameSync(aside, file)
}

/** A database that others may be looking at is marked until the city is whole. */
async function loadInPlace(config: Config): Promise<void> {
  const { connections } = await openDatabase(config)
  await setSetting(connections.writer, LOADING, '1')
  await loadDemo(connections, clockOf(config).now(), config.timeZone)
  await dropSetting(connections.writer, LOADING)
  await connections.close()
}

function removeDatabase(file: string): void {
  for (const suffix of ['', '-wal', '-shm']) rmSync(file + suffix, { force: true })
}

/** A password costs a tenth of a second for each account, so they are set only when it is new. */
async function openAccounts(config: Config): Promise<string> {
  const kept = keptDemoPassword(config.dataDir)
  const password = config.demoPassword ?? kept ?? newDemoPassword()
  if (password === kept) return password
  const { connections } = await openDatabase(config)
  const accounts = createAccounts({ connections, secret: await sessionSecret(connections, config), publicUrl: config.publicUrl })
  for (const account of DEMO_ACCOUNTS) await accounts.setPassword(account, password)
  await connections.close()
  keepDemoPassword(config.dataDir, password)
  return password
}
