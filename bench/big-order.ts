import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import { connect } from '../db/connect.ts'
import { sessionSecret } from '../src/secret.ts'
import { gatherCrowd } from './crowd.ts'
import { MANY_PRINCIPALS } from './ground.ts'
import type { Suite } from './measure.ts'
import { NO_MORE_THAN_BUDGET, percentile, row } from './measure.ts'
import { startProduct } from './product.ts'
import { commanderOf, principalOf, regionOf, schoolsOf } from './region.ts'
import { signedIn } from './sessions.ts'
import { dealt, signatureRequests } from './signatures.ts'
import type { Store } from './store.ts'

const SCHOOLS = 500_000
const SIGNERS = 32
const PAUSE_MS = 100
const LATENCY_BUDGET_MS = 250
const MEMORY_BUDGET_MB = 400

/** The server as people start it carries out an order to everybody while principals go on signing. */
export const bigOrder: Suite = {
  names: [`sign-offs-during-order-${SCHOOLS}`, `memory-${SCHOOLS}`],
  async *run(store) {
    const address = await store.copyOf(SCHOOLS)
    const place = store.placeOf(address)
    const { commander, lists } = await prepare(place)
    const product = await startProduct(place)
    const crowd = gatherCrowd()
    const ask = asking(product.port, commander)
    const id = await giveOrder(ask)
    crowd.tell({ kind: 'send', port: product.port, lists, pauseMs: PAUSE_MS })
    const heard = crowd.hear('sent')
    while ((await statusOf(ask, id)) !== 'settled') await new Promise((resolve) => setTimeout(resolve, 500))
    crowd.tell({ kind: 'stop' })
    const { latencies, statuses, wrong } = await heard
    const peakMb = await product.stop()
    crowd.close()
    await store.remove(address)
    if (wrong !== null) throw new Error(`an answer was wrong: ${JSON.stringify(statuses)} ${wrong}`)
    yield row(`sign-offs-during-order-${SCHOOLS}`, 'ms', percentile(latencies, 99), LATENCY_BUDGET_MS, NO_MORE_THAN_BUDGET)
    yield row(`memory-${SCHOOLS}`, 'MB', peakMb, MEMORY_BUDGET_MB, NO_MORE_THAN_BUDGET)
  },
}

/** The signers' schools stand last in order of path: the order reaches them, and ends their steps, at its very end. */
async function prepare(place: ReturnType<Store['placeOf']>) {
  const connections = await connect(place.database)
  const units = regionOf(SCHOOLS)
  const schools = schoolsOf(units).slice(-MANY_PRINCIPALS)
  const people = [commanderOf(units), ...schools.map(principalOf)].map(({ person }) => person)
  const [commander = '', ...principals] = await signedIn(connections.writer, people, await sessionSecret(connections, place))
  const lists = dealt(await signatureRequests(connections, schools, principals), SIGNERS, Number.MAX_SAFE_INTEGER)
  await connections.close()
  return { commander, lists }
}

type Ask = (path: string, body?: object) => Promise<unknown>

function asking(port: number, cookie: string): Ask {
  const origin = `http://127.0.0.1:${port}`
  return async (path, body) => {
    const headers = { cookie, origin, 'content-type': 'application/json', 'idempotency-key': randomUUID() }
    const answer = await fetch(
      `${origin}/api/v1${path}`,
      body === undefined ? { headers } : { method: 'POST', headers, body: JSON.stringify(body) },
    )
    if (!answer.ok) throw new Error(`${path} answered ${answer.status}: ${await answer.text()}`)
    return answer.json()
  }
}

async function giveOrder(ask: Ask): Promise<number> {
  const order = { playbook: 'epidemic', event: 'ORDER_LOCKDOWN', scope: { region: '140000' }, reason: '全域封控' }
  return z.object({ id: z.number() }).parse(await ask('/orders', order)).id
}

async function statusOf(ask: Ask, id: number): Promise<string> {
  return z.object({ status: z.string() }).parse(await ask(`/orders/${id}`)).status
}
