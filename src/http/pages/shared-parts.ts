/** Remembers what was made for a key, and is asked by as many as there are while it is being made. */
export interface SharedParts<T> {
  /** Null is not remembered, and neither is what failed. */
  readonly find: (key: string, make: () => Promise<T | null>) => Promise<T | null>
}

/**
 * The last `most` parts that were made. A key holds everything that decides what may be seen and what is shown, the seq of
 * the last entry included: what is under it is never wrong, only at some time asked for no more.
 */
export function sharedParts<T>(most: number): SharedParts<T> {
  const kept = new Map<string, Promise<T | null>>()
  const drop = (key: string, part: Promise<T | null>): void => {
    if (kept.get(key) === part) kept.delete(key)
  }
  return {
    find: (key, make) => {
      const known = kept.get(key)
      if (known !== undefined) return known
      const part = make()
      kept.set(key, part)
      part.then(
        (made) => made === null && drop(key, part),
        () => drop(key, part),
      )
      if (kept.size > most) kept.delete(kept.keys().next().value ?? '')
      return part
    },
  }
}
