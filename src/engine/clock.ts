import type { Instant } from '../../machines/vocabulary.ts'

/** The one source of domain time, injected everywhere. */
export interface Clock {
  readonly now: () => Instant
  /** Calls back after so many milliseconds at the latest; a frozen clock calls back when it is moved. */
  readonly wakeIn: (ms: number, callback: () => void) => () => void
}

/** A clock that stands still until it is moved: for tests, demonstrations and exercises (`FANGXIAN_CLOCK`). */
export interface FrozenClock extends Clock {
  readonly advanceTo: (at: Instant) => void
}

export function systemClock(): Clock {
  return {
    now: () => new Date().toISOString(),
    wakeIn: (ms, callback) => {
      const timer = setTimeout(callback, ms)
      return () => clearTimeout(timer)
    },
  }
}

/** Never goes back: an earlier instant is ignored. */
export function frozenClock(start: Instant): FrozenClock {
  let present = new Date(start).toISOString()
  const waiting = new Set<() => void>()
  return {
    now: () => present,
    wakeIn: (_ms, callback) => {
      waiting.add(callback)
      return () => waiting.delete(callback)
    },
    advanceTo: (at) => {
      const next = new Date(at).toISOString()
      if (next > present) present = next
      const due = [...waiting]
      waiting.clear()
      for (const callback of due) callback()
    },
  }
}

export function isFrozen(clock: Clock): clock is FrozenClock {
  return 'advanceTo' in clock
}
