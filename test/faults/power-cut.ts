import { between, mulberry32 } from '../../src/demo/random.ts'
import { imageDisk } from './disk.ts'
import { reportOf, type Fault } from './fault.ts'
import { caughtUp, ordersSettled, pause, replays, sentAgain } from './invariants.ts'
import { watchJournal } from './journal-watch.ts'
import { clientsOf, orderAll, signAndWithdraw } from './load.ts'
import { createMemory } from './memory.ts'
import { SYNCS_LESS } from './mutants.ts'
import { COUNTY_WIDE } from './town.ts'
import { startServer } from './server.ts'

const CLIENTS_EACH = 4
const [SOONEST_MS, LATEST_MS] = [0, 500]
const REPLAYED_EVERY = 25

/** The power goes, and with it all that the operating system had not yet written to the disk. */
export const powerCut: Fault = {
  name: 'power cut',
  promise: 'the power goes: of what people were told nothing is missing',
  rounds: 50,
  mutantRounds: 10,
  mutants: [SYNCS_LESS],
  size: COUNTY_WIDE,
  run: async ({ town, build, rounds, seed }) => {
    let disk = imageDisk(town.place)
    const memory = createMemory(town.cookies)
    const journal = watchJournal()
    const random = mulberry32(seed)
    const violations: string[] = []
    let [seen, done] = [0, 0]
    for (let round = 0; round <= rounds && violations.length === 0; round += 1) {
      const server = await startServer(build, { ...disk.place.env, FANGXIAN_CLOCK: town.at })
      violations.push(...(await caughtUp(disk.place, server, () => town.at)))
      const some = memory.all.slice(seen)
      violations.push(...(await sentAgain(town, server, some, journal)), ...(await ordersSettled(town, server, some, town.schools.length)))
      seen = memory.all.length
      done = round
      if (round === rounds || violations.length > 0) {
        await server.kill()
        break
      }
      const clients = await clientsOf(town, server.address, String(round), CLIENTS_EACH)
      const order = orderAll(memory, server.address, round % 2 === 0 ? 'ORDER_LOCKDOWN' : 'UNSEAL', `${round}.order`)
      const load = [order, ...clients.map((client) => signAndWithdraw(memory, server.address, client))]
      await order
      await pause(between(random, SOONEST_MS, LATEST_MS))
      await server.kill()
      const after = disk.afterPowerCut()
      await Promise.all(load)
      disk.remove()
      disk = after
      if (round % REPLAYED_EVERY === 0) violations.push(...(await replays(build, disk.place.env)))
    }
    violations.push(...(await replays(build, disk.place.env)))
    disk.remove()
    return reportOf(done, memory.all, violations)
  },
}
