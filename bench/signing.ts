import type { Crowd, Sent } from './crowd.ts'
import { gatherCrowd, sendAll } from './crowd.ts'
import { bareSignOffs } from './bare-signing.ts'
import type { Ground } from './ground.ts'
import { openGround } from './ground.ts'
import type { Budget, Suite } from './measure.ts'
import { inTurn, row } from './measure.ts'
import { orderAll } from './orders.ts'
import { principalOf, schoolsOf } from './region.ts'
import { appOver, listen } from './served.ts'
import { signedIn } from './sessions.ts'
import { dealt, signatureRequests } from './signatures.ts'
import type { Store } from './store.ts'

const SCHOOLS = 1_824
const CLIENTS = [
  { connections: 1, requests: 1_000 },
  { connections: 64, requests: 8_000 },
] as const
const TIMES = 3
const BUDGET: Budget = { atLeast: 0.5 }

/** Signatures a second over HTTP, against a bare route that writes the same rows. */
export const signing: Suite = {
  names: CLIENTS.map(({ connections }) => nameOf(connections)),
  async *run(store, wanted) {
    const crowd = gatherCrowd()
    for (const { connections, requests } of CLIENTS.filter((clients) => wanted(nameOf(clients.connections)))) {
      const { ours, limit } = await inTurnOver(store, crowd, connections, requests)
      yield row(nameOf(connections), '/s', ours, limit, connections === 64 ? BUDGET : undefined)
    }
    crowd.close()
  },
}

function nameOf(connections: number): string {
  return `sign-offs-${connections}`
}

async function inTurnOver(store: Store, crowd: Crowd, connections: number, most: number) {
  let signed: { readonly address: string; readonly lists: readonly (readonly string[])[] } = { address: '', lists: [] }
  return inTurn(
    TIMES,
    async () => {
      const ground = await openGround(store, SCHOOLS)
      const lists = dealt(await requestsFor(ground), connections, most)
      const { app, close } = appOver(ground)
      const rate = await rateOf(crowd, app, lists)
      close()
      await ground.close()
      signed = { address: ground.address, lists }
      return rate
    },
    async () => {
      const address = await store.copyOf(SCHOOLS)
      const { write, close } = await store.bareWriter(address, signed.address)
      const rate = await rateOf(crowd, bareSignOffs({ write }), signed.lists)
      await close()
      await store.remove(address)
      await store.remove(signed.address)
      return rate
    },
  )
}

/** The schools are sealed first: most steps are then to be signed. */
async function requestsFor(ground: Ground): Promise<readonly (readonly string[])[]> {
  await orderAll(ground, 'ORDER_LOCKDOWN')
  await ground.engine.idle()
  const schools = schoolsOf(ground.units)
  const cookies = await signedIn(
    ground.connections.writer,
    schools.map((school) => principalOf(school).person),
  )
  return signatureRequests(ground.connections, schools, cookies)
}

type Fetch = { readonly fetch: (request: Request) => Response | Promise<Response> }

async function rateOf(crowd: Crowd, { fetch }: Fetch, lists: readonly (readonly string[])[]): Promise<number> {
  const { port, close } = await listen(fetch)
  const sent: Sent = await sendAll(crowd, { port, lists, pauseMs: 0 })
  await close()
  return sent.latencies.length / sent.seconds
}
