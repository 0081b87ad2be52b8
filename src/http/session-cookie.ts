import { createHmac, timingSafeEqual } from 'node:crypto'
import { parse } from 'hono/utils/cookie'

/**
 * The token in a session cookie that was signed with this secret, as better-auth signs it: the token, a dot, and the
 * HMAC-SHA256 of the token in base64. Null if there is none, or if the signature is not ours.
 */
export function signedToken(cookies: string, name: string, secret: string): string | null {
  const value = parse(cookies, name)[name] ?? ''
  const dot = value.lastIndexOf('.')
  if (dot < 1) return null
  const token = value.slice(0, dot)
  const told = Buffer.from(value.slice(dot + 1))
  const right = Buffer.from(createHmac('sha256', secret).update(token).digest('base64'))
  return told.length === right.length && timingSafeEqual(told, right) ? token : null
}
