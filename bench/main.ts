import { parseArgs } from 'node:util'
import { removeGround } from './ground.ts'
import type { Row, Suite } from './measure.ts'
import { bigOrder } from './big-order.ts'
import { boardLive } from './board-live.ts'
import { deadlines } from './deadlines.ts'
import { pages } from './pages.ts'
import { start } from './start.ts'
import { onPostgres } from './on-postgres.ts'
import { orders } from './orders.ts'
import { signing } from './signing.ts'
import { asJson, asTable, keepResults } from './report.ts'

// `npm run bench -- [--only NAME]… [--json]`: measures, prints one table, and keeps the results in bench/results.

const SUITES: readonly Suite[] = [signing, pages, boardLive, deadlines, start, orders, bigOrder, onPostgres]
const NAMES = SUITES.flatMap(({ names }) => names)

const { values } = parseArgs({ options: { only: { type: 'string', multiple: true }, json: { type: 'boolean', default: false } } })
const only = values.only ?? NAMES
const unknown = only.filter((name) => !NAMES.includes(name))
if (unknown.length > 0) {
  process.stderr.write(`bench: no row ${unknown.join(', ')}. Rows: ${NAMES.join(', ')}\n`)
  process.exit(2)
}

const rows: Row[] = []
try {
  for (const suite of SUITES) await measure(suite)
} finally {
  removeGround()
}
process.stdout.write(values.json ? asJson(rows) : asTable(rows))
if (values.only === undefined) process.stderr.write(`kept in ${keepResults(rows, new Date().toISOString())}\n`)
process.exit(0)

async function measure({ names, run }: Suite): Promise<void> {
  const wanted = (name: string): boolean => only.includes(name)
  if (!names.some(wanted)) return
  const began = performance.now()
  for await (const row of run(wanted)) {
    if (wanted(row.name)) rows.push(row)
    process.stderr.write(`bench: ${row.name} ${((performance.now() - began) / 1_000).toFixed(0)} s\n`)
  }
}
