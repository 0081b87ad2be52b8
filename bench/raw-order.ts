import type { Database, Statement } from 'better-sqlite3'
import { columnsOf, openRaw, prepareInsert, prepareUpsert } from './raw-sqlite.ts'

/** The rows that one chunk of an order wrote, as arrays in the order of the columns. */
interface Chunk {
  readonly entries: readonly (readonly unknown[])[]
  readonly responses: readonly (readonly unknown[])[]
  readonly outcomes: readonly (readonly unknown[])[]
  readonly last: number
}

/**
 * Writes what an order wrote in `written` into `into`, a copy from before it: the same rows into the same tables with
 * the same indexes and triggers, in the order of the keys, in transactions of the same size, as durable. Milliseconds
 * that the writing took, without reading the rows.
 */
export function writeOrderByHand(written: string, into: string, order: number, chunk: number): number {
  const [from, to] = [openRaw(written), openRaw(into)]
  const write = writerOf(to)
  let ms = 0
  for (const rows of chunksOf(from, order, chunk)) {
    const began = performance.now()
    write(rows)
    ms += performance.now() - began
  }
  from.close()
  to.close()
  return ms
}

function writerOf(to: Database): (rows: Chunk) => void {
  const entry = prepareInsert(to, 'journal', columnsOf(to, 'journal'))
  const response = prepareUpsert(to, 'response', columnsOf(to, 'response'))
  const outcome = prepareInsert(to, 'order_outcome', columnsOf(to, 'order_outcome'))
  const counter = to.prepare('update counter set seq = ? where id = 1')
  const write = to.transaction(({ entries, responses, outcomes, last }: Chunk) => {
    runAll(entry, entries)
    runAll(response, responses)
    runAll(outcome, outcomes)
    counter.run(last)
  })
  return (rows) => write.immediate(rows)
}

function runAll(statement: Statement, rows: readonly (readonly unknown[])[]): void {
  for (const one of rows) statement.run(...one)
}

function* chunksOf(from: Database, order: number, chunk: number): Iterable<Chunk> {
  const read = readerOf(from, order)
  for (let after = order; ;) {
    const rows = read(after, chunk)
    if (rows.entries.length === 0) return
    yield rows
    after = rows.last
  }
}

/** From the entries of the order, one a school, to their responses and outcomes. */
function readerOf(from: Database, order: number): (after: number, chunk: number) => Chunk {
  const rowsOf = (table: string, join: string): Statement =>
    from
      .prepare(
        `select ${columnsOf(from, table)
          .map((column) => `${table}.${column}`)
          .join(
            ', ',
          )} from journal ${join} where journal.seq > ? and journal.seq <= ? and journal.unit_id is not null order by journal.seq`,
      )
      .raw()
  const entries = rowsOf('journal', '')
  const responses = rowsOf('response', 'join response using (unit_id, playbook, mode)')
  // A cross join, or SQLite would begin with all outcomes of the order for each chunk.
  const outcomes = rowsOf(
    'order_outcome',
    `cross join order_outcome on order_outcome.order_id = ${order} and order_outcome.unit_id = journal.unit_id`,
  )
  return (after, chunk) => ({
    entries: asArrays(entries.all(after, after + chunk)),
    responses: asArrays(responses.all(after, after + chunk)),
    outcomes: asArrays(outcomes.all(after, after + chunk)),
    last: after + chunk,
  })
}

function asArrays(rows: readonly unknown[]): readonly (readonly unknown[])[] {
  // `raw` was asked for, so every row comes as an array.
  return rows as readonly (readonly unknown[])[]
}
