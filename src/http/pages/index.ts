import { Hono } from 'hono'
import { isUnwritable } from '../../../db/unwritable.ts'
import { Overloaded } from '../../engine/overloaded.ts'
import { createAssets } from '../assets.ts'
import type { Deps } from '../deps.ts'
import type { Env } from '../session.ts'
import { newAssignmentPages } from './assignment-new.ts'
import { assignmentPages } from './assignments.ts'
import { boardPages } from './board.ts'
import { concealmentPages } from './concealments.ts'
import { eventPages } from './event.ts'
import { homePage } from './home.ts'
import { journalPages } from './journal.ts'
import { lintPages } from './lint.ts'
import { lifecyclePages } from './lifecycle.ts'
import { newOrderPages } from './order-new.ts'
import { orderPages } from './orders.ts'
import { overlayPages } from './overlays.ts'
import { switchLanguage } from './page.ts'
import type { Shown } from './page.ts'
import { readingPages } from './reading.ts'
import { signInPages } from './sign-in.ts'
import { taskPages } from './task.ts'
import { unitPages } from './unit.ts'
import { waitingPages } from './waiting.ts'
import { notFound, refusedPage } from './wrong.ts'
import { versionPages } from './versions.ts'
import { zipped } from './zipped.ts'

/** Every page, and the files that pages load. Mounted last: what nobody else answers gets a page that says so. */
export function pages(deps: Deps): Hono<Env> {
  const { addresses, routes } = createAssets()
  const shown: Shown = { deps, assets: addresses }
  return new Hono<Env>()
    .onError((error, c) => {
      deps.log.error({ err: error, request: c.var.requestId, path: c.req.path }, 'a page failed')
      return refusedPage(c, shown, reasonOf(error))
    })
    .use(switchLanguage, zipped)
    .route('/', routes)
    .route('/', homePage())
    .route('/', signInPages(shown))
    .route('/', unitPages(shown))
    .route('/', lifecyclePages(shown))
    .route('/', taskPages(shown))
    .route('/', eventPages(shown))
    .route('/', concealmentPages(shown))
    .route('/', boardPages(shown))
    .route('/', waitingPages(shown))
    .route('/', newOrderPages(shown))
    .route('/', orderPages(shown))
    .route('/', overlayPages(shown))
    .route('/', newAssignmentPages(shown))
    .route('/', assignmentPages(shown))
    .route('/', journalPages(shown))
    .route('/', lintPages(shown))
    .route('/', versionPages(shown))
    .route('/', readingPages(shown))
    .all('*', (c, next) => (c.req.path.startsWith('/api/') ? next() : notFound(c, shown)))
}

/** Why a page could not be made or a form not be taken, as far as it can be told. */
function reasonOf(error: Error): 'overloaded' | 'not_writable' | 'internal' {
  if (error instanceof Overloaded) return 'overloaded'
  return isUnwritable(error) ? 'not_writable' : 'internal'
}
