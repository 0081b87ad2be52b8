import { CHUNK } from '../src/engine/order-chunk.ts'
import { commonDeadline } from './deadlines.ts'
import type { Budget, Suite } from './measure.ts'
import { inTurn, median, NO_MORE_THAN_BUDGET, row, timed } from './measure.ts'
import { orderAll } from './orders.ts'
import type { PostgresGround } from './postgres-ground.ts'
import { openPostgres, startPostgres } from './postgres-ground.ts'
import { writeOrderByHand } from './raw-order-postgres.ts'

const SIZES = [
  { schools: 1_824, times: 5 },
  { schools: 50_000, times: 1 },
] as const
const DEADLINES = 1_824
const DEADLINES_NAME = `deadlines-${DEADLINES}-postgres`
const DEADLINES_BUDGET_S = 2
const BUDGET: Budget = { atMost: 2 }

/** Orders and deadlines over a real PostgreSQL on the same machine, against the same rows written with its driver alone. */
export const onPostgres: Suite = {
  names: [...SIZES.map(({ schools }) => nameOf(schools)), DEADLINES_NAME],
  async *run(wanted) {
    const postgres = await startPostgres()
    try {
      // The first order of a process also compiles the program.
      await orderOn(postgres, 1_824)
      for (const { schools, times } of SIZES) {
        if (!wanted(nameOf(schools))) continue
        const { ours, limit } = await inTurnOn(postgres, schools, times)
        yield row(nameOf(schools), 'ms', ours, limit, BUDGET)
      }
      if (wanted(DEADLINES_NAME)) yield row(DEADLINES_NAME, 's', await deadlinesOn(postgres), DEADLINES_BUDGET_S, NO_MORE_THAN_BUDGET)
    } finally {
      await postgres.stop()
    }
  },
}

function nameOf(schools: number): string {
  return `orders-${schools}-postgres`
}

async function inTurnOn(
  postgres: PostgresGround,
  schools: number,
  times: number,
): Promise<{ readonly ours: number; readonly limit: number }> {
  let written = { address: '', order: 0 }
  return inTurn(
    times,
    async () => {
      const ordered = await orderOn(postgres, schools)
      written = ordered
      return ordered.ms
    },
    async () => writeOrderByHand(written.address, await postgres.copyOf(schools), written.order, CHUNK),
  )
}

async function orderOn(
  postgres: PostgresGround,
  schools: number,
): Promise<{ readonly address: string; readonly order: number; readonly ms: number }> {
  const address = await postgres.copyOf(schools)
  const ground = await openPostgres(address, schools)
  await ground.engine.idle()
  let order = 0
  const ms = await timed(async () => {
    order = await orderAll(ground, 'ORDER_LOCKDOWN')
    await ground.engine.idle()
  })
  await ground.close()
  return { address, order, ms }
}

async function deadlinesOn(postgres: PostgresGround): Promise<number> {
  const seconds: number[] = []
  for (let time = 0; time < 3; time += 1) {
    const ground = await openPostgres(await postgres.copyOf(DEADLINES), DEADLINES)
    await orderAll(ground, 'ORDER_LOCKDOWN')
    await ground.engine.idle()
    const at = await commonDeadline(ground, DEADLINES)
    const ms = await timed(async () => {
      ground.clock.advanceTo(at)
      await ground.engine.idle()
    })
    await ground.close()
    seconds.push(ms / 1_000)
  }
  return median(seconds)
}
