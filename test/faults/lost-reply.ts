import type { Fault, Given } from './fault.ts'
import { reportOf } from './fault.ts'
import { ordersSettled, replays, sentAgain } from './invariants.ts'
import { watchJournal } from './journal-watch.ts'
import { clientsOf, orderAll, signAndWithdraw } from './load.ts'
import { createMemory, type Memory } from './memory.ts'
import { KEEPS_NO_KEY } from './mutants.ts'
import { mulberry32 } from '../../src/demo/random.ts'
import { losingProxy } from './losing-proxy.ts'
import { COUNTY_WIDE } from './town.ts'
import { startServer } from './server.ts'

const CLIENTS_EACH = 8
const ACTS_EACH = 4

/** The answer gets lost on its way, as it does where the network is poor: the client sends the same again. */
export const lostReply: Fault = {
  name: 'lost reply',
  promise: 'an answer that got lost on its way: sent again under its key, nothing is done twice',
  rounds: 6,
  mutantRounds: 1,
  mutants: [KEEPS_NO_KEY],
  size: COUNTY_WIDE,
  run: async ({ town, build, rounds, seed }: Given) => {
    const place = await town.place.copy()
    const memory = createMemory(town.cookies)
    const journal = watchJournal()
    const violations: string[] = []
    const server = await startServer(build, { ...place.env, FANGXIAN_CLOCK: town.at })
    const random = mulberry32(seed)
    const proxy = await losingProxy(server.address, () => random() < LOST)
    let done = 0
    for (; done < rounds && violations.length === 0; done += 1) {
      const seen = memory.all.length
      const clients = await clientsOf(town, server.address, `${done}`, CLIENTS_EACH)
      const order = orderAll(memory, proxy.address, done % 2 === 0 ? 'ORDER_LOCKDOWN' : 'UNSEAL', `${done}.order`)
      await Promise.all([order, ...clients.map((client) => signAndWithdraw(persistent(memory), proxy.address, client, ACTS_EACH))])
      const some = memory.all.slice(seen)
      violations.push(...(await sentAgain(town, server, some, journal)))
      violations.push(...(await ordersSettled(town, server, some, town.schools.length)))
    }
    await proxy.close()
    await server.stop()
    violations.push(...(await replays(build, place.env)))
    place.remove()
    return reportOf(done, memory.all, violations)
  },
}

const LOST = 0.3
const MOST_TRIES = 20

/** A client that sends the same again until it is answered. */
function persistent(memory: Memory): Memory {
  return {
    all: memory.all,
    send: async (address, act) => {
      let told = await memory.send(address, act)
      for (let tries = 1; told === null && tries < MOST_TRIES; tries += 1) told = await memory.send(address, act)
      return told
    },
  }
}
