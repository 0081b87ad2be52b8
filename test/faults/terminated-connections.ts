import type { Fault } from './fault.ts'
import { reportOf, type Given, type Report } from './fault.ts'
import { ordersSettled, pause, replays, sentAgain } from './invariants.ts'
import { watchJournal } from './journal-watch.ts'
import { clientsOf, orderAll, signAndWithdraw } from './load.ts'
import { createMemory, type Memory } from './memory.ts'
import { SWALLOWS_COMMITS } from './mutants.ts'
import { writableAgain } from './outage.ts'
import { DIES_OF_BROKEN_CONNECTIONS } from './postgres-mutants.ts'
import { askedBeside } from './postgres-place.ts'
import type { Place } from './place.ts'
import { startServer, type Server } from './server.ts'
import { COUNTY_WIDE, type Town } from './town.ts'

const CLIENTS_EACH = 2
const ACTS_EACH = 12
const CUT_FOR_MS = 2_000
const [CUT_AT_ONCE, CUT_EVERY_MS] = [3, 50]

/** An administrator, or a machine between the two, cuts the connections to PostgreSQL again and again. */
export const terminatedConnections: Fault = {
  name: 'terminated connections',
  promise: 'connections to PostgreSQL are cut again and again: it goes on by itself, and nothing told is lost or done twice',
  rounds: 5,
  mutantRounds: 3,
  mutants: [SWALLOWS_COMMITS, DIES_OF_BROKEN_CONNECTIONS],
  setting: [
    // An order then takes long enough to be cut in the middle, and a commit as long as on a real disk.
    { file: 'src/engine/order-chunk.ts', from: 'const CHUNK = 250', to: 'const CHUNK = 4' },
    {
      file: 'db/transaction.ts',
      from: 'attempt.committing = true',
      to: 'attempt.committing = true\n    await new Promise((soon) => setTimeout(soon, 20))',
    },
  ],
  size: COUNTY_WIDE,
  on: 'postgres',
  run: async ({ town, build, rounds }: Given): Promise<Report> => {
    const place = await town.place.copy()
    const memory = createMemory(town.cookies)
    const journal = watchJournal()
    const violations: string[] = []
    const server = await startServer(build, { ...place.env, FANGXIAN_CLOCK: town.at })
    let [done, cut] = [0, 0]
    for (; done < rounds && violations.length === 0; done += 1) {
      const seen = memory.all.length
      cut += await underLoad(town, place, server, memory, done)
      const some = memory.all.slice(seen)
      if (server.isGone()) violations.push(`the server is gone: ${server.complaints()}`)
      else {
        violations.push(...(await writableAgain(server)))
        violations.push(
          ...(await ordersSettled(town, server, some, town.schools.length)),
          ...(await sentAgain(town, server, some, journal)),
        )
      }
    }
    await server.stop()
    violations.push(...(await replays(build, place.env)))
    await place.remove()
    return reportOf(done, memory.all, violations, `${cut} connections cut`)
  },
}

async function underLoad(town: Town, place: Place, server: Server, memory: Memory, round: number): Promise<number> {
  const { address } = server
  const clients = await clientsOf(town, address, `${round}`, CLIENTS_EACH)
  const cutting = cutConnections(place)
  const order = orderAll(memory, address, round % 2 === 0 ? 'ORDER_LOCKDOWN' : 'UNSEAL', `${round}.order`)
  await Promise.all([order, ...clients.map((client) => signAndWithdraw(memory, address, client, ACTS_EACH))])
  return cutting
}

/** Those that are at work first; answers how many were cut. */
function cutConnections({ env }: Place): Promise<number> {
  return askedBeside(env['DATABASE_URL'] ?? '', async (client) => {
    let cut = 0
    for (const until = performance.now() + CUT_FOR_MS; performance.now() < until; await pause(CUT_EVERY_MS)) {
      const { rowCount } = await client.query(
        `select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()
         order by state = 'idle', random() limit ${CUT_AT_ONCE}`,
      )
      cut += rowCount ?? 0
    }
    return cut
  })
}
