import { Hono } from 'hono'
import { probeWrite } from '../../db/probe.ts'
import type { Deps } from './deps.ts'
import type { Env } from './session.ts'

const PROBED_FOR_MS = 1_000
/** Whoever asks has less patience than the one who writes. */
const PATIENCE_MS = 2_000

/** `/livez` says that the process answers; `/readyz` that the database can be written, tried once a second at most. */
export function health({ connections, log }: Pick<Deps, 'connections' | 'log'>): Hono<Env> {
  let probed: { readonly at: number; readonly ready: Promise<boolean> } | null = null
  const probe = async (): Promise<boolean> => {
    try {
      await probeWrite(connections.writer, new Date().toISOString())
      return true
    } catch (error) {
      log.error({ err: error }, 'the database cannot be written')
      return false
    }
  }
  const isReady = (): Promise<boolean> => {
    if (probed === null || performance.now() - probed.at > PROBED_FOR_MS)
      probed = { at: performance.now(), ready: Promise.race([probe(), giveUp()]) }
    return probed.ready
  }
  return new Hono<Env>()
    .get('/livez', (c) => c.text('ok\n'))
    .get('/readyz', async (c) => ((await isReady()) ? c.text('ok\n') : c.text('the database cannot be written\n', 503)))
}

function giveUp(): Promise<false> {
  return new Promise((resolve) => setTimeout(resolve, PATIENCE_MS, false).unref())
}
