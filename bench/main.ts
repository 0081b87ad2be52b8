import { parseArgs } from 'node:util'
import type { Row, Suite } from './measure.ts'
import { bigOrder } from './big-order.ts'
import { boardLive } from './board-live.ts'
import { deadlines } from './deadlines.ts'
import { pages } from './pages.ts'
import { start } from './start.ts'
import { orders } from './orders.ts'
import { startPostgres } from './postgres-store.ts'
import { signing } from './signing.ts'
import { startSqlite } from './sqlite-store.ts'
import type { Store } from './store.ts'
import { asJson, asTable, keepResults } from './report.ts'

// `npm run bench -- [--only NAME]… [--json]`: measures, prints one table, and keeps the results in bench/results.

const SUITES: readonly Suite[] = [signing, pages, boardLive, deadlines, start, orders, bigOrder]
const STORES: readonly { readonly suffix: Store['suffix']; readonly begin: () => Promise<Store> | Store }[] = [
  { suffix: '', begin: startSqlite },
  { suffix: '-postgres', begin: startPostgres },
]
const NAMES = STORES.flatMap(({ suffix }) => SUITES.flatMap(({ names }) => names.map((name) => `${name}${suffix}`)))

const { values } = parseArgs({ options: { only: { type: 'string', multiple: true }, json: { type: 'boolean', default: false } } })
const only = values.only ?? NAMES
const unknown = only.filter((name) => !NAMES.includes(name))
if (unknown.length > 0) {
  process.stderr.write(`bench: no row ${unknown.join(', ')}. Rows: ${NAMES.join(', ')}\n`)
  process.exit(2)
}

const rows: Row[] = []
for (const { suffix, begin } of STORES) if (SUITES.some(({ names }) => names.some(wantedWith(suffix)))) await measureOver(await begin())
process.stdout.write(values.json ? asJson(rows) : asTable(rows))
if (values.only === undefined) process.stderr.write(`kept in ${keepResults(rows, new Date().toISOString())}\n`)
process.exit(0)

async function measureOver(store: Store): Promise<void> {
  try {
    for (const suite of SUITES) await measure(suite, store)
  } finally {
    await store.stop()
  }
}

async function measure({ names, run }: Suite, store: Store): Promise<void> {
  const wanted = wantedWith(store.suffix)
  if (!names.some(wanted)) return
  const began = performance.now()
  for await (const row of run(store, wanted)) {
    const name = `${row.name}${store.suffix}`
    if (wanted(row.name)) rows.push({ ...row, name })
    process.stderr.write(`bench: ${name} ${((performance.now() - began) / 1_000).toFixed(0)} s\n`)
  }
}

function wantedWith(suffix: string): (name: string) => boolean {
  return (name) => only.includes(`${name}${suffix}`)
}
