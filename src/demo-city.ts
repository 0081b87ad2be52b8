import { renameSync, rmSync } from 'node:fs'
import { findPerson } from '../db/accounts.ts'
import { isEmpty } from '../db/empty.ts'
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
  if (!config.demo) return found === 'demo' ? { problem: FORBIDDEN } : null
  if (found === 'real') return null
  if (found === 'empty') await load(config)
  return { accounts: DEMO_ACCOUNTS, password: await openAccounts(config) }
}

const FORBIDDEN = 'this data folder holds the demo city: choose another DATA_DIR, or set FANGXIAN_DEMO=1'

async function contentsOf(config: Config): Promise<'empty' | 'demo' | 'real'> {
  const { connections } = await openDatabase(config)
  const [first] = DEMO_ACCOUNTS
  const isDemo = first !== undefined && (await findPerson(connections.reader, first.id)) !== null
  const found = isDemo ? 'demo' : (await isEmpty(connections.reader)) ? 'empty' : 'real'
  await connections.close()
  return found
}

/** The city is made in a file of its own, which takes the empty one's place once it is whole: half a city is never served. */
async function load(config: Config): Promise<void> {
  const databaseFile = `${config.databaseFile}.loading`
  removeDatabase(databaseFile)
  const { connections } = await openDatabase({ ...config, databaseFile })
  await loadDemo(connections, clockOf(config).now(), config.timeZone)
  await connections.close()
  removeDatabase(config.databaseFile)
  renameSync(databaseFile, config.databaseFile)
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
  const accounts = createAccounts({ connections, secret: sessionSecret(config.dataDir), publicUrl: config.publicUrl })
  for (const account of DEMO_ACCOUNTS) await accounts.setPassword(account, password)
  await connections.close()
  keepDemoPassword(config.dataDir, password)
  return password
}
