import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import type { Hono } from 'hono'
import { serve } from '@hono/node-server'
import { pino } from 'pino'
import { createAccounts } from '../src/http/accounts.ts'
import { createApp } from '../src/http/app.ts'
import type { Env } from '../src/http/session.ts'
import type { Ground } from './ground.ts'
import { TIME_ZONE } from './region.ts'
import { SECRET } from './sessions.ts'

/** The whole app over these schools, as the server makes it, without a log. */
export function appOver({ connections, engine }: Pick<Ground, 'connections' | 'engine'>): {
  readonly app: Hono<Env>
  readonly close: () => void
} {
  const closing = new AbortController()
  const app = createApp({
    engine,
    connections,
    auth: createAccounts({ connections, secret: SECRET, publicUrl: null }),
    config: { publicUrl: null, production: false },
    log: pino({ level: 'silent' }),
    timeZone: TIME_ZONE,
    demo: false,
    closing: closing.signal,
  })
  return { app, close: () => closing.abort() }
}

/** Listens on a free port, in the same way for our app and for the bare routes that it is compared with. */
export async function listen(
  fetch: (request: Request) => Response | Promise<Response>,
): Promise<{ readonly port: number; readonly close: () => Promise<void> }> {
  const server = serve({ fetch, port: 0, hostname: '127.0.0.1' })
  await once(server, 'listening')
  // A TCP server, just bound.
  const { port } = server.address() as AddressInfo
  return {
    port,
    close: async () => {
      if ('closeAllConnections' in server) server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}
