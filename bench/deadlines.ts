import { findDue } from '../db/responses.ts'
import type { Ground } from './ground.ts'
import { openGround } from './ground.ts'
import type { Suite } from './measure.ts'
import { median, NO_LESS_THAN_BUDGET, NO_MORE_THAN_BUDGET, row, timed } from './measure.ts'
import { orderAll } from './orders.ts'
import type { Store } from './store.ts'

const FEW = 1_824
const MANY = 50_000
const BUDGET_S = 2
const BUDGET_A_SECOND = 10_000

/** Deadlines of all schools that fall on one instant: recorded at each school, and on disk. */
export const deadlines: Suite = {
  names: [`deadlines-${FEW}`, `deadlines-${MANY}`],
  async *run(store, wanted) {
    if (wanted(`deadlines-${FEW}`)) {
      const seconds: number[] = []
      for (let time = 0; time < 3; time += 1) seconds.push(await secondsFor(store, FEW))
      yield row(`deadlines-${FEW}`, 's', median(seconds), BUDGET_S, NO_MORE_THAN_BUDGET)
    }
    if (wanted(`deadlines-${MANY}`))
      yield row(`deadlines-${MANY}`, '/s', MANY / (await secondsFor(store, MANY)), BUDGET_A_SECOND, NO_LESS_THAN_BUDGET)
  },
}

async function secondsFor(store: Store, schools: number): Promise<number> {
  const ground = await openGround(store, schools)
  await orderAll(ground, 'ORDER_LOCKDOWN')
  await ground.engine.idle()
  const at = await commonDeadline(ground, schools)
  const ms = await timed(async () => {
    ground.clock.advanceTo(at)
    await ground.engine.idle()
  })
  await ground.close()
  await store.remove(ground.address)
  return ms / 1_000
}

/** The next instant, if something is then due at every school. */
async function commonDeadline({ connections: { reader }, engine }: Ground, schools: number): Promise<string> {
  const at = await engine.nextWakeAt()
  const due = at === null ? [] : await findDue(reader, at, schools)
  if (at === null || due.length < schools) throw new Error(`at ${at} only ${due.length} of ${schools} schools have a deadline`)
  return at
}
