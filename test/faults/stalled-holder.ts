import { read } from './client.ts'
import { reportOf, type Fault, type Given, type Report } from './fault.ts'
import { ordersSettled, pause, replays, sentAgain, witnessOf } from './invariants.ts'
import { watchJournal } from './journal-watch.ts'
import { clientsOf, orderAll, signAndWithdraw } from './load.ts'
import { createMemory, unknown, type Remembered } from './memory.ts'
import { HOLDS_ON, NUMBERS_AT_ONCE, SHARES_SCHOOLS, WAITS_FOR_THE_HOLDER } from './postgres-mutants.ts'
import { startServer, type Server } from './server.ts'
import { COUNTY_WIDE, type Town } from './town.ts'

const CLIENTS_EACH = 2
const ACTS_EACH = 12
/** Its duty lapses after two seconds, its locks after five. */
const STALLED_MS = 8_000
const GONE_ON_WITHIN_MS = 15_000
const MOVED_BEFORE = 20
const ASK_EVERY_MS = 20

/** Two servers on one database; the one that carries out orders stands still in the middle of one, as when its machine is paused. */
export const stalledHolder: Fault = {
  name: 'stalled holder',
  promise: 'of two servers the one that carries out an order stands still for a while: the other goes on, and each school is moved once',
  rounds: 3,
  mutantRounds: 4,
  mutants: [WAITS_FOR_THE_HOLDER, HOLDS_ON, SHARES_SCHOOLS, NUMBERS_AT_ONCE],
  // An order then takes some seconds, and is nearly always caught inside a transaction.
  setting: [
    { file: 'src/engine/order-chunk.ts', from: 'const CHUNK = 250', to: 'const CHUNK = 4' },
    {
      file: 'src/engine/order-chunk.ts',
      from: 'await saveOutcomes(trx, outcomes)',
      to: 'await new Promise((soon) => setTimeout(soon, 30))\n    await saveOutcomes(trx, outcomes)',
    },
  ],
  size: COUNTY_WIDE,
  on: 'postgres',
  run: async ({ town, build, rounds }: Given): Promise<Report> => {
    const place = await town.place.copy()
    const journal = watchJournal()
    const all: Remembered[] = []
    const violations: string[] = []
    const settings = { ...place.env, FANGXIAN_CLOCK: town.at }
    let [done, slowestMs] = [0, 0]
    for (; done < rounds && violations.length === 0; done += 1) {
      // The first that is there has the duty.
      const holder = await startServer(build, settings)
      const other = await startServer(build, settings)
      const { wrong, some, tookMs } = await stalledUnderLoad(town, holder, other, done)
      slowestMs = Math.max(slowestMs, tookMs)
      all.push(...some)
      violations.push(...wrong)
      for (const server of [other, holder]) {
        if (server.isGone()) violations.push(`a server is gone: ${server.complaints()}`)
        else violations.push(...(await ordersSettled(town, server, some, town.schools.length)))
      }
      violations.push(...(await sentAgain(town, holder, some, journal)), ...(await settledOnce(town, other, done + 2)))
      await Promise.all([holder.stop(), other.stop()])
    }
    violations.push(...(await replays(build, place.env)))
    await place.remove()
    return reportOf(done, all, violations, `the other moved the next school after ${Math.round(slowestMs)} ms at most`)
  },
}

interface Stalled {
  readonly some: readonly Remembered[]
  readonly wrong: readonly string[]
  /** How long it took from the standstill until the other moved the next school. */
  readonly tookMs: number
}

/** People sign at both servers, the two devices of a school at one each. */
async function stalledUnderLoad(town: Town, holder: Server, other: Server, round: number): Promise<Stalled> {
  const [atHolder, atOther] = [createMemory(town.cookies), createMemory(town.cookies)]
  const clients = await clientsOf(town, other.address, `${round}`, CLIENTS_EACH)
  const order = await orderAll(atOther, other.address, round % 2 === 0 ? 'ORDER_LOCKDOWN' : 'UNSEAL', `${round}.order`)
  const { id } = JSON.parse(order?.body ?? '{}') as { readonly id: number } // As the API documents it.
  const load = clients.map((client, index) =>
    index % CLIENTS_EACH === 0
      ? signAndWithdraw(atHolder, holder.address, client, ACTS_EACH)
      : signAndWithdraw(atOther, other.address, client, ACTS_EACH),
  )
  await untilMoved(town, other, id, MOVED_BEFORE)
  process.kill(holder.pid, 'SIGSTOP')
  const stalled = performance.now()
  // What it had sent off before is still done.
  await pause(ASK_EVERY_MS)
  const goneOn = await untilMoved(town, other, id, (await moved(town, other, id)) + 1)
  const tookMs = performance.now() - stalled
  // Every other time it wakes while the other is in the middle of the order, else long afterwards.
  if (round % 2 === 1) await pause(STALLED_MS)
  process.kill(holder.pid, 'SIGCONT')
  await Promise.all(load)
  const away = unknown(atOther.all)
  return {
    some: [...atHolder.all, ...atOther.all],
    tookMs,
    wrong: [
      ...(goneOn ? [] : [`order ${id} stood still for ${GONE_ON_WITHIN_MS} ms because its server did`]),
      ...(away.length === 0 ? [] : [`the other server turned ${away.length} away: ${JSON.stringify(away[0])}`]),
    ],
  }
}

/** Schools that the order has decided so far, as the server shows it. */
async function moved(town: Town, { address }: Server, id: number): Promise<number> {
  const { counts } = await read<{ readonly counts: Readonly<Record<'changed' | 'unchanged' | 'refused', number>> }>(
    address,
    witnessOf(town),
    `/orders/${id}`,
  )
  return counts.changed + counts.unchanged + counts.refused
}

async function untilMoved(town: Town, server: Server, id: number, schools: number): Promise<boolean> {
  for (const until = performance.now() + GONE_ON_WITHIN_MS; performance.now() < until; await pause(ASK_EVERY_MS))
    if ((await moved(town, server, id)) >= schools) return true
  return false
}

/** As many entries settle orders as orders were given, each another one. */
async function settledOnce(town: Town, { address }: Server, orders: number): Promise<readonly string[]> {
  const { items } = await read<{ readonly items: readonly { readonly body: { readonly order: number } }[] }>(
    address,
    witnessOf(town),
    '/journal?type=order.settled',
  )
  const settled = items.map(({ body }) => body.order)
  return settled.length === orders && new Set(settled).size === orders ? [] : [`I5: ${orders} orders were settled by ${settled.join()}`]
}
