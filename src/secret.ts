import { randomBytes } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Connections } from '../db/connect.ts'
import { keepSecret } from '../db/secrets.ts'
import type { Config } from './config.ts'

const OWNER_ONLY = { mode: 0o600 } as const

/**
 * The key that signs session cookies, made once. With SQLite it lies beside the database, readable by its owner only; with
 * PostgreSQL in the database, because all processes must sign alike.
 */
export async function sessionSecret(
  { writer }: Pick<Connections, 'writer'>,
  { dataDir, database }: Pick<Config, 'dataDir' | 'database'>,
): Promise<string> {
  const fresh = randomBytes(32).toString('hex')
  return 'url' in database ? keepSecret(writer, 'session', fresh) : keptInFile(join(dataDir, 'session-secret'), fresh)
}

function keptInFile(file: string, fresh: string): string {
  try {
    writeFileSync(file, `${fresh}\n`, { ...OWNER_ONLY, flag: 'wx' })
  } catch (error) {
    // There already, perhaps made just now by a command beside the server.
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error
  }
  return readFileSync(file, 'utf8').trim()
}

/** The password that the demo accounts have now, so that a restart prints it again. */
export function keptDemoPassword(dataDir: string): string | null {
  const file = demoPasswordFile(dataDir)
  return existsSync(file) ? readFileSync(file, 'utf8').trim() : null
}

export function keepDemoPassword(dataDir: string, password: string): void {
  writeFileSync(demoPasswordFile(dataDir), `${password}\n`, OWNER_ONLY)
}

export function newDemoPassword(): string {
  return randomBytes(6).toString('hex')
}

function demoPasswordFile(dataDir: string): string {
  return join(dataDir, 'demo-password')
}
