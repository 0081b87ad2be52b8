import type { Database } from '../../db/connect.ts'
import { takeCounterAndCalendar } from '../../db/append.ts'
import { inTransaction } from '../../db/transaction.ts'
import type { Context } from './context.ts'
import type { Ledger } from './ledger.ts'
import { openLedger } from './ledger.ts'
import type { News } from './hub.ts'
import { Overloaded } from './overloaded.ts'

/**
 * Work inside a transaction: reads and locks what it needs through `trx`, then opens the ledger and leaves its entries and
 * responses in it. Opening the ledger takes the counter, for which every other writer waits, so it comes after all other
 * locks. Work may be done more than once (see `inTransaction`).
 */
export type Work<T> = (trx: Database, open: () => Promise<Ledger>) => Promise<T>

/** A kind of work of which many waiting pieces share one transaction. */
export interface Lane<Q, A> {
  readonly submit: (question: Q) => Promise<A>
}

/**
 * One writer for the whole process. Everything that waits in a lane goes into one transaction, up to `most`; single
 * work has a transaction to itself. Nobody hears 'done' before the commit, and if it fails everybody hears so. Where more
 * waits than can be done within seconds, whoever comes is told so at once (`Overloaded`).
 */
export interface Batcher {
  readonly lane: <Q, A>(most: number, work: (questions: readonly Q[]) => Work<readonly A[]>) => Lane<Q, A>
  readonly run: <T>(work: Work<T>) => Promise<T>
  readonly isIdle: () => boolean
  /** Resolves once everything accepted so far has been answered. */
  readonly drained: () => Promise<void>
}

/** What a machine of the smallest kind commits in two or three seconds. */
const MOST_WAITING = 10_000
const MOST_PATIENT = 100

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
        if (patient.length >= MOST_PATIENT) return reject(new Overloaded('too many orders and imports are waiting'))
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
        if (waiting.length >= MOST_WAITING) return reject(new Overloaded('too many commands are waiting'))
        waiting.push({ question, askedAt: performance.now(), resolve, reject })
        if (waiting.length === 1) enqueue(serve)
      }),
  }
}

/** Patience begins when somebody asks, or a database that hangs would keep each waiting for all before them. */
const PATIENCE_MS = 10_000

async function transact<T>(context: Context, work: Work<T>, askedAt = performance.now()): Promise<T> {
  const patienceMs = Math.max(0, askedAt + PATIENCE_MS - performance.now())
  const once = async (trx: Database): Promise<{ readonly result: T; readonly news: readonly News[] }> => {
    let ledger: Ledger | null = null
    const answer = await work(trx, async () => {
      if (ledger !== null) return ledger
      const { seq, calendar } = await takeCounterAndCalendar(trx)
      await context.calendars.asOf(trx, calendar)
      ledger = openLedger(context, seq, context.clock.now())
      return ledger
    })
    return { result: answer, news: await written(trx, ledger) }
  }
  const { result, news } = await inTransaction(context.connections.writer, once, patienceMs)
  context.tail.committed(news)
  return result
}

async function written(trx: Database, ledger: Ledger | null): Promise<readonly News[]> {
  await ledger?.write(trx)
  return ledger?.news ?? []
}
