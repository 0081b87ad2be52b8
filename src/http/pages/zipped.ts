import { promisify } from 'node:util'
import { gzip } from 'node:zlib'
import { createMiddleware } from 'hono/factory'
import type { Env } from '../session.ts'

const SMALLEST = 1_024
const zip = promisify(gzip)

/**
 * Zips pages whole, off the event loop: a page is small, and a stream of compressed parts costs more than it saves. The
 * pages hold no secret that could be guessed from their length.
 */
export const zipped = createMiddleware<Env>(async (c, next) => {
  await next()
  const { res } = c
  if (!res.headers.has('cache-control')) c.header('cache-control', 'private, no-cache')
  if (res.headers.get('content-type')?.startsWith('text/html') !== true || res.headers.has('content-encoding')) return
  res.headers.append('vary', 'accept-encoding')
  if (c.req.header('accept-encoding')?.includes('gzip') !== true) return
  const plain = Buffer.from(await res.arrayBuffer())
  const body = plain.length < SMALLEST ? plain : await zip(plain, { level: 5 })
  const headers = new Headers(res.headers)
  headers.delete('content-length')
  if (body !== plain) headers.set('content-encoding', 'gzip')
  // Set to nothing first, or the headers of both would be merged.
  c.res = undefined
  c.res = new Response(body, { status: res.status, headers })
})
