import type { Actor } from '../src/core/actor.ts'
import { CHUNK } from '../src/engine/order-chunk.ts'
import type { Ground } from './ground.ts'
import { openGround } from './ground.ts'
import type { Budget, Row, Suite } from './measure.ts'
import { inTurn, row, timed } from './measure.ts'
import type { Store } from './store.ts'

const SIZES = [
  { schools: 1_824, times: 7, timesOnPostgres: 5 },
  // Once on PostgreSQL, where it takes several times as long.
  { schools: 50_000, times: 3, timesOnPostgres: 1 },
  { schools: 500_000, times: 1, timesOnPostgres: 1 },
] as const
const BUDGET: Budget = { atMost: 2 }
const GROWTH_BUDGET = 1.3

/** An order on so many schools, settled and on disk, against writing the same rows by hand. */
export const orders: Suite = {
  names: [...SIZES.map(({ schools }) => nameOf(schools)), 'growth'],
  async *run(store, wanted) {
    const perSchool: number[] = []
    // The first order of a process also compiles the program.
    await orderOn(store, 1_824)
    for (const { schools, times, timesOnPostgres } of SIZES) {
      if (!wanted(nameOf(schools)) && !(wanted('growth') && schools !== 50_000)) continue
      const { ours, limit } = await inTurnOn(store, schools, store.suffix === '' ? times : timesOnPostgres)
      perSchool.push(ours / schools)
      yield row(nameOf(schools), 'ms', ours, limit, BUDGET)
    }
    const [least, most] = [perSchool.at(0), perSchool.at(-1)]
    if (wanted('growth') && least !== undefined && most !== undefined) yield growth(most / least)
  },
}

function nameOf(schools: number): string {
  return `orders-${schools}`
}

function growth(times: number): Row {
  return row('growth', 'times', times, GROWTH_BUDGET, { atMost: 1 })
}

async function inTurnOn(store: Store, schools: number, times: number): Promise<{ readonly ours: number; readonly limit: number }> {
  let written = { address: '', order: 0 }
  return inTurn(
    times,
    async () => {
      const ordered = await orderOn(store, schools)
      written = ordered
      return ordered.ms
    },
    async () => {
      const into = await store.copyOf(schools)
      const ms = await store.writeOrderByHand(written.address, into, written.order, CHUNK)
      await store.remove(written.address)
      await store.remove(into)
      return ms
    },
  )
}

async function orderOn(store: Store, schools: number): Promise<{ readonly address: string; readonly order: number; readonly ms: number }> {
  const ground = await openGround(store, schools)
  let order = 0
  const ms = await timed(async () => {
    order = await orderAll(ground, 'ORDER_LOCKDOWN')
    await ground.engine.idle()
  })
  await ground.close()
  return { address: ground.address, order, ms }
}

/** Gives an order to everybody; answers with its id as soon as it was taken. */
export async function orderAll({ engine, commander }: Pick<Ground, 'engine' | 'commander'>, event: string): Promise<number> {
  const answer = await engine.issueOrder(orderBy(commander, event), event)
  if ('refusal' in answer) throw new Error(`the order was refused: ${answer.refusal}`)
  return answer.id
}

function orderBy(actor: Actor, event: string): Parameters<Ground['engine']['issueOrder']>[0] {
  const scope = { region: actor.unit }
  return { actor, playbook: 'epidemic', mode: 'actual', event, facts: {}, scope, reason: '全域封控', document: '' }
}
