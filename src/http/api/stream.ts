import { z, type OpenAPIHono } from '@hono/zod-openapi'
import type { SSEStreamingApi } from 'hono/streaming'
import { streamSSE } from 'hono/streaming'
import { findEntry, listEntries } from '../../../db/journal.ts'
import { findPlace, type Viewer } from '../../../db/scope.ts'
import { isWithin } from '../../core/unit.ts'
import type { News } from '../../engine/hub.ts'
import type { Deps } from '../deps.ts'
import { liveSessions } from '../live-sessions.ts'
import type { Metrics } from '../metrics.ts'
import { actorOf, type Env } from '../session.ts'
import { coalesce } from './coalesce.ts'
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
const MOST_NAMED = 100
const CAUGHT_UP_BY = 500

type Change = Pick<News, 'seq' | 'unit' | 'kind'>

export function live(
  { connections: { reader, reports }, engine, auth, log, closing }: Deps,
  { streams }: Pick<Metrics, 'streams'>,
): OpenAPIHono<Env> {
  const sessions = liveSessions(auth, (error) => log.error({ err: error }, 'sessions of live screens could not be checked'))
  closing.addEventListener('abort', sessions.endAll, { once: true })

  const follow = async (stream: SSEStreamingApi, top: Viewer, after: number | null): Promise<() => void> => {
    let last = after ?? (await listEntries(reader, top, { descending: true, limit: 1 }))[0]?.seq ?? 0
    let sending = Promise.resolve()
    const send = (changes: readonly Change[]): void => {
      const fresh = changes.every(({ seq }) => seq > last) ? changes : changes.filter(({ seq }) => seq > last)
      last = Math.max(last, ...fresh.map(({ seq }) => seq))
      if (fresh.length > 0) sending = sending.then(() => stream.writeSSE(message(last, fresh)))
    }
    const bundle = coalesce<Change>(APART_MS, send)
    const unsubscribe = engine.hub.subscribe((news) => {
      bundle.add(newsBelow(news, top.path))
      for (const one of newsBelow(news, '')) void ofOrder(one).then(bundle.add)
    })
    const ofOrder = async (one: News): Promise<readonly News[]> => ((await findEntry(reader, top, one.seq)) === null ? [] : [one])
    if (after === null) await stream.writeSSE({ event: 'hello', id: String(last), data: '{}' })
    else send(await missed(top, after))
    return () => {
      unsubscribe()
      bundle.stop()
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
    c.header('x-accel-buffering', 'no')
    return streamSSE(c, async (stream) => {
      const ended = Promise.withResolvers<void>()
      stream.onAbort(ended.resolve)
      const unwatch = sessions.watch(c.var.sessionToken ?? '', person, ended.resolve)
      const unfollow = await follow(stream, top, Number.isSafeInteger(named) ? named : null)
      const heartbeat = setInterval(() => void stream.write(': still here\n\n'), HEARTBEAT_MS)
      streams.inc()
      await ended.promise
      streams.dec()
      clearInterval(heartbeat)
      unfollow()
      unwatch()
    })
  })
}

/** What of a commit concerns a subtree, worked out once for all its screens; '' stands for what concerns no unit. */
function newsBelow(news: readonly News[], top: string): readonly News[] {
  const known = below.get(news) ?? new Map<string, readonly News[]>()
  below.set(news, known)
  const found = known.get(top) ?? news.filter(({ path }) => (top === '' ? path === '' : path !== '' && isWithin(path, top)))
  known.set(top, found)
  return found
}

const below = new WeakMap<readonly News[], Map<string, readonly News[]>>()

/** Screens of the same subtree are mostly told of the very same list, which is then put into words once. */
function message(last: number, changes: readonly Change[]) {
  const found = messages.get(changes) ?? worded(last, changes)
  messages.set(changes, found)
  return found
}

const messages = new WeakMap<readonly Change[], ReturnType<typeof worded>>()

/** `last` is the highest seq among the changes. */
function worded(last: number, changes: readonly Change[]) {
  const named = changes.slice(0, MOST_NAMED).map(({ seq, unit, kind }) => ({ seq, unit, kind }))
  return { event: 'news', id: String(last), data: JSON.stringify({ seq: last, changes: named, more: changes.length - named.length }) }
}
