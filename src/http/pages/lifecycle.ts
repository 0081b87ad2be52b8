import { Hono } from 'hono'
import { passagesOf } from '../../../db/passages.ts'
import { LifecyclePage } from '../../../views/lifecycle.tsx'
import { presentWay } from '../../core/way.ts'
import { actorOf } from '../session.ts'
import type { Env } from '../session.ts'
import { pageOf } from './page.ts'
import type { Shown } from './page.ts'
import { picturesOf } from './pictures.ts'
import { MODE, situationShown } from './run.ts'
import { notFound } from './wrong.ts'

/** `/units/:code/lifecycle`: the picture of the whole course with the place of a school in it. */
export function lifecyclePages(shown: Shown): Hono<Env> {
  const { connections } = shown.deps
  return new Hono<Env>().get('/units/:code/lifecycle', async (c) => {
    const actor = actorOf(c)
    const code = c.req.param('code')
    const situation = await situationShown(c, shown, code)
    if (situation === null) return notFound(c, shown)
    const page = pageOf(c, shown)
    const [pictures, passages] = await Promise.all([
      picturesOf(page, situation.playbook),
      passagesOf(connections.reports, actor, code, { playbook: situation.playbook.name, mode: MODE }),
    ])
    return c.html(LifecyclePage({ page, situation, pictures, way: presentWay(situation.playbook, passages) }))
  })
}
