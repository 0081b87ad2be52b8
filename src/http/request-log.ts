import type { MiddlewareHandler } from 'hono'
import { createMiddleware } from 'hono/factory'
import type { Logger } from 'pino'
import type { Env } from './session.ts'

/** One line a request: never its query, body, cookies or keys, and the person only by their random id. */
export function requestLog(log: Logger): MiddlewareHandler<Env> {
  return createMiddleware<Env>(async (c, next) => {
    const began = performance.now()
    await next()
    const { status } = c.res
    const line = {
      request: c.var.requestId,
      method: c.req.method,
      path: c.req.path,
      status,
      ms: Math.round(performance.now() - began),
      ...(c.var.person && { person: c.var.person.person }),
    }
    if (status >= 500) log.error(line, 'failed')
    else log.debug(line, 'answered')
  })
}
