import type { Suite } from './measure.ts'
import { median, NO_MORE_THAN_BUDGET, row } from './measure.ts'
import { startProduct } from './product.ts'

const SCHOOLS = 50_000
const BUDGET_S = 1

/** From the start of the server to its first answer, over a full database. */
export const start: Suite = {
  names: [`start-${SCHOOLS}`],
  async *run(store) {
    const address = await store.copyOf(SCHOOLS)
    const seconds: number[] = []
    for (let time = 0; time < 5; time += 1) {
      const { startMs, stop } = await startProduct(store.placeOf(address))
      await stop()
      seconds.push(startMs / 1_000)
    }
    await store.remove(address)
    yield row(`start-${SCHOOLS}`, 's', median(seconds), BUDGET_S, NO_MORE_THAN_BUDGET)
  },
}
