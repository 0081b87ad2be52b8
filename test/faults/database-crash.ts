import { reportOf, type Fault, type Given, type Report } from './fault.ts'
import { ordersSettled, pause, replays, sentAgain } from './invariants.ts'
import { watchJournal } from './journal-watch.ts'
import { clientsOf, orderAll, signAndWithdraw } from './load.ts'
import { createMemory, type Memory } from './memory.ts'
import { COMMITS_LATER, NEVER_GOES_ON } from './postgres-mutants.ts'
import { theCluster } from './postgres-place.ts'
import { startServer, type Server } from './server.ts'
import { COUNTY_WIDE, type Town } from './town.ts'

const CLIENTS_EACH = 4
const ACTS_EACH = 200
const BEFORE_MS = 300
/** Longer than the duty lasts without being renewed. */
const AWAY_MS = 3_000
const WRITABLE_WITHIN_MS = 10_000
const ASK_EVERY_MS = 50

/** PostgreSQL ends at once, without a word to anybody, in the middle of an order; some seconds later it is back. */
export const databaseCrash: Fault = {
  name: 'database crash',
  promise: 'PostgreSQL crashes in the middle of an order: soon after it is back all goes on by itself, nothing told is lost or done twice',
  rounds: 4,
  mutantRounds: 6,
  mutants: [COMMITS_LATER, NEVER_GOES_ON],
  // An order then takes long enough to be caught in the middle.
  setting: [{ file: 'src/engine/order-chunk.ts', from: 'const CHUNK = 250', to: 'const CHUNK = 4' }],
  size: COUNTY_WIDE,
  on: 'postgres',
  run: async ({ town, build, rounds }: Given): Promise<Report> => {
    const place = await town.place.copy()
    const memory = createMemory(town.cookies)
    const journal = watchJournal()
    const violations: string[] = []
    const server = await startServer(build, { ...place.env, FANGXIAN_CLOCK: town.at })
    let [done, slowestMs] = [0, 0]
    for (; done < rounds && violations.length === 0; done += 1) {
      const seen = memory.all.length
      const backMs = await crashedUnderLoad(town, server, memory, done)
      slowestMs = Math.max(slowestMs, backMs ?? 0)
      if (server.isGone()) violations.push(`the server is gone: ${server.complaints()}`)
      else if (backMs === null) violations.push(`it cannot write ${WRITABLE_WITHIN_MS} ms after the database was back`)
      else {
        const some = memory.all.slice(seen)
        // The orders first: they go on by themselves, before anybody sends anything again.
        violations.push(
          ...(await ordersSettled(town, server, some, town.schools.length)),
          ...(await sentAgain(town, server, some, journal)),
        )
      }
    }
    await server.stop()
    violations.push(...(await replays(build, place.env)))
    await place.remove()
    return reportOf(done, memory.all, violations, `writable again after ${Math.round(slowestMs)} ms at most`)
  },
}

/** Answers how long after the database was back it could be written; null if it could not. */
async function crashedUnderLoad(town: Town, server: Server, memory: Memory, round: number): Promise<number | null> {
  const { address } = server
  const cluster = await theCluster()
  const clients = await clientsOf(town, address, `${round}`, CLIENTS_EACH)
  const order = orderAll(memory, address, round % 2 === 0 ? 'ORDER_LOCKDOWN' : 'UNSEAL', `${round}.order`)
  await order
  const over = new AbortController()
  const load = clients.map((client) => signAndWithdraw(until(memory, over.signal), address, client, ACTS_EACH))
  await pause(BEFORE_MS)
  await cluster.crash()
  await pause(AWAY_MS)
  await cluster.startAgain()
  const backMs = await writableAfterMs(server)
  over.abort()
  await Promise.all(load)
  return backMs
}

/** Clients who send nothing any more once it is over. */
function until(memory: Memory, over: AbortSignal): Memory {
  return { all: memory.all, send: async (address, act) => (over.aborted ? null : memory.send(address, act)) }
}

async function writableAfterMs(server: Server): Promise<number | null> {
  const began = performance.now()
  while (!server.isGone() && performance.now() - began < WRITABLE_WITHIN_MS) {
    const answer = await fetch(`${server.address}/readyz`).catch(() => null)
    if (answer?.status === 200) return performance.now() - began
    await pause(ASK_EVERY_MS)
  }
  return null
}
