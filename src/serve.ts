import { once } from 'node:events'
import type { Server } from 'node:http'
import { serve as listen } from '@hono/node-server'
import type { Config } from './config.ts'
import { prepareDemo, type Demo } from './demo-city.ts'
import { VersionsChanged } from './engine/versions-in-use.ts'
import { createAccounts } from './http/accounts.ts'
import { createApp } from './http/app.ts'
import { createLog } from './log.ts'
import { open, type Opened } from './open.ts'
import { sessionSecret } from './secret.ts'

/** Everything wired together and listening; `stop` answers what was accepted, then closes. */
export interface Running {
  readonly address: string
  readonly demo: Demo | null
  readonly stop: () => Promise<void>
}

export async function serve(config: Config): Promise<Running | { readonly problem: string }> {
  const demo = await prepareDemo(config)
  if (demo !== null && 'problem' in demo) return demo
  const log = createLog(config)
  const opened = await openOver(config, log)
  if ('problem' in opened) return opened
  const { connections, engine, close } = opened
  const { publicUrl, timeZone } = config
  const auth = createAccounts({ connections, secret: await sessionSecret(connections, config), publicUrl })
  const closing = new AbortController()
  const app = createApp({ engine, connections, auth, config, log, timeZone, demo: demo !== null, closing: closing.signal })
  const server = listen({ fetch: app.fetch, port: config.port, hostname: config.host })
  try {
    await once(server, 'listening')
  } catch (error) {
    await close()
    return { problem: `cannot listen on ${config.host}:${config.port}: ${error instanceof Error ? error.message : String(error)}` }
  }
  const bound = server.address()
  const port = typeof bound === 'object' && bound !== null ? bound.port : config.port
  return {
    address: publicUrl ?? `http://${isAnyHost(config.host) ? 'localhost' : config.host}:${port}`,
    demo,
    stop: async () => {
      closing.abort()
      // Neither TLS nor HTTP/2 is asked for above.
      await closed(server as Server)
      await close()
    },
  }
}

/** A program without the versions of playbooks that the database has in use, or with others, serves nobody. */
async function openOver(config: Config, log: ReturnType<typeof createLog>): Promise<Opened | { readonly problem: string }> {
  try {
    return await open(config, (error) => log.error({ err: error }, 'the clock or an order was held up'))
  } catch (error) {
    if (error instanceof VersionsChanged) return { problem: error.message }
    throw error
  }
}

const PATIENCE_MS = 3_000

/** Takes no more connections, lets each request under way be answered, and then, or at the end of patience, hangs up. */
async function closed(server: Server): Promise<void> {
  const all = once(server, 'close')
  server.close()
  const idle = setInterval(() => server.closeIdleConnections(), 20)
  const impatient = setTimeout(() => server.closeAllConnections(), PATIENCE_MS)
  await all
  clearInterval(idle)
  clearTimeout(impatient)
}

function isAnyHost(host: string): boolean {
  return host === '0.0.0.0' || host === '::'
}
