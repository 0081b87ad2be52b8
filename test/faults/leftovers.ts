const leftovers = new Set<() => unknown>()

/** Sees to it that `clean` is called once: by whoever gets it back, or after a test that failed half-way. */
export function cleanedOnce<T>(clean: () => T): () => T | undefined {
  const once = (): T | undefined => (leftovers.delete(once) ? clean() : undefined)
  leftovers.add(once)
  return once
}

/** Kills the servers and removes the disks that a test left behind, the newest first. */
export async function cleanUp(): Promise<void> {
  for (const clean of [...leftovers].toReversed()) await clean()
}
