import type { Seq } from '../core/response.ts'

/** What live screens hear after a commit: never the contents, only what to look at again. */
export interface News {
  readonly seq: Seq
  /** Code and path of the unit concerned; empty for orders. */
  readonly unit: string
  readonly path: string
  readonly kind: string
}

export interface Hub {
  /** Hears all the news of each commit at once; returns how to stop listening. */
  readonly subscribe: (listener: (news: readonly News[]) => void) => () => void
  readonly publish: (news: readonly News[]) => void
}

export function createHub(): Hub {
  const listeners = new Set<(news: readonly News[]) => void>()
  return {
    subscribe: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    publish: (news) => {
      for (const listener of listeners) listener(news)
    },
  }
}
