import { Client } from 'pg'
import type { BareSignOff, BareWriter } from './bare-signing.ts'
import { textsOf } from './bare-signing.ts'
import { insertOf, upsertOf } from './raw-order-postgres.ts'

type Cells = Readonly<Record<string, unknown>>

/**
 * Writes signatures with `pg` alone: one statement a table, its rows in one parameter. `sample` is the address of what the
 * product wrote for signatures like these.
 */
export async function postgresSignOffs(address: string, sample: string): Promise<BareWriter> {
  const client = new Client({ connectionString: address })
  await client.connect()
  await client.query('set synchronous_commit = on')
  const samples = await samplesOf(sample)
  const upsert = await upsertOf(client)
  return { write: (together) => write(client, upsert, samples, together), close: () => client.end() }
}

async function write(client: Client, upsert: string, samples: Samples, together: readonly BareSignOff[]): Promise<readonly number[]> {
  await client.query('begin')
  const places = await placesOf(client, together)
  const last = await client.query<{ seq: string }>('update counter set seq = seq + $1 where id = 1 returning seq', [together.length])
  const first = Number(last.rows[0]?.seq) - together.length + 1
  const all = together.map((one, index) => {
    const place = places.get(`${one.unit} ${one.signed.playbook}`)
    if (place === undefined) throw new Error(`${one.unit} has no response`)
    return { ...one, seq: first + index, place }
  })
  const rows: Readonly<Record<string, readonly Cells[]>> = {
    journal: all.map(({ seq, place }) => ({ ...samples.journal, seq, unit_id: place.unit_id })),
    sign_off: all.map(({ seq, place, signed: { task, visit, occurrence } }) => {
      return { ...samples.signOff, seq, unit_id: place.unit_id, task, visit, occurrence }
    }),
    idempotency: all.map(({ key }) => ({ ...samples.answer, key })),
    private_text: all.flatMap(({ seq, signed }) => textsOf(signed).map((text) => ({ seq, ...text }))),
  }
  for (const [table, some] of Object.entries(rows)) if (some.length > 0) await client.query(insertOf(table), [JSON.stringify(some)])
  await client.query(upsert, [JSON.stringify(all.map(({ place }) => ({ ...samples.response, ...place })))])
  await client.query('commit')
  return all.map(({ seq }) => seq)
}

interface Place {
  readonly unit_id: number
  readonly id: number
}

async function placesOf(client: Client, together: readonly BareSignOff[]): Promise<ReadonlyMap<string, Place>> {
  const { rows } = await client.query<Place & { readonly code: string; readonly playbook: string }>(
    `select response.unit_id, response.id, code, playbook from unit join response on unit_id = unit.id
     where code = any ($1) and playbook = any ($2) and mode = 'actual'`,
    [together.map(({ unit }) => unit), [...new Set(together.map(({ signed }) => signed.playbook))]],
  )
  return new Map(rows.map(({ code, playbook, unit_id, id }) => [`${code} ${playbook}`, { unit_id, id }]))
}

interface Samples {
  readonly journal: Cells
  readonly signOff: Cells
  readonly response: Cells
  readonly answer: Cells
}

/** The newest row of each table that a signature of the product wrote: the response is one in the middle of being signed. */
async function samplesOf(address: string): Promise<Samples> {
  const client = new Client({ connectionString: address })
  await client.connect()
  const signed = 'select unit_id, playbook from sign_off order by seq desc limit 1'
  const newest = async (table: string, rest: string): Promise<Cells> => {
    const { rows } = await client.query<{ cells: Cells }>(`select to_json(${table}) cells from ${table} ${rest} limit 1`)
    return rows[0]?.cells ?? {}
  }
  const samples = {
    journal: await newest('journal', `where (unit_id, playbook) = (${signed}) order by seq desc`),
    signOff: await newest('sign_off', 'order by seq desc'),
    response: await newest('response', `where (unit_id, playbook) = (${signed})`),
    answer: await newest('idempotency', 'order by at desc'),
  }
  await client.end()
  return samples
}
