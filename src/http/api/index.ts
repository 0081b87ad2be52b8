import type { OpenAPIHono } from '@hono/zod-openapi'
import type { Deps } from '../deps.ts'
import type { Metrics } from '../metrics.ts'
import type { Env } from '../session.ts'
import { attachments } from './attachments.ts'
import { assignments } from './assignments.ts'
import { checklists } from './checklist.ts'
import { clock } from './clock.ts'
import { concealments } from './concealments.ts'
import { events } from './events.ts'
import { journal } from './journal.ts'
import { me } from './me.ts'
import { moves } from './moves.ts'
import { orders } from './orders.ts'
import { overlays } from './overlays.ts'
import { playbooks } from './playbooks.ts'
import { resource } from './route.ts'
import { signingIn } from './sign-in.ts'
import { signOffs } from './sign-offs.ts'
import { situations } from './situation.ts'
import { live } from './stream.ts'
import { units } from './units.ts'
import { versions } from './versions.ts'
import { waiting } from './waiting.ts'

/** Everything under /api, and the document that describes it. */
export function api(deps: Deps, metrics: Metrics): OpenAPIHono<Env> {
  const version1 = resource()
    .route('/', me())
    .route('/', playbooks())
    .route('/', versions(deps))
    .route('/', moves(deps))
    .route('/', units(deps))
    .route('/', checklists(deps))
    .route('/', events(deps))
    .route('/', signOffs(deps))
    .route('/', concealments(deps))
    .route('/', attachments(deps))
    .route('/', orders(deps))
    .route('/', overlays(deps))
    .route('/', assignments(deps))
    .route('/', journal(deps))
    .route('/', situations(deps))
    .route('/', waiting(deps))
    .route('/', live(deps, metrics))
    .route('/', clock(deps))
  const all = resource().route('/api', signingIn()).route('/api/v1', version1)
  all.openAPIRegistry.registerComponent('securitySchemes', 'session', { type: 'apiKey', in: 'cookie', name: 'fangxian.session_token' })
  return all.doc31('/api/openapi.json', {
    openapi: '3.1.0',
    info: { title: 'Fangxian 防线', version: '1' },
    security: [{ session: [] }],
  })
}
