import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createServer } from 'node:net'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import type { Config } from '../src/config.ts'
import { environment } from '../src/config.ts'
import { EVENING } from './region.ts'

/** The server as people start it, over one of our databases. */
export interface Product {
  readonly port: number
  /** From its start to its first answer. */
  readonly startMs: number
  /** Ends it as a service manager would; the most memory that it ever had, in MB. */
  readonly stop: () => Promise<number>
}

// Printed by the process itself at its end, because only the system knows its peak.
const TELL_PEAK = 'data:text/javascript,process.on("exit",()=>process.stderr.write(`peak ${process.resourceUsage().maxRSS}\\n`))'

export async function startProduct({ dataDir, database }: Pick<Config, 'dataDir' | 'database'>): Promise<Product> {
  const port = await freePort()
  const env = {
    ...environment,
    PORT: String(port),
    DATA_DIR: dataDir,
    DATABASE_URL: 'url' in database ? database.url : '',
    FANGXIAN_DEMO: '0',
    FANGXIAN_CLOCK: EVENING,
    LOG_LEVEL: 'error',
  }
  const began = performance.now()
  const child = spawn(process.execPath, ['--import', TELL_PEAK, join(import.meta.dirname, '..', 'dist', 'main.js')], {
    env,
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  let told = ''
  child.stderr.setEncoding('utf8').on('data', (part: string) => {
    told += part
  })
  while (!(await isReady(port))) {
    if (child.exitCode !== null) throw new Error(`the server ended: ${told}`)
    await new Promise((resolve) => setTimeout(resolve, 5))
  }
  return {
    port,
    startMs: performance.now() - began,
    stop: async () => {
      child.kill('SIGTERM')
      await once(child, 'close')
      const peak = /peak (\d+)/.exec(told)?.[1]
      if (peak === undefined) throw new Error(`the server told no peak: ${told}`)
      return Number(peak) / 1_024
    },
  }
}

async function isReady(port: number): Promise<boolean> {
  try {
    return (await fetch(`http://127.0.0.1:${port}/readyz`)).ok
  } catch {
    return false
  }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  // A TCP server, just bound.
  const { port } = server.address() as AddressInfo
  server.close()
  await once(server, 'close')
  return port
}
