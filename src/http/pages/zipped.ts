import { promisify } from 'node:util'
import { gzip, gzipSync } from 'node:zlib'
import type { Context } from 'hono'
import { createMiddleware } from 'hono/factory'
import type { ContentfulStatusCode } from 'hono/utils/http-status'
import { HtmlEscapedCallbackPhase, resolveCallback } from 'hono/utils/html'
import type { Env } from '../session.ts'

const SMALLEST = 1_024
/** Up to here zipping at once takes a tenth of a millisecond, and a thread to do it would cost as much again. */
const AT_ONCE = 65_536
const zip = promisify(gzip)

/**
 * Zips pages whole, before there is a response whose body would have to be read back: a page is small, and a stream of
 * compressed parts costs more than it saves. The pages hold no secret that could be guessed from their length.
 */
export const zipped = createMiddleware<Env>(async (c, next) => {
  const { html } = c
  const takesZip = c.req.header('accept-encoding')?.includes('gzip') === true
  const zippedHtml = async (text: Parameters<Context['html']>[0], status?: ContentfulStatusCode): Promise<Response> => {
    const whole = await resolveCallback(text, HtmlEscapedCallbackPhase.Stringify, false, {})
    const plain = Buffer.from(whole)
    c.header('vary', 'accept-encoding', { append: true })
    if (!takesZip || plain.length < SMALLEST) return html(whole, status)
    c.header('content-encoding', 'gzip')
    c.header('content-type', 'text/html; charset=UTF-8')
    const bytes = plain.length > AT_ONCE ? await zip(plain, { level: 3 }) : gzipSync(plain, { level: 3 })
    return c.body(bytes, status)
  }
  // Pages give a status at most; the type also knows the text in the response, which nobody asks it for.
  c.html = zippedHtml as Context['html']
  await next()
  if (!c.res.headers.has('cache-control')) c.header('cache-control', 'private, no-cache')
})
