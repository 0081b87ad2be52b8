/** A source of numbers in [0, 1). Demo data only: never for ids, salts or keys. */
export type Random = () => number

/** Mulberry32: the same seed always gives the same numbers, on every machine. */
export function mulberry32(seed: number): Random {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

/** A whole number from `min` to `max`, both included. */
export function between(random: Random, min: number, max: number): number {
  return min + Math.floor(random() * (max - min + 1))
}

/** One of `items`; throws if there is none. */
export function pick<Item>(random: Random, items: readonly Item[]): Item {
  return itemAt(items, Math.floor(random() * items.length))
}

/** The item at `index`, counted round and round; throws if there is none. */
export function itemAt<Item>(items: readonly Item[], index: number): Item {
  const item = items[index % items.length]
  if (item === undefined) throw new RangeError('nothing to choose from')
  return item
}

/** A new list with the same items in another order (Fisher and Yates). */
export function shuffled<Item>(random: Random, items: readonly Item[]): readonly Item[] {
  const left = [...items]
  return items.map(() => left.splice(Math.floor(random() * left.length), 1)).flat()
}
