import { parentPort, workerData } from 'node:worker_threads'
import { openSqlite } from './connect.ts'
import type { Asked, Told } from './worker-dialect.ts'

// A thread that reads a SQLite file: its driver keeps a thread busy until a query is done, and nobody who signs must wait
// for a report. It is told what to read by `WorkerDriver`.

// Written by WorkerDriver.
const { file } = workerData as { readonly file: string }
const handle = openSqlite(file, { readOnly: true })

parentPort?.on('message', ({ query, parameters }: Asked) => {
  parentPort?.postMessage(told(query, parameters))
})

function told(query: string, parameters: readonly unknown[]): Told {
  try {
    const statement = handle.prepare(query)
    if (statement.reader) return { rows: statement.all(parameters) }
    statement.run(parameters)
    return { rows: [] }
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : ''
    return { error: error instanceof Error ? error.message : String(error), code }
  }
}
