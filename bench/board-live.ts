import { gatherCrowd } from './crowd.ts'
import type { Ground } from './ground.ts'
import { openGround } from './ground.ts'
import type { Suite } from './measure.ts'
import { NO_MORE_THAN_BUDGET, percentile, row } from './measure.ts'
import { orderAll } from './orders.ts'
import { requestText } from './request.ts'
import { appOver, listen } from './served.ts'
import { signedIn } from './sessions.ts'

const SCHOOLS = 1_824
const SCREENS = 2_000
const FIRST_BUDGET_MS = 500
const SETTLED_BUDGET_MS = 1_000
const PATIENCE_MS = 15_000
/** So many of them also fetch their figures again. */
const FETCHING = 100
const NAME = `board-live-${SCREENS}`
const FIGURES = `board-live-${FETCHING}-figures`

/**
 * So many live boards, and an order to all schools: when each heard the first news after the order was given, when it
 * heard the last after the order had settled, and, for some, when they had fetched the figures that they then show.
 */
export const boardLive: Suite = {
  names: [NAME, `${NAME}-settled`, FIGURES],
  async *run(store) {
    const ground = await openGround(store, SCHOOLS)
    const { app, close } = appOver(ground)
    const server = await listen(app.fetch)
    const crowd = gatherCrowd()
    const [cookie = ''] = await signedIn(ground.connections.writer, [ground.commander.person])
    const stream = requestText('GET', `/api/v1/stream?region=${ground.commander.unit}`, cookie)
    const page = requestText('GET', '/board', cookie, {
      headers: { 'accept-encoding': 'gzip', 'hx-request': 'true', 'hx-target': 'div#board' },
    })
    crowd.tell({
      kind: 'watch',
      port: server.port,
      screens: Array.from({ length: SCREENS }, (_, index) => ({ stream, page: index < FETCHING ? page : null })),
    })
    await crowd.hear('watching')
    const settling = settlingOf(ground)
    const given = Date.now()
    await orderAll(ground, 'ORDER_LOCKDOWN')
    const settled = await settling
    await new Promise((resolve) => setTimeout(resolve, PATIENCE_MS))
    crowd.tell({ kind: 'stop' })
    const { first, last, figures } = await crowd.hear('seen')
    yield row(NAME, 'ms', slowest(first, given), FIRST_BUDGET_MS, NO_MORE_THAN_BUDGET)
    yield row(`${NAME}-settled`, 'ms', slowest(last, settled), SETTLED_BUDGET_MS, NO_MORE_THAN_BUDGET)
    yield row(FIGURES, 'ms', slowest(figures, settled), SETTLED_BUDGET_MS, NO_MORE_THAN_BUDGET)
    crowd.close()
    close()
    await server.close()
    await ground.close()
    await store.remove(ground.address)
  },
}

/** When the engine told its own process that the order is settled, in milliseconds since 1970. */
function settlingOf({ engine }: Ground): Promise<number> {
  return new Promise((resolve) => {
    const stop = engine.hub.subscribe((news) => {
      if (!news.some(({ kind }) => kind === 'order.settled')) return
      stop()
      resolve(Date.now())
    })
  })
}

/** All but one in a hundred were as quick as this; a screen that saw nothing waits for ever. */
function slowest(seen: readonly number[], since: number): number {
  return percentile(
    seen.map((at) => (at === 0 ? PATIENCE_MS : Math.max(0, at - since))),
    99,
  )
}
