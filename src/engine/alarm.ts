import type { Instant } from '../../machines/vocabulary.ts'
import type { DueResponse } from '../../db/responses.ts'
import { findDue, findNextWake } from '../../db/responses.ts'
import { ENGINE } from '../core/actor.ts'
import type { Refusal } from '../core/refusal.ts'
import type { Lane } from './batcher.ts'
import type { Question } from './commands.ts'
import type { Context } from './context.ts'
import type { Answer } from './engine.ts'
import { untilWritable } from './try-again.ts'

/** The one clock mechanism: wakes every response whose `next_wake_at` has come. */
export interface Alarm {
  /** Looks what is due now, and sets the timer for what comes next. */
  readonly check: () => void
  readonly settled: () => Promise<void>
  readonly stop: () => void
}

/** Another process may have written something that is due sooner, so it looks at least this often. */
const LOOK_EVERY_MS = 1_000
const TOGETHER = 500
const DAY_MS = 86_400_000

export function createAlarm(
  context: Context,
  commands: Lane<Question, Answer | Refusal>,
  isMine: () => boolean,
  failed: (error: unknown) => void,
): Alarm {
  const { clock, connections } = context
  const stopping = new AbortController()
  let looking: Promise<void> | null = null
  let again = false
  let cancel = (): void => undefined

  const look = async (): Promise<void> => {
    for (let more = true; more && !stopping.signal.aborted && isMine();) {
      const now = clock.now()
      const due = woken(await findDue(connections.reader, now, TOGETHER), now)
      await Promise.all(
        due.map(({ since: _since, ...key }) => commands.submit({ key: null, command: { kind: 'wake', actor: ENGINE, ...key } })),
      )
      more = due.length > 0
    }
  }
  const setTimer = async (): Promise<void> => {
    const next = await findNextWake(connections.reader)
    if (stopping.signal.aborted) return
    const ms = next === null ? LOOK_EVERY_MS : Math.min(LOOK_EVERY_MS, Date.parse(next) - Date.parse(clock.now()))
    // Due since it looked: a clock that was moved meanwhile found no timer to set off.
    if (ms <= 0) again = true
    cancel()
    cancel = clock.wakeIn(Math.max(0, ms), check)
  }
  const check = (): void => {
    if (stopping.signal.aborted || !isMine()) return
    again = looking !== null
    looking ??= untilWritable(look, stopping.signal)
      .then(setTimer)
      .catch((error: unknown) => {
        failed(error)
        setTimeout(check, LOOK_EVERY_MS).unref()
      })
      .finally(() => {
        looking = null
        if (again) check()
      })
  }
  return {
    check,
    settled: async () => {
      for (let present = looking; present !== null; present = looking) await present
    },
    stop: () => {
      stopping.abort()
      cancel()
    },
  }
}

/**
 * How many of the longest waiting are woken in one transaction. Whoever waits for days has as many days to be recorded, so a
 * server that comes back after a month takes fewer of them at once and stays as quick to answer.
 */
export function woken(due: readonly DueResponse[], now: Instant): readonly DueResponse[] {
  let days = 0
  const last = due.findIndex(({ since }) => {
    days += 1 + (Date.parse(now) - Date.parse(since)) / DAY_MS
    return days >= TOGETHER
  })
  return last === -1 ? due : due.slice(0, last + 1)
}
