import type { Database, Statement } from 'better-sqlite3'
import type { BareSignOff, BareWriter } from './bare-signing.ts'
import { textsOf } from './bare-signing.ts'
import { columnsOf, openRaw, prepareInsert, prepareUpsert } from './raw-sqlite.ts'

/** Writes signatures with better-sqlite3 alone. `sample` holds what the product wrote for signatures like these. */
export function sqliteSignOffs(file: string, sample: string): BareWriter {
  const database = openRaw(file)
  const write = writerOf(database, sample)
  return {
    write: (together) => Promise.resolve(write(together)),
    close: async () => {
      database.close()
    },
  }
}

type Cells = Readonly<Record<string, unknown>>

/** The rows of one signature: entry, projection, response and kept answer, and its texts where it has any. */
function writerOf(database: Database, sample: string): (together: readonly BareSignOff[]) => readonly number[] {
  const of = sampleOf(sample)
  const [entry, signOff, response] = [of('journal'), of('sign_off'), of('response')]
  const insertEntry = prepareInsert(database, 'journal', Object.keys(entry))
  const insertSignOff = prepareInsert(database, 'sign_off', Object.keys(signOff))
  const upsertResponse = prepareUpsert(database, 'response', Object.keys(response))
  const keepAnswer = prepareInsert(database, 'idempotency', ['actor', 'key', 'request', 'answer', 'at'])
  const keepText = prepareInsert(database, 'private_text', ['seq', 'field', 'salt', 'text'])
  const place = database.prepare(
    'select unit.id as unit_id, response.id from unit join response on unit_id = unit.id where code = ? and playbook = ?',
  )
  const counter = database.prepare('select seq from counter where id = 1').pluck()
  const moveCounter = database.prepare('update counter set seq = ? where id = 1')
  const answer = of('idempotency')
  const write = database.transaction((together: readonly BareSignOff[]) => {
    let seq = Number(counter.get())
    const seqs = together.map(({ unit, key, signed }) => {
      seq += 1
      const { unit_id, id } = idsIn(place, unit, signed.playbook)
      run(insertEntry, { ...entry, seq, unit_id })
      run(insertSignOff, { ...signOff, seq, unit_id, task: signed.task, visit: signed.visit, occurrence: signed.occurrence })
      run(upsertResponse, { ...response, id, unit_id })
      keepAnswer.run(answer['actor'], key, answer['request'], answer['answer'], answer['at'])
      for (const { field, salt, text } of textsOf(signed)) keepText.run(seq, field, salt, text)
      return seq
    })
    moveCounter.run(seq)
    return seqs
  })
  return (together) => write.immediate(together)
}

function run(statement: Statement, cells: Cells): void {
  statement.run(...Object.values(cells))
}

function idsIn(place: Statement, unit: string, playbook: string): { readonly unit_id: number; readonly id: number } {
  // The two columns that the statement selects.
  return place.get(unit, playbook) as { readonly unit_id: number; readonly id: number }
}

/** The newest row of a table that a signature of the product wrote: the response is one in the middle of being signed. */
function sampleOf(file: string): (table: string) => Cells {
  const database = openRaw(file)
  const signed = 'select unit_id, playbook from sign_off order by seq desc limit 1'
  const found = new Map(
    ['journal', 'sign_off', 'response', 'idempotency'].map((table) => {
      const where = table === 'idempotency' ? 'true' : `(unit_id, playbook) = (${signed})`
      const columns = columnsOf(database, table).join(', ')
      // A row of named columns.
      return [table, database.prepare(`select ${columns} from ${table} where ${where} order by rowid desc limit 1`).get() as Cells]
    }),
  )
  database.close()
  return (table) => found.get(table) ?? {}
}
