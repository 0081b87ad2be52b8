import type { Context, MiddlewareHandler } from 'hono'
import { createMiddleware } from 'hono/factory'
import { bodyLimit } from 'hono/body-limit'
import { MOST_FILE_BYTES } from '../core/files/wrong-file.ts'
import { plainly } from './problem.ts'
import type { Env } from './session.ts'

/** A form takes three files at most, and a file that is somewhat too large should be refused in its form, not with it. */
const MOST_BYTES = 5 * MOST_FILE_BYTES

/** So much of uploads may be in memory at a time; whoever comes then is told to try again. */
const MOST_UNDER_WAY = 2 * MOST_BYTES

const UPLOADS = [/^\/units\/[^/]+\/tasks\/[^/]+$/, /^\/api\/v1\/units\/[^/]+\/attachments$/]

/** May the body be as large as files are? Such a body is opened only once it is known who sends it. */
export function isUpload(c: Context<Env>): boolean {
  const { method, path } = c.req
  if (method !== 'POST' || !UPLOADS.some((upload) => upload.test(path))) return false
  return path.startsWith('/api/') || c.req.header('content-type')?.startsWith('multipart/form-data') === true
}

/** Lets uploads in as long as there is room for them. One for the whole server. */
export function roomForFiles(): MiddlewareHandler<Env> {
  const limit = bodyLimit({ maxSize: MOST_BYTES, onError: (c: Context<Env>) => plainly(c, { refusal: 'upload_too_large' }) })
  let underWay = 0
  return createMiddleware<Env>(async (c, next) => {
    if (!isUpload(c)) return next()
    const told = Number(c.req.header('content-length') ?? MOST_BYTES)
    if (underWay + told > MOST_UNDER_WAY && underWay > 0) return plainly(c, { refusal: 'overloaded' })
    underWay += told
    try {
      return await limit(c, next)
    } finally {
      underWay -= told
    }
  })
}
