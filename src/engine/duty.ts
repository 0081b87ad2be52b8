import { randomUUID } from 'node:crypto'
import type { Database } from '../../db/connect.ts'
import { locksRows } from '../../db/dialect.ts'
import type { Lease } from '../../db/lease.ts'
import { holdLease, releaseLease, takeLease } from '../../db/lease.ts'

/**
 * Who keeps the clock and carries out orders. On PostgreSQL one process at a time does, whoever holds the lease; on SQLite
 * each process may, because its transactions keep out all others.
 */
export interface Duty {
  readonly isMine: () => boolean
  /** Keeps the duty until the transaction ends; throws `LeaseLost` if it has gone to another process. */
  readonly hold: (trx: Database) => Promise<void>
  readonly stop: () => Promise<void>
}

const NAME = 'clock and orders'
const FOR_MS = 2_000
const RENEW_EVERY_MS = 500

/** `taken` is called whenever the duty comes to this process. */
export function takeDuty(writer: Database, taken: () => void, failed: (error: unknown) => void): Duty {
  return locksRows(writer) ? takeInTurns(writer, taken, failed) : takeAlways(taken)
}

function takeAlways(taken: () => void): Duty {
  taken()
  return { isMine: () => true, hold: () => Promise.resolve(), stop: () => Promise.resolve() }
}

function takeInTurns(writer: Database, taken: () => void, failed: (error: unknown) => void): Duty {
  const holder = randomUUID()
  let lease: Lease | null = null
  let surelyUntil = 0
  let stopped = false
  let turn: Promise<void> | null = null
  const renew = async (): Promise<void> => {
    const asked = performance.now()
    const next = await takeLease(writer, NAME, holder, FOR_MS)
    // Whoever looked while the answer was late found that the duty was nobody's, and stopped.
    const isNew = next !== null && (!isMine() || next.token !== lease?.token)
    lease = next
    surelyUntil = next === null ? 0 : asked + FOR_MS
    if (isNew && !stopped) taken()
  }
  const isMine = (): boolean => lease !== null && performance.now() < surelyUntil
  const renewInTurn = (): void => {
    turn ??= renew()
      .catch(failed)
      .finally(() => {
        turn = null
      })
  }
  const timer = setInterval(renewInTurn, RENEW_EVERY_MS)
  renewInTurn()
  return {
    isMine,
    hold: async (trx) => {
      await holdLease(trx, lease ?? { name: NAME, holder, token: 0 })
    },
    stop: async () => {
      stopped = true
      clearInterval(timer)
      await turn
      // Without it the next process waits until the lease has run out, and no longer.
      if (lease !== null) await releaseLease(writer, lease).catch(failed)
    },
  }
}
