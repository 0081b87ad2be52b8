import { createMiddleware } from 'hono/factory'
import { getConnInfo } from '@hono/node-server/conninfo'
import type { Context, MiddlewareHandler } from 'hono'
import { matchedRoutes } from 'hono/route'
import { collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'
import type { Env } from './session.ts'

export interface Metrics {
  readonly registry: Registry
  /** Measures every request by the pattern of its route, never by its address. */
  readonly measure: MiddlewareHandler<Env>
  readonly streams: Gauge
}

export function createMetrics(): Metrics {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry })
  const duration = new Histogram({
    name: 'fangxian_http_request_seconds',
    help: 'Time to answer, by route.',
    labelNames: ['method', 'route', 'status'],
    buckets: [0.001, 0.005, 0.025, 0.1, 0.25, 1, 5],
    registers: [registry],
  })
  const streams = new Gauge({ name: 'fangxian_streams', help: 'Live screens connected.', registers: [registry] })
  const measure = createMiddleware<Env>(async (c, next) => {
    const began = performance.now()
    await next()
    duration.observe({ method: c.req.method, route: routeOf(c), status: c.res.status }, (performance.now() - began) / 1_000)
  })
  return { registry, measure, streams }
}

/** The pattern of the route that answered; everything else that matched is a rule for many routes. */
function routeOf(c: Context<Env>): string {
  return matchedRoutes(c).findLast(({ path }) => !path.includes('*'))?.path ?? 'none'
}

/** Whoever is signed in, and a scraper on this very machine that no proxy stands before. */
export function mayScrape(c: Context<Env>): boolean {
  if (c.var.person !== null) return true
  const forwarded = ['x-forwarded-for', 'forwarded', 'x-real-ip'].some((header) => c.req.header(header) !== undefined)
  return !forwarded && isLoopback(addressOf(c))
}

/** Requests made without a server, in tests, have no address. */
function addressOf(c: Context<Env>): string {
  return typeof c.env === 'object' && c.env !== null && 'incoming' in c.env ? (getConnInfo(c).remote.address ?? '') : ''
}

function isLoopback(address: string): boolean {
  return address === '::1' || /^(::ffff:)?127\./.test(address)
}
