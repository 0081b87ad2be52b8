import { readCounter } from '../../db/append.ts'
import type { Connections } from '../../db/connect.ts'
import { readNews } from '../../db/news.ts'
import type { Hub, News } from './hub.ts'

/** Follows the journal, so that the hub hears of every commit, of this process or another, in order and each once. */
export interface Tail {
  /** This process has committed these. */
  readonly committed: (news: readonly News[]) => void
  readonly stop: () => Promise<void>
}

/** Even if no word comes, so often somebody looks. */
const LOOK_EVERY_MS = 1_000
const PAGE = 500

export async function followJournal({ reader, listen }: Connections, hub: Hub): Promise<Tail> {
  let last = await readCounter(reader)
  let reading: Promise<void> | null = null
  let again = false
  const stopping = new AbortController()

  const publish = (news: readonly News[]): void => {
    const fresh = news.filter(({ seq }) => seq > last)
    last = fresh.at(-1)?.seq ?? last
    if (fresh.length > 0) hub.publish(fresh)
  }
  const catchUp = async (): Promise<void> => {
    for (let more = true; more && !stopping.signal.aborted;) {
      const page = await readNews(reader, last, PAGE)
      publish(page)
      more = page.length === PAGE
    }
  }
  const look = (): void => {
    if (stopping.signal.aborted) return
    again = reading !== null
    reading ??= catchUp()
      // The database is away for the moment; it is looked at again in a second.
      .catch(() => undefined)
      .finally(() => {
        reading = null
        if (again) look()
      })
  }
  const poll = setInterval(look, LOOK_EVERY_MS)
  poll.unref()
  // What this process committed itself it has published already.
  void listen((seq) => seq > last && look())
  return {
    committed: (news) => {
      const [first] = news
      if (first === undefined) return
      if (reading === null && first.seq === last + 1) publish(news)
      else look()
    },
    stop: async () => {
      stopping.abort()
      clearInterval(poll)
      await reading
    },
  }
}
