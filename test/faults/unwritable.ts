import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { smallDisk, takeAllRoom } from './disk.ts'
import { reportOf, type Fault, type Given, type Report } from './fault.ts'
import { ordersSettled, pause, replays, sentAgain } from './invariants.ts'
import { watchJournal } from './journal-watch.ts'
import { clientsOf, orderAll, signAndWithdraw } from './load.ts'
import { createMemory, unknown, type Memory } from './memory.ts'
import { GIVES_UP_ORDERS, SWALLOWS_COMMITS, TAKES_FAILURE_FOR_SUCCESS, WAITS_STANDING_STILL } from './mutants.ts'
import { aliveThroughout, refusesPlainly, writableAgain, type Alive } from './outage.ts'
import type { Place } from './place.ts'
import { startServer, type Server } from './server.ts'
import { tamper } from './strace.ts'
import { COUNTY_WIDE, type Town } from './town.ts'

/** For some seconds the database cannot be written. */
interface Outage {
  readonly lastsMs: number
  /** Whether it lasts longer than the server is ready to wait, so that people must be told. */
  readonly refuses: boolean
  readonly placeOf: (data: Place) => Place | Promise<Place>
  /** Answers how it ends. */
  readonly begin: (place: Place, server: Server) => Promise<() => unknown>
}

const CLIENTS_EACH = 2
const ACTS_EACH = 8
const BEFORE_MS = 150

// An order then takes long enough to be caught in the middle.
const SLOW_ORDERS = [{ file: 'src/engine/order-chunk.ts', from: 'const CHUNK = 250', to: 'const CHUNK = 4' }]

export const fullDisk: Fault = {
  name: 'full disk',
  promise: 'the disk is full: nobody is told that something was saved, reading goes on, and work goes on once there is room',
  rounds: 3,
  mutantRounds: 2,
  mutants: [SWALLOWS_COMMITS, GIVES_UP_ORDERS],
  setting: SLOW_ORDERS,
  size: COUNTY_WIDE,
  run: (given) => through(given, { lastsMs: 1_500, refuses: true, placeOf: smallDisk, begin: async (place) => takeAllRoom(place) }),
}

export const failingDisk: Fault = {
  name: 'failing disk',
  promise: 'the disk does not confirm what is written: nobody is told that something was saved, and work goes on once it does',
  rounds: 3,
  mutantRounds: 2,
  mutants: [SWALLOWS_COMMITS],
  setting: SLOW_ORDERS,
  size: COUNTY_WIDE,
  run: (given) =>
    through(given, {
      lastsMs: 1_500,
      refuses: true,
      placeOf: (data) => data.copy(),
      begin: async (_place, server) => (await tamper(server, 'fdatasync,fsync', 'error=EIO')).release,
    }),
}

export const busyDatabase: Fault = {
  name: 'busy database',
  promise: 'somebody else holds the database for three seconds: everybody waits, nobody is turned away, and pages open meanwhile',
  rounds: 2,
  mutantRounds: 1,
  mutants: [WAITS_STANDING_STILL],
  setting: SLOW_ORDERS,
  size: COUNTY_WIDE,
  run: (given) => through(given, { lastsMs: 3_000, refuses: false, placeOf: (data) => data.copy(), begin: holdLock }),
}

export const hungDatabase: Fault = {
  name: 'hung database',
  promise: 'somebody else holds the database for long: people are told that nothing was saved, and work goes on afterwards',
  rounds: 1,
  mutantRounds: 1,
  mutants: [TAKES_FAILURE_FOR_SUCCESS],
  setting: SLOW_ORDERS,
  size: COUNTY_WIDE,
  run: (given) => through(given, { lastsMs: 13_000, refuses: true, placeOf: (data) => data.copy(), begin: holdLock }),
}

async function through({ town, build, rounds }: Given, outage: Outage): Promise<Report> {
  const memory = createMemory(town.cookies)
  const journal = watchJournal()
  const place = await outage.placeOf(town.place)
  const violations: string[] = []
  let [done, slowestMs] = [0, 0]
  for (; done < rounds && violations.length === 0; done += 1) {
    // A new process begins a new log, so that nothing can be written into room that the old one had already.
    const server = await startServer(build, { ...place.env, FANGXIAN_CLOCK: town.at })
    const seen = memory.all.length
    const during = await underLoad({ town, place, server, memory, outage, name: String(done) })
    slowestMs = Math.max(slowestMs, during.slowestMs)
    violations.push(...during.wrong)
    const some = memory.all.slice(seen)
    const turnedAway = unknown(some)
    if (!outage.refuses && turnedAway.length > 0) violations.push(`${turnedAway.length} were turned away: ${JSON.stringify(turnedAway[0])}`)
    if (server.isGone()) violations.push(`the server is gone: ${server.complaints()}`)
    // The orders first: they go on by themselves, before anybody sends anything again.
    else
      violations.push(...(await ordersSettled(town, server, some, town.schools.length)), ...(await sentAgain(town, server, some, journal)))
    await server.stop()
  }
  violations.push(...(await replays(build, place.env)))
  place.remove()
  return reportOf(done, memory.all, violations, `slowest sign of life ${Math.round(slowestMs)} ms`)
}

interface Scene {
  readonly town: Town
  readonly place: Place
  readonly server: Server
  readonly memory: Memory
  readonly outage: Outage
  readonly name: string
}

/** The outage begins in the middle of an order and of people signing; they are answered at the latest when it is over. */
async function underLoad({ town, place, server, memory, outage, name }: Scene): Promise<Alive> {
  const clients = await clientsOf(town, server.address, name, CLIENTS_EACH)
  const order = orderAll(memory, server.address, Number(name) % 2 === 0 ? 'ORDER_LOCKDOWN' : 'UNSEAL', `${name}.order`)
  const load = [order, ...clients.map((client) => signAndWithdraw(memory, server.address, client, ACTS_EACH))]
  await Promise.race([order, pause(5_000)])
  await pause(BEFORE_MS)
  const end = await outage.begin(place, server)
  const [alive, refused] = await Promise.all([
    aliveThroughout(town, server, outage.lastsMs),
    outage.refuses ? refusesPlainly(town, server, `${name}.refused`) : [],
    pause(outage.lastsMs),
  ])
  await end()
  const back = await writableAgain(server)
  await Promise.all(load)
  return { slowestMs: alive.slowestMs, wrong: [...alive.wrong, ...refused, ...back] }
}

async function holdLock({ env }: Place): Promise<() => Promise<unknown>> {
  const file = join(env['DATA_DIR'] ?? '', 'fangxian.sqlite')
  const holder = spawn(process.execPath, [join(import.meta.dirname, 'lock-holder.ts'), file], { stdio: ['pipe', 'pipe', 'inherit'] })
  const gone = once(holder, 'exit')
  await once(holder.stdout, 'data')
  return () => {
    holder.kill('SIGKILL')
    return gone
  }
}
