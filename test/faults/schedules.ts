import { array, boolean, constantFrom, nat, record, sample } from 'fast-check'
import { itemAt } from '../../src/demo/random.ts'
import { isDone, type Act } from './client.ts'
import { reportOf, type Fault } from './fault.ts'
import { ordersSettled, replays, sentAgain } from './invariants.ts'
import { watchJournal } from './journal-watch.ts'
import { clientsOf, moveClock, orderAct, signAct, type Client } from './load.ts'
import { createMemory, type Memory } from './memory.ts'
import { BELIEVES_THE_KEY, DROPS_LATE_SIGNATURES, KEEPS_NO_KEY } from './mutants.ts'
import { startServer } from './server.ts'
import { HAMLET } from './town.ts'

const LATE_MS = 72 * 3_600_000

/** How a network may bring what somebody sent: twice, in another order, at once, three days later, under a used key. */
interface Delivery {
  readonly act: number
  readonly isLate: boolean
  /** Together with the one before. */
  readonly isTogether: boolean
  /** Other contents under the same key, once the first ones have been accepted. */
  readonly isAltered: boolean
}

const schedule = record({
  acts: array(record({ kind: constantFrom('sign' as const, 'sign' as const, 'sign' as const, 'order' as const), pick: nat(60) }), {
    minLength: 3,
    maxLength: 8,
  }),
  deliveries: array(record({ act: nat(7), isLate: boolean(), isTogether: boolean(), isAltered: boolean() }), {
    minLength: 8,
    maxLength: 24,
  }),
})

/** Requests come twice, out of order and days late. */
export const confusedNetwork: Fault = {
  name: 'confused network',
  promise: 'requests come twice, out of order or three days late: each is done once, and what comes too late is refused and on record',
  rounds: 40,
  mutantRounds: 10,
  mutants: [KEEPS_NO_KEY, BELIEVES_THE_KEY, DROPS_LATE_SIGNATURES],
  size: HAMLET,
  run: async ({ town, build, rounds, seed }) => {
    const place = await town.place.copy()
    const memory = createMemory(town.cookies)
    const journal = watchJournal()
    const server = await startServer(build, { ...place.env, FANGXIAN_CLOCK: town.at })
    const violations: string[] = []
    const tooLate = new Set<string>()
    let [at, done] = [Date.parse(town.at), 0]
    for (const { acts, deliveries } of sample(schedule, { numRuns: rounds, seed })) {
      const seen = memory.all.length
      const [client] = await clientsOf(town, server.address, String(done), 1)
      if (client === undefined) throw new Error('the hamlet has no principal')
      const sent = acts.map(({ kind, pick }, index) => actOf(client, kind, pick, `${done}.${index}`))
      violations.push(
        ...(await deliver(
          memory,
          server.address,
          sent,
          deliveries.filter(({ isLate }) => !isLate),
        )),
      )
      at += LATE_MS
      await moveClock(town, server.address, new Date(at).toISOString())
      violations.push(
        ...(await deliver(
          memory,
          server.address,
          sent,
          deliveries.filter(({ isLate }) => isLate),
        )),
      )
      const some = memory.all.slice(seen)
      violations.push(...(await sentAgain(town, server, some, journal)), ...(await ordersSettled(town, server, some, town.schools.length)))
      for (const { act, told } of some) if (told !== null && TOO_LATE.test(told.body)) tooLate.add(act.key)
      if (journal.refusals() !== tooLate.size) violations.push(`${tooLate.size} came too late, ${journal.refusals()} are on record`)
      done += 1
      if (violations.length > 0) break
    }
    await server.stop()
    violations.push(...(await replays(build, place.env)))
    place.remove()
    return reportOf(done, memory.all, violations, `${tooLate.size} came too late, refused and on record`)
  },
}

const TOO_LATE = /"refusal":"(occurrence_closed|wrong_phase)"/

function actOf(client: Client, kind: 'sign' | 'order', pick: number, key: string): Act {
  const task = client.tasks[pick % client.tasks.length]
  if (kind === 'order' || task === undefined) return orderAct(pick % 2 === 0 ? 'ORDER_LOCKDOWN' : 'UNSEAL', key)
  return signAct(client, task, key)
}

async function deliver(memory: Memory, address: string, acts: readonly Act[], deliveries: readonly Delivery[]): Promise<readonly string[]> {
  const wrong: string[] = []
  const together: Promise<readonly string[]>[] = []
  for (const delivery of deliveries) {
    if (!delivery.isTogether) wrong.push(...(await Promise.all(together.splice(0))).flat())
    const act = itemAt(acts, delivery.act)
    const isAccepted = memory.all.some((remembered) => remembered.act.key === act.key && isDone(remembered.told))
    together.push(delivery.isAltered && isAccepted ? sendAltered(memory, address, act) : memory.send(address, act).then(() => []))
  }
  return [...wrong, ...(await Promise.all(together)).flat()]
}

/** Other contents under a key that was used are a mistake of the sender, and never taken for the first. */
async function sendAltered(memory: Memory, address: string, act: Act): Promise<readonly string[]> {
  const altered = act.path === '/orders' ? { reason: 'another' } : { statement: 'not_applicable', note: 'another' }
  const told = await memory.send(address, { ...act, body: { ...act.body, ...altered } })
  return told?.status === 422 && told.body.includes('idempotency_mismatch')
    ? []
    : [`I2: ${act.key} with other contents: ${told?.status} ${told?.body}`]
}
