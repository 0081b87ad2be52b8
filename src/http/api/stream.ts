import { z, type OpenAPIHono } from '@hono/zod-openapi'
import { findEntry, listEntries } from '../../../db/journal.ts'
import { findPlace, type Viewer } from '../../../db/scope.ts'
import type { Deps } from '../deps.ts'
import { liveSessions } from '../live-sessions.ts'
import type { Metrics } from '../metrics.ts'
import { actorOf, type Env } from '../session.ts'
import type { Bulletin, Change } from './bulletin.ts'
import { bulletinOf, eventBytes, later } from './bulletin.ts'
import type { Outlet } from './event-stream.ts'
import { eventStream } from './event-stream.ts'
import { newsDesk } from './news-desk.ts'
import { Code } from './parts.ts'
import { describe, refused, resource } from './route.ts'

const getStream = describe({
  method: 'get',
  path: '/stream',
  summary: 'Events named `news` with what to look at again; `id` is the seq, resumed by Last-Event-ID',
  request: { query: z.object({ region: Code.optional(), unit: Code.optional() }) },
  responses: {
    200: { description: 'Data: {seq, changes: [{seq, unit, kind}], more}.', content: { 'text/event-stream': { schema: z.string() } } },
  },
})

const APART_MS = 500
const HEARTBEAT_MS = 15_000
const HEARTBEAT = new TextEncoder().encode(': still here\n\n')
const CAUGHT_UP_BY = 500

export function live(
  { connections: { reader, reports }, engine, auth, log, closing }: Deps,
  { streams }: Pick<Metrics, 'streams'>,
): OpenAPIHono<Env> {
  const sessions = liveSessions(auth, (error) => log.error({ err: error }, 'sessions of live screens could not be checked'))
  closing.addEventListener('abort', sessions.endAll, { once: true })
  const desk = newsDesk({
    hub: engine.hub,
    everyMs: APART_MS,
    concerns: async (top, { seq }) => (await findEntry(reader, top, seq)) !== null,
    onError: (error) => log.error({ err: error }, 'news could not be told'),
  })

  /** Tells a screen what it missed, or where it begins, then what is new. It joins first, so that nothing falls in between. */
  const follow = async ({ send, end, ended }: Outlet, top: Viewer, after: number | null): Promise<void> => {
    let last = after ?? 0
    const tell = (bulletin: Bulletin): void => {
      const fresh = later(bulletin, last)
      if (fresh === null) return
      last = fresh.last
      send(fresh.bytes())
    }
    const meanwhile: Bulletin[] = []
    let hear = (bulletin: Bulletin): void => void meanwhile.push(bulletin)
    const leave = desk.join(top, { hear: (bulletin) => hear(bulletin), end })
    try {
      if (after === null) {
        last = (await listEntries(reader, top, { descending: true, limit: 1 }))[0]?.seq ?? 0
        send(eventBytes('hello', last, {}))
      } else tell(bulletinOf(await missed(top, after)))
      meanwhile.forEach(tell)
      hear = tell
      await ended
    } finally {
      leave()
    }
  }

  const missed = async (top: Viewer, after: number): Promise<readonly Change[]> => {
    const changes: Change[] = []
    for (let from = after; ;) {
      const entries = await listEntries(reports, top, { after: from, limit: CAUGHT_UP_BY })
      changes.push(...entries.map(({ seq, unit, type }) => ({ seq, unit: unit?.code ?? '', kind: type })))
      if (entries.length < CAUGHT_UP_BY) return changes
      from = entries.at(-1)?.seq ?? from
    }
  }

  return resource().openapi(getStream, async (c) => {
    const person = actorOf(c)
    const { region, unit } = c.req.valid('query')
    const top = await findPlace(reader, person, unit ?? region ?? person.unit)
    if (top === null) return refused(c, { refusal: 'unknown_unit' })
    const named = Number(c.req.header('last-event-id') ?? Number.NaN)
    // Asked for the headers alone, there is nobody to hang up.
    if (c.req.method === 'HEAD') return c.body(null)
    return eventStream(c, async (outlet) => {
      const unwatch = sessions.watch(c.var.sessionToken ?? '', person, outlet.end)
      const heartbeat = setInterval(() => outlet.send(HEARTBEAT), HEARTBEAT_MS)
      streams.inc()
      try {
        await follow(outlet, top, Number.isSafeInteger(named) ? named : null)
      } finally {
        streams.dec()
        clearInterval(heartbeat)
        unwatch()
      }
    })
  })
}
