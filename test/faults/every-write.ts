import { mulberry32 } from '../../src/demo/random.ts'
import { reportOf, type Fault } from './fault.ts'
import { caughtUp, ordersSettled, pause, replays, sentAgain } from './invariants.ts'
import { watchJournal } from './journal-watch.ts'
import { clientsOf, moveClock, orderAll, sign, withdraw } from './load.ts'
import { createMemory, type Memory } from './memory.ts'
import { ANSWERS_EARLY, MOVES_CURSOR_LATER } from './mutants.ts'
import { startServer, type Server } from './server.ts'
import { tamper } from './strace.ts'
import { HAMLET, type Town } from './town.ts'
import { isDone } from './client.ts'

const WRITES = 'pwrite64,fdatasync,fsync'
const MINUTE_MS = 60_000

/** Killed right before one write to the disk after the other: there is no moment that is not tried. */
export const everyWrite: Fault = {
  name: 'kill at every write',
  promise: 'killed before any one of its writes: nothing told is missing, no order stands still or moves a school twice',
  rounds: 150,
  mutantRounds: 60,
  mutants: [MOVES_CURSOR_LATER, ANSWERS_EARLY],
  // An order over five schools then has three chunks, as one over six hundred has otherwise.
  setting: [{ file: 'src/engine/order-chunk.ts', from: 'const CHUNK = 250', to: 'const CHUNK = 2' }],
  size: HAMLET,
  run: async ({ town, build, rounds, seed }) => {
    const place = await town.place.copy()
    const memory = createMemory(town.cookies)
    const journal = watchJournal()
    const violations: string[] = []
    const random = mulberry32(seed)
    let [at, seen, round, writes] = [Date.parse(town.at), 0, 0, 0]
    for (; round <= rounds && violations.length === 0; round += 1) {
      at += 20 * MINUTE_MS
      const now = new Date(at).toISOString()
      const server = await startServer(build, { ...place.env, FANGXIAN_CLOCK: now })
      const late = await caughtUp(place, server, () => now)
      const some = memory.all.slice(seen)
      const wrong =
        late.length > 0
          ? late
          : [...(await sentAgain(town, server, some, journal)), ...(await ordersSettled(town, server, some, town.schools.length))]
      violations.push(...wrong)
      seen = memory.all.length
      if (round < rounds && wrong.length === 0) {
        at += 20 * MINUTE_MS
        // The first round only counts. Where there are more writes than rounds, each round takes one of as many equal parts.
        const when = 1 + Math.floor(((round - 1 + random()) * Math.max(writes, rounds)) / rounds)
        const hold = await tamper(server, WRITES, round === 0 ? null : `signal=SIGKILL:when=${when}`)
        await scenario({ town, server, memory, round, later: new Date(at).toISOString() })
        if (round === 0) await pause(SETTLING_MS)
        const counted = await hold.release()
        if (round === 0) writes = counted
      }
      await server.kill()
    }
    violations.push(...(await replays(build, place.env)))
    place.remove()
    return reportOf(round - 1, memory.all, violations, `of ${writes} writes; ${journal.deadlines()} deadlines, each once`)
  },
}

const SETTLING_MS = 300

interface Scene {
  readonly town: Town
  readonly server: Server
  readonly memory: Memory
  readonly round: number
  readonly later: string
}

/** One thing after the other: a signature, its withdrawal, an order, deadlines. It ends where the server does. */
async function scenario({ town, server, memory, round, later }: Scene): Promise<void> {
  const { address } = server
  const [client] = await clientsOf(town, address, String(round), 1).catch(() => [])
  const task = client?.tasks[0]
  if (client === undefined || task === undefined) return
  const signed = await sign(memory, address, client, task, `${round}.sign`)
  if (isDone(signed)) {
    const { seq } = JSON.parse(signed.body) as { readonly seq: number } // As the API documents it.
    await withdraw(memory, address, client, seq, `${round}.withdraw`)
  }
  const ordered = await orderAll(memory, address, round % 2 === 0 ? 'ORDER_LOCKDOWN' : 'UNSEAL', `${round}.order`)
  if (ordered === null || server.isGone()) return
  await ordersSettled(town, server, memory.all.slice(-1), town.schools.length).catch(() => [])
  await moveClock(town, address, later).catch(() => undefined)
}
