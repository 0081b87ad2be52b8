import { z, type OpenAPIHono } from '@hono/zod-openapi'
import { isFrozen } from '../../engine/clock.ts'
import { passTo } from '../../engine/pass-time.ts'
import type { Deps } from '../deps.ts'
import { actorOf, type Env } from '../session.ts'
import { Instant } from './parts.ts'
import { body, describe, json, refused, resource } from './route.ts'

const postClock = describe({
  method: 'post',
  path: '/clock',
  summary: 'Move frozen time forward (tests and drills only)',
  request: { body: body(z.object({ to: Instant })) },
  responses: { 200: json(z.object({ now: Instant }), 'The time now; whatever fell due has been recorded.') },
})

export function clock({ engine, config }: Deps): OpenAPIHono<Env> {
  return resource().openapi(postClock, async (c) => {
    const { role } = actorOf(c)
    if (role !== 'commander' && role !== 'admin') return refused(c, { refusal: 'not_your_role' })
    if (config.production || !isFrozen(engine.clock)) return refused(c, { refusal: 'clock_not_frozen' })
    await passTo(engine, engine.clock, new Date(c.req.valid('json').to).toISOString())
    return c.json({ now: engine.clock.now() }, 200)
  })
}
