import type { Patch } from './build.ts'

/** The product with one mistake in it. A fault that does not find it out proves nothing. */
export interface Mutant {
  readonly name: string
  /** After "a server that": what it does wrong. */
  readonly mistake: string
  readonly patches: readonly Patch[]
}

const CONNECT = 'db/connect.ts'
const TRANSACTION = 'db/transaction.ts'
const BATCHER = 'src/engine/batcher.ts'
const COMMANDS = 'src/engine/commands.ts'
const CHUNK = 'src/engine/order-chunk.ts'
const START = 'src/engine/start.ts'

export const KEEPS_NO_KEY: Mutant = {
  name: 'keeps-no-key',
  mistake: 'forgets the keys of what it has done',
  patches: [{ file: COMMANDS, from: 'await keepAnswers(trx, kept, ledger.now)', to: '' }],
}

/** The pause is what a commit takes on a real disk: the data of these towns lie in memory. */
export const ANSWERS_EARLY: Mutant = {
  name: 'answers-early',
  mistake: 'says that it is done before it is on disk',
  patches: [
    {
      file: BATCHER,
      from: 'await transact(context, work(together.map(({ question }) => question)), together[0]?.askedAt)',
      to: `await transact(context, async (trx, ledger) => {
        const early = await work(together.map(({ question }) => question))(trx, ledger)
        for (const [index, { resolve }] of together.entries()) if (early[index] !== undefined) resolve(early[index])
        await new Promise((soon) => setTimeout(soon, 5))
        return early
      })`,
    },
  ],
}

export const FORGETS_ORDERS: Mutant = {
  name: 'forgets-orders',
  mistake: 'does not take up its orders again after a restart',
  patches: [{ file: START, from: 'runner.wake()\n    alarm.check()', to: 'alarm.check()' }],
}

export const FORGETS_DEADLINES: Mutant = {
  name: 'forgets-deadlines',
  mistake: 'does not look for deadlines again after a restart',
  patches: [{ file: START, from: 'runner.wake()\n    alarm.check()', to: 'runner.wake()' }],
}

export const MOVES_CURSOR_LATER: Mutant = {
  name: 'moves-cursor-later',
  mistake: 'notes how far an order is only after the schools were moved',
  patches: [
    {
      file: CHUNK,
      from: 'await saveProgress(trx, row.id, progressOf(row, matched, outcomes, ledger))',
      to: `const progress = progressOf(row, matched, outcomes, ledger)
    setImmediate(() => void saveProgress(context.connections.writer, row.id, progress))`,
    },
  ],
}

export const SYNCS_LESS: Mutant = {
  name: 'syncs-less',
  mistake: 'leaves it to the operating system when a commit reaches the disk',
  patches: [
    { file: CONNECT, from: "handle.pragma('synchronous = FULL')", to: "handle.pragma('synchronous = NORMAL')" },
    { file: CONNECT, from: 'synchronous: 2', to: 'synchronous: 1' },
  ],
}

export const SWALLOWS_COMMITS: Mutant = {
  name: 'swallows-commits',
  mistake: 'does not look whether its commit came to pass',
  patches: [{ file: TRANSACTION, from: 'await sql`commit`.execute(trx)', to: 'await sql`commit`.execute(trx).catch(() => undefined)' }],
}

export const TAKES_FAILURE_FOR_SUCCESS: Mutant = {
  name: 'takes-failure-for-success',
  mistake: 'says that it is done when the database was held by somebody else',
  patches: [
    {
      file: BATCHER,
      from: 'for (const { reject } of together) reject(error)',
      to: "for (const { resolve } of together) resolve({ seq: 1, phase: '', teaching: '', revision: 1 } as A)",
    },
  ],
}

export const WAITS_STANDING_STILL: Mutant = {
  name: 'waits-standing-still',
  mistake: 'answers nobody while it waits for the database',
  patches: [{ file: CONNECT, from: 'const BUSY_TIMEOUT_MS = 250', to: 'const BUSY_TIMEOUT_MS = 5_000' }],
}

export const GIVES_UP_ORDERS: Mutant = {
  name: 'gives-up-orders',
  mistake: 'gives an order up when the disk is full',
  patches: [
    {
      file: 'src/engine/chunk-runner.ts',
      from: 'more = (await untilWritable(() => batcher.run(chunk), stopping.signal)) ?? false',
      to: 'more = await batcher.run(chunk).catch(() => false)',
    },
  ],
}

export const OVERSLEEPS: Mutant = {
  name: 'oversleeps',
  mistake: 'sets its alarm once and does not see that the clock was moved',
  patches: [
    {
      file: 'src/engine/alarm.ts',
      from: 'Math.min(LOOK_EVERY_MS, Date.parse(next) - Date.parse(clock.now()))',
      to: 'Date.parse(next) - Date.parse(clock.now())',
    },
  ],
}

export const FORGETS_WHAT_WAS_DUE: Mutant = {
  name: 'forgets-what-was-due',
  mistake: 'takes a clock that was set back for a new day',
  patches: [
    {
      file: 'src/core/apply.ts',
      from: 'const settledTo = entry.at > response.settledTo ? entry.at : response.settledTo',
      to: 'const settledTo = entry.at',
    },
  ],
}

export const DROPS_LATE_SIGNATURES: Mutant = {
  name: 'drops-late-signatures',
  mistake: 'refuses a late signature without a record',
  patches: [
    { file: 'src/engine/refusal-entry.ts', from: 'if (order === null && !tooLate) return null', to: 'if (order === null) return null' },
  ],
}

export const BELIEVES_THE_KEY: Mutant = {
  name: 'believes-the-key',
  mistake: 'answers another request under a used key as if it were the first',
  patches: [
    {
      file: COMMANDS,
      from: "earlier.request === request ? parseAnswer(earlier) : refuse('idempotency_mismatch')",
      to: 'parseAnswer(earlier)',
    },
  ],
}
