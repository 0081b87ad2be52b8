import { between, mulberry32, type Random } from '../../src/demo/random.ts'
import type { Fault, Given } from './fault.ts'
import { reportOf } from './fault.ts'
import { caughtUp, ordersSettled, pause, replays, sentAgain } from './invariants.ts'
import { watchJournal, type JournalWatch } from './journal-watch.ts'
import { clientsOf, moveClock, orderAll, signAndWithdraw } from './load.ts'
import { createMemory, type Memory } from './memory.ts'
import { ANSWERS_EARLY, FORGETS_DEADLINES, FORGETS_ORDERS, KEEPS_NO_KEY } from './mutants.ts'
import type { Place } from './place.ts'
import { COUNTY_WIDE } from './town.ts'
import { startServer, type Server } from './server.ts'

const CLIENTS_EACH = 8
const KILLED_WITHIN_MS = 500
const REPLAYED_EVERY = 20
const MINUTE_MS = 60_000
/** Domain time that passes while the server is down, and while it is loaded: in both something falls due every few rounds. */
const [DOWN_MINUTES, PASSED_MINUTES] = [80, 40]

/** Killed at any moment while two hundred clients sign and withdraw, an order runs and deadlines pass. */
export const randomKill: Fault = {
  name: 'random kill',
  promise: 'killed at any moment: what people were told is there, once, and orders and deadlines go on by themselves',
  rounds: 200,
  mutantRounds: 20,
  mutants: [ANSWERS_EARLY, KEEPS_NO_KEY, FORGETS_ORDERS, FORGETS_DEADLINES],
  size: COUNTY_WIDE,
  run: async (given) => {
    const { town, build, rounds } = given
    const place = await town.place.copy()
    const random = mulberry32(given.seed)
    const memory = createMemory(town.cookies)
    const journal = watchJournal()
    const violations: string[] = []
    let done = 0
    let seen = 0
    let at = Date.parse(town.at)
    for (let round = 0; round <= rounds && violations.length === 0; round += 1) {
      // What falls due while it is down is due when it is back.
      at += DOWN_MINUTES * MINUTE_MS
      const now = new Date(at).toISOString()
      const server = await startServer(build, { ...place.env, FANGXIAN_CLOCK: now })
      violations.push(...(await recovered(given, place, server, now, memory, seen, journal)))
      seen = memory.all.length
      done = round
      if (round < rounds && violations.length === 0) {
        at += PASSED_MINUTES * MINUTE_MS
        await killedUnderLoad(given, server, round, random, memory, new Date(at).toISOString())
      }
      await server.kill()
      if (round % REPLAYED_EVERY === 0 || round === rounds) violations.push(...(await replays(build, place.env)))
    }
    place.remove()
    return reportOf(done, memory.all, violations, `${journal.deadlines()} deadlines, each once`)
  },
}

async function recovered(
  { town }: Given,
  place: Place,
  server: Server,
  now: string,
  memory: Memory,
  seen: number,
  journal: JournalWatch,
): Promise<readonly string[]> {
  const late = await caughtUp(place, server, () => now)
  if (late.length > 0) return late
  const some = memory.all.slice(seen)
  const wrong = await sentAgain(town, server, some, journal)
  return [...wrong, ...(await ordersSettled(town, server, some, town.schools.length))]
}

async function killedUnderLoad(
  { town }: Given,
  server: Server,
  round: number,
  random: Random,
  memory: Memory,
  later: string,
): Promise<void> {
  const { address } = server
  const clients = await clientsOf(town, address, `${round}`, CLIENTS_EACH)
  const order = orderAll(memory, address, round % 2 === 0 ? 'ORDER_LOCKDOWN' : 'UNSEAL', `${round}.order`)
  const load: Promise<unknown>[] = [order, ...clients.map((client) => signAndWithdraw(memory, address, client))]
  await order
  load.push(moveClock(town, address, later).catch(() => undefined))
  await pause(between(random, 0, KILLED_WITHIN_MS))
  await server.kill()
  await Promise.all(load)
}
