import { once } from 'node:events'
import { connect } from 'node:net'
import type { Seen, Watch } from './crowd.ts'
import type { Connection } from './connection.ts'
import { openConnection } from './connection.ts'

interface Screen {
  first: number
  last: number
  figures: number
}

/** Opens every live screen; resolves when all of them have been greeted. The function waits for the signal and tells what they saw. */
export async function watchAll({ port, screens }: Watch): Promise<(until: AbortSignal) => Promise<Seen>> {
  const watched: Awaited<ReturnType<typeof watch>>[] = []
  // Not all at once: a listener holds a few hundred connections that it has not taken yet.
  for (const some of inWaves(screens, 100)) watched.push(...(await Promise.all(some.map(({ stream, page }) => watch(port, stream, page)))))
  return async (until) => {
    if (!until.aborted) await once(until, 'abort')
    const seen: readonly Screen[] = watched.map(({ screen }) => screen)
    for (const { close } of watched) close()
    return {
      kind: 'seen',
      first: seen.map(({ first }) => first),
      last: seen.map(({ last }) => last),
      figures: seen.flatMap(({ figures }, index) => (screens[index]?.page === null ? [] : [figures])),
    }
  }
}

function inWaves<T>(all: readonly T[], size: number): readonly (readonly T[])[] {
  return Array.from({ length: Math.ceil(all.length / size) }, (_, index) => all.slice(index * size, (index + 1) * size))
}

/** Listens, and fetches its page after news: one request under way, and one more waiting at most. */
async function watch(port: number, stream: string, page: string | null): Promise<{ readonly screen: Screen; readonly close: () => void }> {
  const screen: Screen = { first: 0, last: 0, figures: 0 }
  const greeted = Promise.withResolvers<void>()
  const fetching = page === null ? null : await openConnection(port)
  const refresh =
    page === null || fetching === null
      ? () => undefined
      : refresher(fetching, page, (at) => {
          screen.figures = at
        })
  const socket = connect(port, '127.0.0.1').setNoDelay(true).setEncoding('utf8')
  socket.on('data', (part: string) => {
    if (part.includes('event: hello')) greeted.resolve()
    if (!part.includes('event: news')) return
    screen.last = Date.now()
    if (screen.first === 0) screen.first = screen.last
    refresh()
  })
  socket.on('error', greeted.reject)
  await once(socket, 'connect')
  socket.write(stream)
  await greeted.promise
  return { screen, close: () => (socket.destroy(), fetching?.close()) }
}

function refresher(connection: Connection, page: string, fetched: (at: number) => void): () => void {
  let isUnderWay = false
  let again = false
  const fetchOnce = async (): Promise<void> => {
    const { status } = await connection.ask(page)
    if (status === 200) fetched(Date.now())
    isUnderWay = false
    if (again) refresh()
  }
  const refresh = (): void => {
    again = isUnderWay
    if (isUnderWay) return
    isUnderWay = true
    void fetchOnce()
  }
  return refresh
}
