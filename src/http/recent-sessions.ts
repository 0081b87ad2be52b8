/** What was found out within the last second, by cookie: a page asks for its parts with the same one. */
export interface RecentSessions<T> {
  readonly find: (cookie: string | null, look: () => Promise<T | null>) => Promise<T | null>
  readonly forget: (cookie: string | null) => void
}

const KEPT_MS = 1_000
const MOST_KEPT = 20_000

/** Only successes are kept: somebody who has just signed in is never told that they are not. */
export function recentSessions<T>(now: () => number = () => performance.now()): RecentSessions<T> {
  const kept = new Map<string, { readonly found: T; readonly until: number }>()
  return {
    find: async (cookie, look) => {
      if (cookie === null) return null
      const recent = kept.get(cookie)
      if (recent !== undefined && recent.until > now()) return recent.found
      const asked = now()
      const found = await look()
      kept.delete(cookie)
      if (kept.size >= MOST_KEPT) kept.clear()
      if (found !== null) kept.set(cookie, { found, until: asked + KEPT_MS })
      return found
    },
    forget: (cookie) => {
      if (cookie !== null) kept.delete(cookie)
    },
  }
}
