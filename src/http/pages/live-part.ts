import { promisify } from 'node:util'
import { gzip } from 'node:zlib'
import type { Context } from 'hono'
import type { Env } from '../session.ts'

/** The part of a page that changes, as HTML, and zipped once for all who ask for it. */
export interface LivePart {
  readonly html: string
  readonly zipped: () => Promise<Buffer<ArrayBuffer>>
}

const zip = promisify(gzip)

export function livePart(html: string): LivePart {
  let zipped: Promise<Buffer<ArrayBuffer>> | null = null
  return { html, zipped: () => (zipped ??= zip(Buffer.from(html), { level: 5 })) }
}

/**
 * The script asks for a live part by the address of its page, and needs nothing but that part. The answer says what it
 * depended on, or a browser could show the part where it kept the page.
 */
export function wantsPart(c: Context<Env>, part: string): boolean {
  c.header('vary', 'hx-request, hx-target')
  return c.req.header('hx-request') === 'true' && c.req.header('hx-target')?.endsWith(`#${part}`) === true
}

export async function answerPart(c: Context<Env>, { html, zipped }: LivePart): Promise<Response> {
  if (c.req.header('accept-encoding')?.includes('gzip') !== true) return c.html(html)
  c.header('vary', 'accept-encoding', { append: true })
  c.header('content-encoding', 'gzip')
  c.header('content-type', 'text/html; charset=UTF-8')
  return c.body(await zipped())
}
