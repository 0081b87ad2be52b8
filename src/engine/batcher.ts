import type { Database } from '../../db/connect.ts'
import { readCounter } from '../../db/append.ts'
import { inTransaction } from '../../db/transaction.ts'
import type { Context } from './context.ts'
import type { Ledger } from './ledger.ts'
import { openLedger } from './ledger.ts'

/** Work inside a transaction: reads through `trx`, leaves its entries and responses in the ledger. */
export type Work<T> = (trx: Database, ledger: Ledger) => Promise<T>

/** A kind of work of which many waiting pieces share one transaction. */
export interface Lane<Q, A> {
  readonly submit: (question: Q) => Promise<A>
}

/**
 * One writer for the whole process. Everything that waits in a lane goes into one transaction, up to `most`; single
 * work has a transaction to itself. Nobody hears 'done' before the commit, and if it fails everybody hears so.
 */
export interface Batcher {
  readonly lane: <Q, A>(most: number, work: (questions: readonly Q[]) => Work<readonly A[]>) => Lane<Q, A>
  readonly run: <T>(work: Work<T>) => Promise<T>
  readonly isIdle: () => boolean
  /** Resolves once everything accepted so far has been answered. */
  readonly drained: () => Promise<void>
}

export function createBatcher(context: Context): Batcher {
  const urgent: (() => Promise<void>)[] = []
  const patient: (() => Promise<void>)[] = []
  let running: Promise<void> | null = null
  // They take turns: signatures do not wait for a whole order, nor does an order while people keep signing.
  let turn = true

  const start = (): void => {
    running ??= loop().finally(() => {
      running = null
      if (urgent.length + patient.length > 0) start()
    })
  }
  const loop = async (): Promise<void> => {
    while (urgent.length + patient.length > 0) {
      // Whatever arrives in this turn of the event loop shares the next transaction; nobody waits for a whole order.
      await new Promise((resolve) => setImmediate(resolve))
      const next = turn ? (urgent.shift() ?? patient.shift()) : (patient.shift() ?? urgent.shift())
      turn = !turn
      await next?.()
    }
  }

  return {
    lane: (most, work) => createLane(context, most, work, (piece) => (urgent.push(piece), start())),
    run: (work) =>
      new Promise((resolve, reject) => {
        const askedAt = performance.now()
        patient.push(() => transact(context, work, askedAt).then(resolve, reject))
        start()
      }),
    isIdle: () => running === null,
    drained: async () => {
      for (let present = running; present !== null; present = running) await present
    },
  }
}

interface Waiting<Q, A> {
  readonly question: Q
  readonly askedAt: number
  readonly resolve: (answer: A) => void
  readonly reject: (reason: unknown) => void
}

function createLane<Q, A>(
  context: Context,
  most: number,
  work: (questions: readonly Q[]) => Work<readonly A[]>,
  enqueue: (piece: () => Promise<void>) => void,
): Lane<Q, A> {
  const waiting: Waiting<Q, A>[] = []
  const serve = async (): Promise<void> => {
    const together = waiting.splice(0, most)
    if (waiting.length > 0) enqueue(serve)
    try {
      const answers = await transact(context, work(together.map(({ question }) => question)), together[0]?.askedAt)
      for (const [index, { resolve, reject }] of together.entries()) {
        const answer = answers[index]
        if (answer === undefined) reject(new Error('a command was left without an answer'))
        else resolve(answer)
      }
    } catch (error) {
      for (const { reject } of together) reject(error)
    }
  }
  return {
    submit: (question) =>
      new Promise((resolve, reject) => {
        waiting.push({ question, askedAt: performance.now(), resolve, reject })
        if (waiting.length === 1) enqueue(serve)
      }),
  }
}

/** Patience begins when somebody asks, or a database that hangs would keep each waiting for all before them. */
const PATIENCE_MS = 10_000

async function transact<T>(context: Context, work: Work<T>, askedAt = performance.now()): Promise<T> {
  const patienceMs = Math.max(0, askedAt + PATIENCE_MS - performance.now())
  const { result, ledger } = await inTransaction(
    context.connections.writer,
    async (trx) => {
      const opened = openLedger(context, context.clock.now(), await readCounter(trx))
      const answer = await work(trx, opened)
      await opened.write(trx)
      return { result: answer, ledger: opened }
    },
    patienceMs,
  )
  if (ledger.news.length > 0) context.hub.publish(ledger.news)
  return result
}
