import type { Context } from 'hono'

/** What somebody hears over an open connection. */
export interface Outlet {
  /** Ends the stream of those who have not taken what was sent before: they connect again and catch up. */
  readonly send: (bytes: Uint8Array) => void
  readonly end: () => void
  /** Resolved when nobody listens any more, whoever ended it. */
  readonly ended: Promise<void>
}

/** So many events wait for a slow reader beside what the socket holds. */
const MOST_WAITING = 32

/** Answers with server-sent events; `tell` sends them until the outlet has ended. */
export function eventStream(c: Context, tell: (outlet: Outlet) => Promise<void>): Response {
  const ended = Promise.withResolvers<void>()
  let isOpen = true
  const body = new ReadableStream<Uint8Array>(
    {
      start: (controller) => {
        const end = (): void => {
          if (!isOpen) return
          isOpen = false
          controller.close()
          ended.resolve()
        }
        const send = (bytes: Uint8Array): void => {
          if (!isOpen) return
          if ((controller.desiredSize ?? 0) > 0) controller.enqueue(bytes)
          else end()
        }
        tell({ send, end, ended: ended.promise }).catch((error: unknown) => {
          isOpen = false
          controller.error(error)
          ended.resolve()
        })
      },
      cancel: () => {
        isOpen = false
        ended.resolve()
      },
    },
    { highWaterMark: MOST_WAITING },
  )
  c.header('content-type', 'text/event-stream')
  c.header('cache-control', 'no-cache')
  c.header('connection', 'keep-alive')
  c.header('transfer-encoding', 'chunked')
  // nginx would hold the events back.
  c.header('x-accel-buffering', 'no')
  return c.body(body)
}
