import { Hono } from 'hono'
import { WaitingPage } from '../../../views/waiting.tsx'
import { actorOf } from '../session.ts'
import type { Env } from '../session.ts'
import { pageOf } from './page.ts'
import type { Shown } from './page.ts'

/** Units looked through for one page. */
const UNITS = 200

/** `/waiting`: everything that waits for the viewer, at all units in their charge. */
export function waitingPages(shown: Shown): Hono<Env> {
  return new Hono<Env>().get('/waiting', async (c) => {
    const cursor = c.req.query('cursor') ?? null
    const { items, next, more } = await shown.deps.engine.waitingOf(actorOf(c), { limit: UNITS, cursor })
    return c.html(WaitingPage({ page: pageOf(c, shown), items, next, more, begun: cursor !== null }))
  })
}
