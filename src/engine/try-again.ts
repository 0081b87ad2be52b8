import { setTimeout as after } from 'node:timers/promises'
import { isUnwritable } from '../../db/unwritable.ts'

const TRY_AGAIN_MS = 500

/**
 * Carries on with work that nobody waits for and nobody would send again, orders and deadlines: while the database cannot be
 * written it is tried again, in real time, until it can be or the engine stops. Every other error is thrown on.
 */
export async function untilWritable<T>(act: () => Promise<T>, stopping: AbortSignal): Promise<T | null> {
  while (!stopping.aborted) {
    try {
      return await act()
    } catch (error) {
      if (!isUnwritable(error)) throw error
      await after(TRY_AGAIN_MS, undefined, { signal: stopping }).catch(() => undefined)
    }
  }
  return null
}
