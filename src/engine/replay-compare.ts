import { loadCalendar } from '../../db/calendar.ts'
import type { Database } from '../../db/connect.ts'
import {
  readAssignments,
  readConcealments,
  readMoveRefusals,
  readMoves,
  readOrderCounts,
  readOutcomes,
  readOverlays,
  readPeople,
  readReceipts,
  readResponses,
  readSignOffs,
  readUnits,
} from '../../db/replay-rows.ts'
import type { CalendarRow } from '../core/calendar/row.ts'
import type { Difference, Rebuilt, Rows } from './replay.ts'

const PAGE = 5_000

/** Compares every stored projection with the one rebuilt from the journal; what differs goes into `differences`. */
export async function compareAll(db: Database, rebuilt: Rebuilt): Promise<void> {
  const { units, responses, signOffs, people, orders, outcomes, overlays, assignments, receipts, calendar, differences } = rebuilt
  // A unit moved along with its parent keeps its own entry: only the path says so.
  await pages(
    'unit',
    (after) => readUnits(db, after, PAGE),
    (row) => row.id,
    units,
    differences,
    ['seq'],
  )
  await pages(
    'response',
    (after) => readResponses(db, after, PAGE),
    (row) => row.id,
    responses,
    differences,
    [],
  )
  await pages(
    'sign_off',
    (after) => readSignOffs(db, after, PAGE),
    (row) => row.seq,
    signOffs,
    differences,
    [],
  )
  compare('calendar', byCalendarKey(await loadCalendar(db)), calendar, differences)
  const storedPeople = await readPeople(db)
  compare(
    'person',
    new Map(storedPeople.map(({ id, role, unit, posts, active, seq }) => [id, { role, unit, posts, active, seq }])),
    people,
    differences,
  )
  // How far an overlay has spread is told by the responses that have it.
  const storedOverlays = (await readOverlays(db)).map(
    ({ id, status: _status, cursor: _cursor, ...row }): [string, Rows extends Map<string, infer R> ? R : never] => [String(id), row],
  )
  compare('overlay', new Map(storedOverlays), overlays, differences)
  await compareMoves(db, rebuilt)
  // The same of an assignment; how many units were expected is an estimate of that moment.
  const storedAssignments = (await readAssignments(db)).map(
    ({ id, status: _status, cursor: _cursor, expected: _expected, ...row }): [string, Rows extends Map<string, infer R> ? R : never] => [
      String(id),
      row,
    ],
  )
  compare('assignment', new Map(storedAssignments), assignments, differences)
  await pages(
    'assignment_receipt',
    (after) => readReceipts(db, after, PAGE),
    (row) => row.received,
    receipts,
    differences,
    [],
  )
  await compareConcealments(db, rebuilt)
  const storedOrders = await readOrderCounts(db)
  // Counts of an order under way stand in its row only; the entry that ends it states them all.
  const ended = storedOrders.filter(({ status }) => status !== 'running')
  compare('orders', new Map(ended.map(({ id, ...row }) => [String(id), row])), endedOf(orders, ended), differences)
  for (const { id } of storedOrders) {
    const stored = (await readOutcomes(db, id)).map(({ unit_id, result, refusal, seq }): [string, Readonly<Record<string, unknown>>] => [
      `${id} ${unit_id}`,
      { result, refusal, seq },
    ])
    const replayed = new Map([...outcomes].filter(([key]) => key.startsWith(`${id} `)))
    compare('order_outcome', new Map(stored), replayed, differences)
  }
}

/** Counts of a move under way stand in its row only; the entry that ends it states them all. */
async function compareMoves(db: Database, { moves, moveRefusals, differences }: Rebuilt): Promise<void> {
  const stored = (await readMoves(db)).map(({ id, cursor: _cursor, expected: _expected, ...row }) => {
    const rest = row.status === 'running' ? { ...row, moved: 0, refused: 0 } : row
    return [String(id), rest] as const
  })
  compare('playbook_move', new Map(stored), moves, differences)
  const refused = (await readMoveRefusals(db)).map(
    ({ move_id, unit_id, refusal, seq }) => [`${move_id} ${unit_id}`, { refusal, seq }] as const,
  )
  compare('playbook_move_refusal', new Map(refused), moveRefusals, differences)
}

async function compareConcealments(db: Database, { concealments, differences }: Rebuilt): Promise<void> {
  await pages(
    'concealment',
    (after) => readConcealments(db, after, PAGE),
    (row) => row.seq,
    concealments,
    differences,
    [],
  )
}

/** Rows of the calendar by the table's key. */
export function byCalendarKey(rows: readonly CalendarRow[]): Rows {
  return new Map(rows.map((row) => [`${row.region} ${row.kind} ${row.what} ${row.from}`, { to: row.to, name: row.name }]))
}

/** The orders that ended by what is stored, or by what the journal says. */
function endedOf(orders: Rows, stored: readonly { readonly id: number }[]): Rows {
  const ids = new Set(stored.map(({ id }) => String(id)))
  return new Map([...orders].filter(([id, row]) => ids.has(id) || row['status'] !== 'running'))
}

async function pages<R extends object>(
  table: string,
  read: (after: number) => Promise<readonly R[]>,
  keyOf: (row: R) => number,
  rebuilt: Rows,
  differences: Difference[],
  except: readonly string[],
): Promise<void> {
  const unseen = new Set(rebuilt.keys())
  for (let after = 0; ;) {
    const rows = await read(after)
    for (const row of rows) {
      const key = String(keyOf(row))
      unseen.delete(key)
      compareRow(table, key, row, rebuilt.get(key), differences, except)
    }
    const last = rows.at(-1)
    if (last === undefined) break
    after = keyOf(last)
  }
  for (const key of unseen) differences.push({ table, key, field: '*', stored: null, replayed: 'present' })
}

function compare(table: string, stored: Rows, rebuilt: Rows, differences: Difference[]): void {
  for (const [key, row] of stored) compareRow(table, key, row, rebuilt.get(key), differences, [])
  for (const key of rebuilt.keys()) {
    if (!stored.has(key)) differences.push({ table, key, field: '*', stored: null, replayed: 'present' })
  }
}

function compareRow(
  table: string,
  key: string,
  stored: object,
  replayed: Readonly<Record<string, unknown>> | undefined,
  differences: Difference[],
  except: readonly string[],
): void {
  if (replayed === undefined) {
    differences.push({ table, key, field: '*', stored: 'present', replayed: null })
    return
  }
  for (const [field, value] of Object.entries(stored)) {
    if (!except.includes(field) && value !== replayed[field])
      differences.push({ table, key, field, stored: value, replayed: replayed[field] ?? null })
  }
}
