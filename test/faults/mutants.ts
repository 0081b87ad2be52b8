import type { Patch } from './build.ts'

/** The product with one mistake in it. A fault that does not find it out proves nothing. */
export interface Mutant {
  readonly name: string
  /** After "a server that": what it does wrong. */
  readonly mistake: string
  readonly patches: readonly Patch[]
}

const BATCHER = 'src/engine/batcher.ts'
const COMMANDS = 'src/engine/commands.ts'
const START = 'src/engine/start.ts'

export const KEEPS_NO_KEY: Mutant = {
  name: 'keeps-no-key',
  mistake: 'forgets the keys of what it has done',
  patches: [{ file: COMMANDS, from: 'await keepAnswers(trx, kept, ledger.now)', to: '' }],
}

export const ANSWERS_EARLY: Mutant = {
  name: 'answers-early',
  mistake: 'says that it is done before it is on disk',
  patches: [
    {
      file: BATCHER,
      from: 'await transact(context, work(together.map(({ question }) => question)))',
      to: `await transact(context, async (trx, ledger) => {
        const early = await work(together.map(({ question }) => question))(trx, ledger)
        for (const [index, { resolve }] of together.entries()) if (early[index] !== undefined) resolve(early[index])
        await new Promise((soon) => setImmediate(soon))
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
