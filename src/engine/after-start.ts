import type { Batcher } from './batcher.ts'
import type { Context } from './context.ts'

/** What an older database lacks, made up for after the start, in chunks between which others are served. */
export type MakeUp = (context: Context, batcher: Batcher, stopping: AbortSignal) => Promise<void>

/** Done once, after the start and apart from everything else. */
export interface AfterStart {
  readonly begin: () => void
  readonly settled: () => Promise<void>
  readonly stop: () => Promise<void>
}

export function afterStart(context: Context, batcher: Batcher, all: readonly MakeUp[], failed: (error: unknown) => void): AfterStart {
  const stopping = new AbortController()
  let running: Promise<void> | null = null
  const inTurn = async (): Promise<void> => {
    for (const makeUp of all) await makeUp(context, batcher, stopping.signal)
  }
  return {
    begin: () => {
      running ??= inTurn().catch(failed)
    },
    settled: async () => running ?? undefined,
    stop: async () => {
      stopping.abort()
      await running
    },
  }
}
