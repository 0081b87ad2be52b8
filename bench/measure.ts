import type { Store } from './store.ts'

/** One line of the table: what we do, what the same machine could do at best (or the budget), and how they compare. */
export interface Row {
  readonly name: string
  readonly ours: number
  /** The same work by hand where there is such a thing, otherwise the budget. */
  readonly limit: number
  /** `ours / limit`. */
  readonly ratio: number
  readonly unit: string
  /** What the ratio must be, and whether it is; absent where nothing was promised. */
  readonly budget?: Budget
  readonly met?: boolean
}

export type Budget = { readonly atMost: number } | { readonly atLeast: number }

/** Rows that are measured together because they need the same preparation. */
export interface Suite {
  readonly names: readonly string[]
  /** Over databases of that store. Yields the rows that are wanted, perhaps others with them. */
  readonly run: (store: Store, wanted: (name: string) => boolean) => AsyncIterable<Row>
}

export const NO_MORE_THAN_BUDGET: Budget = { atMost: 1 }
export const NO_LESS_THAN_BUDGET: Budget = { atLeast: 1 }

export function row(name: string, unit: string, ours: number, limit: number, budget?: Budget): Row {
  const ratio = ours / limit
  if (budget === undefined) return { name, ours, limit, ratio, unit }
  return { name, ours, limit, ratio, unit, budget, met: 'atMost' in budget ? ratio <= budget.atMost : ratio >= budget.atLeast }
}

/** Milliseconds that the work takes. */
export async function timed(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now()
  await work()
  return performance.now() - began
}

/** Does both in turn, so that a machine that slows down slows down both; the median of each. */
export async function inTurn(
  times: number,
  ours: (round: number) => Promise<number>,
  limit: (round: number) => Promise<number>,
): Promise<{ readonly ours: number; readonly limit: number }> {
  const found: { readonly ours: number; readonly limit: number }[] = []
  for (let round = 0; round < times; round += 1) found.push({ ours: await ours(round), limit: await limit(round) })
  return { ours: median(found.map((one) => one.ours)), limit: median(found.map((one) => one.limit)) }
}

export function median(values: readonly number[]): number {
  return percentile(values, 50)
}

/** Nearest rank: the smallest value that so many per cent do not exceed. */
export function percentile(values: readonly number[], percent: number): number {
  const sorted = values.toSorted((a, b) => a - b)
  const found = sorted[Math.max(0, Math.ceil((sorted.length * percent) / 100) - 1)]
  if (found === undefined) throw new Error('nothing was measured')
  return found
}
