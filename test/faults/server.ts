import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { TOP } from '../source-files.ts'
import type { Build } from './build.ts'
import { cleanedOnce } from './leftovers.ts'

/** A real process of the product, to be killed. */
export interface Server {
  readonly address: string
  readonly pid: number
  /** How long it could have gone on, so far, and the computer was busy with others. */
  readonly waitedForProcessorMs: () => number
  /** SIGKILL, unless it is gone already. Resolves when it is gone. */
  readonly kill: () => Promise<void>
  /** SIGTERM: it finishes what it accepted. */
  readonly stop: () => Promise<void>
  /** Resolves when the process is gone, however that came. */
  readonly gone: Promise<unknown>
  readonly isGone: () => boolean
  /** The last that it wrote to standard error. */
  readonly complaints: () => string
}

const START_MS = 20_000
const KEPT = 4_000

/** Settings that hold for every process under test, whatever this process was started with. */
const SETTINGS = {
  PORT: '0',
  FANGXIAN_DEMO: '0',
  LOG_LEVEL: 'error',
  NODE_ENV: 'test',
  // Starting takes half the time.
  NODE_COMPILE_CACHE: join(tmpdir(), 'fangxian-faults-compiled'),
}

export type Settings = Readonly<Record<string, string>>

/** Starts the server and waits until it listens; throws if it ends before. */
export async function startServer(build: Build, settings: Settings): Promise<Server> {
  const child = spawn(process.execPath, [build.server], {
    cwd: TOP,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...inherited(), ...SETTINGS, ...settings },
  })
  const gone = once(child, 'exit')
  let complaints = ''
  child.stderr.on('data', (part: Buffer) => (complaints = (complaints + part.toString()).slice(-KEPT)))
  const isGone = (): boolean => child.exitCode !== null || child.signalCode !== null
  const kill = async (): Promise<void> => {
    child.kill('SIGKILL')
    await gone
  }
  const forgotten = cleanedOnce(kill)
  void gone.then(forgotten)
  const impatient = setTimeout(() => child.kill('SIGKILL'), START_MS)
  const address = await addressOf(child).finally(() => clearTimeout(impatient))
  if (address === null) {
    await gone
    throw new Error(`the server did not start: ${complaints}`)
  }
  return {
    address,
    pid: child.pid ?? 0,
    waitedForProcessorMs: () => waitedForProcessorMs(child.pid ?? 0),
    kill,
    stop: async () => {
      child.kill('SIGTERM')
      const stubborn = setTimeout(() => child.kill('SIGKILL'), START_MS)
      await gone
      clearTimeout(stubborn)
    },
    gone,
    isGone,
    complaints: () => complaints,
  }
}

/** The second number of schedstat: nanoseconds on a run queue (proc(5)). */
function waitedForProcessorMs(pid: number): number {
  const file = `/proc/${pid}/schedstat`
  return existsSync(file) ? Number(readFileSync(file, 'utf8').split(' ')[1]) / 1e6 : 0
}

/** What stands behind `address:` in what it prints; null if it ends without that. */
async function addressOf(child: ChildProcess): Promise<string | null> {
  return new Promise((resolve) => {
    let said = ''
    child.stdout?.on('data', (part: Buffer) => {
      said += part.toString()
      const found = /address: +(http:\S+)/.exec(said)?.[1]
      if (found !== undefined) resolve(found)
    })
    child.once('exit', () => resolve(null))
  })
}

/** One command of `npm run fangxian`: its exit status and its JSON. */
export async function runCommand(
  build: Build,
  settings: Settings,
  words: readonly string[],
): Promise<{ readonly exit: number | null; readonly said: string }> {
  const child = spawn(process.execPath, [build.commandLine, ...words, '--json'], {
    cwd: TOP,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...inherited(), ...SETTINGS, ...settings },
    timeout: 120_000,
  })
  let said = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (part: Buffer) => (said += part.toString()))
  await once(child, 'close')
  return { exit: child.exitCode, said }
}

/** Nothing of our own environment reaches the product but what any process needs. */
function inherited(): Record<string, string> {
  const { PATH = '', HOME = '', TZ = 'UTC' } = process.env
  return { PATH, HOME, TZ }
}
