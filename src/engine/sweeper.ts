import { sweepAttachments } from '../../db/attachments.ts'
import { sweptBefore } from '../core/files/attachment.ts'
import type { Batcher, Work } from './batcher.ts'
import type { Runner } from './chunk-runner.ts'
import { createRunner } from './chunk-runner.ts'
import type { Context } from './context.ts'
import type { Duty } from './duty.ts'

const EVERY_MS = 3_600_000
const TOGETHER = 20

/** Removes files that nobody has signed for within a day: whoever keeps the clock does it, once an hour. */
export function createSweeper(context: Context, batcher: Batcher, duty: () => Duty, failed: (error: unknown) => void): Runner {
  const { clock } = context
  const runner = createRunner(context, sweepWork, batcher, duty, failed)
  let cancel = (): void => undefined
  let stopped = false
  let sweptAt = Number.NEGATIVE_INFINITY
  const wake = (): void => {
    if (stopped) return
    cancel()
    cancel = clock.wakeIn(EVERY_MS, wake)
    const now = Date.parse(clock.now())
    // A frozen clock calls back however little it was moved.
    if (now - sweptAt < EVERY_MS || !duty().isMine()) return
    sweptAt = now
    runner.wake()
  }
  return {
    wake,
    settled: runner.settled,
    stop: async () => {
      stopped = true
      cancel()
      await runner.stop()
    },
  }
}

function sweepWork({ clock }: Context, hold: Duty['hold']): Work<boolean> {
  return async (trx) => {
    await hold(trx)
    return (await sweepAttachments(trx, sweptBefore(clock.now()), TOGETHER)) === TOGETHER
  }
}
