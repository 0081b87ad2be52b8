import { LeaseLost } from '../../db/lease.ts'
import type { Batcher, Work } from './batcher.ts'
import type { Context } from './context.ts'
import type { Duty } from './duty.ts'
import { untilWritable } from './try-again.ts'

/** Carries out what concerns many schools, such as orders, one chunk at a time, so that signatures are served in between. */
export interface Runner {
  /** There may be something to do. */
  readonly wake: () => void
  readonly settled: () => Promise<void>
  readonly stop: () => Promise<void>
}

const AGAIN_AFTER_MS = 1_000

/** Does the next chunk while the duty is held, and answers whether more waits. */
type ChunkWork = (context: Context, hold: Duty['hold']) => Work<boolean>

export function createRunner(
  context: Context,
  chunkWork: ChunkWork,
  batcher: Batcher,
  duty: () => Duty,
  failed: (error: unknown) => void,
): Runner {
  let running: Promise<void> | null = null
  const stopping = new AbortController()
  const run = async (): Promise<void> => {
    for (let more = true; more && !stopping.signal.aborted && duty().isMine();) {
      const chunk = chunkWork(context, duty().hold)
      more = (await untilWritable(() => batcher.run(chunk), stopping.signal)) ?? false
    }
  }
  const wake = (): void => {
    // Woken again while it ends, it looks once more.
    running = (running ?? Promise.resolve()).then(run).catch((error: unknown) => {
      // Whoever holds the lease now goes on where the last chunk ended.
      if (error instanceof LeaseLost) return
      failed(error)
      setTimeout(wake, AGAIN_AFTER_MS).unref()
    })
  }
  return {
    wake,
    settled: async () => running ?? undefined,
    stop: async () => {
      stopping.abort()
      await running
    },
  }
}

/** Several runners as one. */
export function together(runners: readonly Runner[]): Runner {
  const each = async (ask: (runner: Runner) => Promise<void>): Promise<void> => {
    await Promise.all(runners.map(ask))
  }
  return {
    wake: () => {
      for (const runner of runners) runner.wake()
    },
    settled: () => each((runner) => runner.settled()),
    stop: () => each((runner) => runner.stop()),
  }
}
