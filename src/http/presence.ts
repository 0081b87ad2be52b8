import { createMiddleware } from 'hono/factory'
import { problem } from './problem.ts'
import type { Env } from './session.ts'

/** Finds out who asks. Files that are the same for everybody need not know. */
export const presence = createMiddleware<Env>(async (c, next) => {
  if (isAsset(c.req.path)) return next()
  const present = await c.var.auth.presenceOf(c.req.raw.headers)
  c.set('person', present?.person ?? null)
  c.set('sessionToken', present?.token ?? null)
  await next()
  for (const cookie of present?.cookies ?? []) c.header('set-cookie', cookie, { append: true })
})

/** Deny by default: signed out, only what is listed here is answered. */
export const guard = createMiddleware<Env>(async (c, next) => {
  if (c.var.person !== null || isOpen(c.req.path)) return next()
  if (c.req.path.startsWith('/api/')) return problem(c, { refusal: 'signed_out' })
  const signInPage = `/sign-in?next=${encodeURIComponent(pathAndQuery(c.req.url))}`
  if (c.req.header('hx-request') === undefined) return c.redirect(c.req.method === 'GET' ? signInPage : '/sign-in', 303)
  // htmx would swap the sign-in page into a part of the page that asked.
  c.header('hx-redirect', '/sign-in')
  return problem(c, { refusal: 'signed_out' })
})

const OPEN = ['/sign-in', '/livez', '/readyz', '/metrics', '/api/auth/sign-in/username', '/api/auth/sign-out']

function isOpen(path: string): boolean {
  return OPEN.includes(path) || isAsset(path)
}

function isAsset(path: string): boolean {
  return path.startsWith('/assets/')
}

function pathAndQuery(url: string): string {
  const { pathname, search } = new URL(url)
  return pathname + search
}
