import type { Context } from 'hono'
import { Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { HTTPException } from 'hono/http-exception'
import { requestId } from 'hono/request-id'
import { secureHeaders } from 'hono/secure-headers'
import { isUnwritable } from '../../db/unwritable.ts'
import { Overloaded } from '../engine/overloaded.ts'
import { api } from './api/index.ts'
import { isCrossSite } from './cross-site.ts'
import type { Deps } from './deps.ts'
import { health } from './health.ts'
import { createMetrics, mayScrape } from './metrics.ts'
import { pages } from './pages/index.ts'
import { guard, presence } from './presence.ts'
import { plainly, problem } from './problem.ts'
import { requestLog } from './request-log.ts'
import { isUpload, roomForFiles } from './room-for-files.ts'
import type { Env } from './session.ts'

const MOST_BYTES = 256 * 1024

/** The whole of what is served: what every request passes, from the outside in, then the routes. */
export function createApp(deps: Deps): Hono<Env> {
  const { config, auth, log } = deps
  const metrics = createMetrics()
  const app = new Hono<Env>()

  app.use(requestId())
  app.use(metrics.measure, requestLog(log))
  app.use(secureHeaders(headersFor(config.publicUrl)))
  app.use(async (c, next) => {
    c.set('auth', auth)
    c.set('person', null)
    c.set('sessionToken', null)
    await next()
  })
  app.use(async (c, next) => (isCrossSite(c, config.publicUrl) ? plainly(c, { refusal: 'cross_site' }) : next()))
  app.use(async (c, next) => (isShort(c) || isUpload(c) ? next() : measured(c, next)))
  app.use(presence, guard, roomForFiles())

  app.route('/', health(deps))
  app.get('/metrics', async (c) => {
    if (!mayScrape(c)) return problem(c, { refusal: 'signed_out' })
    return c.text(await metrics.registry.metrics(), 200, { 'content-type': metrics.registry.contentType })
  })
  app.route('/', api(deps, metrics))
  app.route('/', pages(deps))

  app.notFound((c) => problem(c, { refusal: 'not_found' }))
  app.onError((error, c) => failed(error, c, deps))
  return app
}

/** Counts what comes, where the length is not told or is too much. */
const measured = bodyLimit({ maxSize: MOST_BYTES, onError: (c: Context<Env>) => plainly(c, { refusal: 'request_too_large' }) })

/** Node takes no more than the length that was told, so the body need not be opened as a stream to be counted. */
function isShort(c: Context<Env>): boolean {
  const told = c.req.header('content-length')
  return told !== undefined && c.req.header('transfer-encoding') === undefined && Number(told) <= MOST_BYTES
}

function headersFor(publicUrl: string | null): Parameters<typeof secureHeaders>[0] {
  return {
    contentSecurityPolicy: {
      defaultSrc: ["'none'"],
      scriptSrc: ["'self'"],
      styleSrc: ["'self'"],
      imgSrc: ["'self'", 'data:'],
      connectSrc: ["'self'"],
      formAction: ["'self'"],
      frameAncestors: ["'none'"],
      baseUri: ["'none'"],
    },
    // With Hono's own `no-referrer` Chromium would send our own forms with `Origin: null`.
    referrerPolicy: 'same-origin',
    xFrameOptions: 'DENY',
    // Files that people uploaded have a stricter policy of their own.
    overwrite: false,
    strictTransportSecurity: publicUrl?.startsWith('https:') === true ? 'max-age=31536000' : false,
  }
}

/** An unreadable body is the caller's; everything else is ours, and goes on record. */
function failed(error: Error, c: Context<Env>, { log }: Pick<Deps, 'log'>): Response {
  if (error instanceof HTTPException && error.status < 500) return problem(c, { refusal: 'request_unreadable' })
  if (error instanceof Overloaded) return plainly(c, { refusal: 'overloaded' })
  log.error({ err: error, request: c.var.requestId, path: c.req.path }, 'a request failed')
  if (isUnwritable(error)) return plainly(c, { refusal: 'not_writable' })
  return problem(c, { refusal: 'internal' })
}
