import { Client } from 'pg'

/** The rows of a table, each as JSON in the order of the columns. */
interface Chunk {
  readonly entries: string
  readonly responses: string
  readonly outcomes: string
  readonly last: number
}

const MOST_WRITTEN = 100_000

/**
 * Writes what an order wrote in `written` into `into`, a copy from before it, with the driver alone: the same rows into the
 * same tables with the same indexes and triggers, in transactions of the same size, as durable; one statement a table and
 * chunk, its rows in one parameter. Milliseconds that the writing took, without reading the rows. Of a very large order
 * only the first chunks are written, and the rest is taken to cost as much for each row.
 */
export async function writeOrderByHand(written: string, into: string, order: number, chunk: number): Promise<number> {
  const [from, to] = [new Client({ connectionString: written }), new Client({ connectionString: into })]
  await Promise.all([from.connect(), to.connect()])
  await to.query('set synchronous_commit = on')
  const upsert = await upsertOf(to)
  const all = await schoolsOf(from, order)
  let ms = 0
  let schoolsWritten = 0
  for await (const rows of chunksOf(from, order, chunk)) {
    const began = performance.now()
    await write(to, rows, upsert)
    ms += performance.now() - began
    schoolsWritten = Math.min(all, schoolsWritten + chunk)
    if (schoolsWritten >= MOST_WRITTEN) break
  }
  await Promise.all([from.end(), to.end()])
  return (ms * all) / schoolsWritten
}

async function schoolsOf(from: Client, order: number): Promise<number> {
  const { rows } = await from.query<{ schools: string }>('select count(*) schools from order_outcome where order_id = $1', [order])
  return Number(rows[0]?.schools)
}

async function write(to: Client, { entries, responses, outcomes, last }: Chunk, upsert: string): Promise<void> {
  await to.query('begin')
  await to.query(insertOf('journal'), [entries])
  await to.query(upsert, [responses])
  await to.query(insertOf('order_outcome'), [outcomes])
  await to.query('update counter set seq = $1 where id = 1', [last])
  await to.query('commit')
}

/** Inserts rows that come as one JSON array. */
export function insertOf(table: string): string {
  return `insert into ${table} select * from json_populate_recordset(null::${table}, $1)`
}

/** The same for responses, replacing those with that id. */
export async function upsertOf(to: Client): Promise<string> {
  const { rows } = await to.query<{ name: string }>(
    "select column_name as name from information_schema.columns where table_name = 'response' and column_name <> 'id'",
  )
  const changed = rows.map(({ name }) => `${name} = excluded.${name}`).join(', ')
  return `${insertOf('response')} on conflict (id) do update set ${changed}`
}

async function* chunksOf(from: Client, order: number, chunk: number): AsyncIterable<Chunk> {
  const rowsOf = (table: string, join: string): string =>
    `select coalesce(json_agg(${table} order by journal.seq), '[]')::text "rows" from journal ${join}
     where journal.seq > $1 and journal.seq <= $2 and journal.unit_id is not null`
  const read = async (query: string, after: number): Promise<string> => {
    const { rows } = await from.query<{ rows: string }>(query, [after, after + chunk])
    return rows[0]?.rows ?? '[]'
  }
  for (let after = order; ; after += chunk) {
    const entries = await read(rowsOf('journal', ''), after)
    if (entries === '[]') return
    const responses = await read(rowsOf('response', 'join response using (unit_id, playbook, mode)'), after)
    const outcomes = await read(
      rowsOf('order_outcome', `join order_outcome on order_id = ${order} and order_outcome.unit_id = journal.unit_id`),
      after,
    )
    yield { entries, responses, outcomes, last: after + chunk }
  }
}
