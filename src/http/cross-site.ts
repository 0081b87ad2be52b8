import type { Context } from 'hono'
import type { Env } from './session.ts'

const SAFE = new Set(['GET', 'HEAD', 'OPTIONS'])

/**
 * Would the request do something in the name of somebody whose browser was led here from another site? Every unsafe
 * method with a cookie must say that it comes from our own pages; a foreign or `null` origin is refused even without.
 */
export function isCrossSite(c: Context<Env>, publicUrl: string | null): boolean {
  if (SAFE.has(c.req.method)) return false
  const origin = c.req.header('origin')
  if (origin === undefined) return c.req.header('cookie') !== undefined
  return !isOwnOrigin(origin, publicUrl, c.req.header('host') ?? new URL(c.req.url).host)
}

/** Behind a proxy the scheme may differ from ours, so without PUBLIC_URL the host decides; no page can forge it. */
function isOwnOrigin(origin: string, publicUrl: string | null, host: string): boolean {
  if (publicUrl !== null && origin === publicUrl) return true
  return URL.canParse(origin) && /^https?:$/.test(new URL(origin).protocol) && new URL(origin).host === host
}
