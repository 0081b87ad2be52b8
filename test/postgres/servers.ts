import type { ChildProcess } from 'node:child_process'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { build } from '../../src/start/build.mjs'
import type { Place } from '../../db/connect.ts'

/** A server of its own, as `npm start` runs it, on a database that others may use as well. */
export interface Server {
  readonly address: string
  readonly isAlive: () => boolean
  /** As when the power of its machine fails. */
  readonly kill: () => Promise<void>
  readonly stop: () => Promise<void>
}

const TOP = join(import.meta.dirname, '../..')

export async function startServer(place: Place, env: Readonly<Record<string, string>>): Promise<Server> {
  await build({ bench: false })
  const folder = mkdtempSync(join(tmpdir(), 'fangxian-server-'))
  const database: Readonly<Record<string, string>> = 'url' in place ? { DATABASE_URL: place.url } : {}
  const settings = { DATA_DIR: folder, PORT: '0', FANGXIAN_DEMO: '0', LOG_LEVEL: 'error', ...database, ...env }
  const server = spawn(process.execPath, ['--enable-source-maps', 'dist/main.js'], {
    cwd: TOP,
    env: { ...process.env, ...settings },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const exited = once(server, 'exit')
  const address = await addressOf(server)
  const end = async (signal: NodeJS.Signals): Promise<void> => {
    if (server.exitCode === null && server.signalCode === null) server.kill(signal)
    await exited
    rmSync(folder, { recursive: true, force: true })
  }
  return {
    address,
    isAlive: () => server.exitCode === null && server.signalCode === null,
    kill: () => end('SIGKILL'),
    stop: () => end('SIGTERM'),
  }
}

/** What it prints once it serves. */
async function addressOf(server: ChildProcess): Promise<string> {
  let said = ''
  for await (const chunk of server.stdout ?? []) {
    said += String(chunk)
    const found = /http:\/\/127\.0\.0\.1:\d+/.exec(said)
    if (found !== null) return found[0]
  }
  throw new Error(`the server ended: ${said}`)
}
