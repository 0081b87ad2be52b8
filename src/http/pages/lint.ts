import { setTimeout } from 'node:timers/promises'
import { Hono } from 'hono'
import { findPlaybook } from '../../../machines/registry.ts'
import { LintPage } from '../../../views/lint.tsx'
import { linted } from '../linted.ts'
import type { Env } from '../session.ts'
import { versionAsked } from './version-asked.ts'
import { pageOf } from './page.ts'
import type { Shown } from './page.ts'
import { notFound } from './wrong.ts'

/** How long a page waits for the report before it says that it is being worked out. */
const PATIENCE_MS = 300
const AGAIN_S = 2

/** What was proved of a playbook (检查结果), for everybody who may read it. */
export function lintPages(shown: Shown): Hono<Env> {
  return new Hono<Env>().get('/playbooks/:name/lint', async (c) => {
    const playbook = findPlaybook(c.req.param('name'), versionAsked(c))
    if (playbook === undefined) return notFound(c, shown)
    const report = await Promise.race([linted(playbook), setTimeout(PATIENCE_MS, null)])
    // The browser asks again by itself, with scripts or without.
    if (report === null) c.header('refresh', String(AGAIN_S))
    return c.html(LintPage({ page: pageOf(c, shown), playbook, report }))
  })
}
