import { readCounter, readEntries } from '../../db/append.ts'
import { readCalendarSeq } from '../../db/calendar.ts'
import type { Connections, Database } from '../../db/connect.ts'
import type { AssignmentReceiptTable } from '../../db/assignment-tables.ts'
import { toSignOff } from '../../db/sign-off-rows.ts'
import { inSnapshot } from '../../db/snapshot.ts'
import type { Instant } from '../../machines/vocabulary.ts'
import { apply } from '../core/apply.ts'
import type { Entry } from '../core/entry.ts'
import type { Response, Seq } from '../core/response.ts'
import type { Unit } from '../core/unit.ts'
import type { CalendarHistory } from './calendar-history.ts'
import { calendarHistory } from './calendar-history.ts'
import type { OverlayShelf } from './overlay-shelf.ts'
import { createShelf } from './overlay-shelf.ts'
import { compareAll } from './replay-compare.ts'
import { finish } from './replay-finish.ts'
import { takeAssignment, takeReceipt } from './replay-assignment.ts'
import { takeConcealment } from './replay-concealment.ts'
import { takeMove, takeMoveRefusal } from './replay-move.ts'
import { outcomeOf, takeOrder } from './replay-order.ts'
import { wrongFiles } from './replay-files.ts'
import { takeOverlay } from './replay-overlay.ts'
import { markWithdrawn, renameSignOffs, takeSignOff } from './replay-sign-offs.ts'
import { wrongTexts } from './replay-texts.ts'
import { takeUnit } from './replay-units.ts'

/** One place where a table says something else than the journal. */
export interface Difference {
  readonly table: string
  readonly key: string
  readonly field: string
  readonly stored: unknown
  readonly replayed: unknown
}

export interface ReplayReport {
  readonly entries: number
  readonly responses: number
  readonly signOffs: number
  readonly orders: number
  /** The first hundred. */
  readonly differences: readonly Difference[]
}

/** Rows by key, as the journal alone makes them. */
export type Rows = Map<string, Readonly<Record<string, unknown>>>

/** Everything that the journal says, built from nothing. */
export interface Rebuilt {
  readonly units: Rows
  readonly responses: Rows
  readonly signOffs: Rows
  readonly people: Rows
  readonly orders: Rows
  readonly outcomes: Rows
  readonly calendar: Rows
  readonly overlays: Rows
  readonly moves: Rows
  readonly moveRefusals: Rows
  readonly assignments: Rows
  readonly receipts: Rows
  readonly concealments: Rows
  readonly differences: Difference[]
}

const PAGE = 5_000

/**
 * Rebuilds every projection from the journal and compares it with what is stored. Everything is read in one
 * snapshot, so that a server writing meanwhile makes no difference.
 */
export async function replay(connections: Connections, timeZone: string): Promise<ReplayReport> {
  return inSnapshot(connections.reports, (snapshot) => replayFrom(snapshot, timeZone))
}

async function replayFrom(db: Database, timeZone: string): Promise<ReplayReport> {
  const last = await readCounter(db)
  const state = newState(timeZone)
  const differences: Difference[] = []
  let entries = 0
  for (let after = 0; after < last;) {
    const page = await readEntries(db, after, PAGE)
    const final = page.at(-1)
    if (final === undefined) break
    for (const entry of page) take(state, entry, differences, ++entries)
    differences.push(...(await wrongTexts(db, page, after, final.seq)), ...(await wrongFiles(db, page, after, final.seq)))
    after = final.seq
  }
  if (entries !== last) differences.push({ table: 'counter', key: '1', field: 'seq', stored: last, replayed: entries })
  const changed = state.calendars.last().seq
  const known = await readCalendarSeq(db)
  if (known !== changed) differences.push({ table: 'counter', key: '1', field: 'calendar', stored: known, replayed: changed })
  const rebuilt = finish(state, differences)
  await compareAll(db, rebuilt)
  return {
    entries,
    responses: rebuilt.responses.size,
    signOffs: rebuilt.signOffs.size,
    orders: rebuilt.orders.size,
    differences: differences.slice(0, 100),
  }
}

export interface State {
  readonly units: Map<number, Unit & { readonly seq: number }>
  readonly ids: Map<string, number>
  readonly responses: Map<string, { readonly id: number; readonly unitId: number; readonly worked: Worked; readonly response: Response }>
  /** When the summaries of all responses of a unit were worked out last, because the unit changed. */
  readonly unitWorked: Map<number, Worked>
  readonly signOffs: Rows
  /** Keys of the signatures of each unit. */
  readonly signOffsOf: Map<number, string[]>
  readonly people: Rows
  readonly orders: Rows
  readonly outcomes: Rows
  readonly calendars: CalendarHistory
  readonly overlays: Rows
  readonly moves: Rows
  readonly moveRefusals: Rows
  readonly assignments: Rows
  /** By assignment and unit. */
  readonly receipts: Map<string, AssignmentReceiptTable>
  readonly concealments: Rows
  readonly shelf: OverlayShelf
}

/** The entry after which a summary was worked out, and its time. */
export interface Worked {
  readonly seq: Seq
  readonly at: Instant
}

function newState(timeZone: string): State {
  return {
    units: new Map(),
    ids: new Map(),
    responses: new Map(),
    unitWorked: new Map(),
    signOffs: new Map(),
    signOffsOf: new Map(),
    people: new Map(),
    orders: new Map(),
    outcomes: new Map(),
    calendars: calendarHistory(timeZone),
    overlays: new Map(),
    moves: new Map(),
    moveRefusals: new Map(),
    assignments: new Map(),
    receipts: new Map(),
    concealments: new Map(),
    shelf: createShelf(),
  }
}

export type StoredEntry = Entry & { readonly unitId: number | null }

function take(state: State, entry: StoredEntry, differences: Difference[], expected: number): void {
  const { body, seq, unitId } = entry
  if (seq !== expected) differences.push({ table: 'journal', key: String(expected), field: 'seq', stored: seq, replayed: expected })
  switch (body.type) {
    case 'unit.recorded':
      return takeUnit(state, entry, body)
    case 'person.recorded':
      state.people.set(body.person, {
        role: body.role,
        unit: body.unit,
        posts: JSON.stringify(body.posts),
        active: body.active ? 1 : 0,
        seq,
      })
      return
    case 'order.issued':
    case 'order.settled':
    case 'order.cancelled':
      return takeOrder(state, body)
    case 'calendar.recorded':
      return state.calendars.take(seq, body.rows)
    case 'overlay.published':
      return takeOverlay(state, entry, body)
    case 'overlay.withdrawn':
      state.overlays.set(String(body.overlay), { ...state.overlays.get(String(body.overlay)), withdrawn_by: seq })
      return
    case 'move.planned':
    case 'move.settled':
      return takeMove(state, entry, body)
    case 'assignment.given':
      return takeAssignment(state, entry, body)
    case 'assignment.withdrawn':
      state.assignments.set(String(body.assignment), { ...state.assignments.get(String(body.assignment)), withdrawn_by: seq })
      return
    case 'report.concealed':
    case 'concealment.withdrawn':
    case 'assignment.received':
    case 'assignment.ended':
    case 'calendar.applied':
    case 'response.moved':
    case 'overlay.applied':
    case 'overlay.ended':
    case 'response.opened':
    case 'event.sent':
    case 'task.signed':
    case 'sign_off.withdrawn':
    case 'sign_off.returned':
    case 'deadline.passed':
    case 'occurrence.missed':
    case 'command.refused':
      if (unitId !== null) takeResponse(state, entry, unitId)
      return
    default:
      body satisfies never
  }
}

function takeResponse(state: State, entry: StoredEntry, unitId: number): void {
  const { body, seq, at } = entry
  const key = `${unitId} ${entry.playbook ?? ''} ${entry.mode ?? ''}`
  const before = state.responses.get(key)
  const code = state.units.get(unitId)?.code ?? ''
  const response = apply(before?.response ?? null, { ...entry, unit: code })
  // A refusal is on record and changes nothing, so nothing was worked out.
  const worked = before !== undefined && body.type === 'command.refused' ? before.worked : { seq, at }
  state.responses.set(key, { id: before?.id ?? seq, unitId, worked, response })
  const signOff = toSignOff({ draft: { ...entry, unit: code, texts: {} }, seq, unitId })
  if (signOff !== null) takeSignOff(state, signOff)
  if (body.type === 'response.moved') renameSignOffs(state, entry, body, unitId)
  if (body.type === 'sign_off.withdrawn' || body.type === 'sign_off.returned') markWithdrawn(state, body, unitId, seq)
  takeReceipt(state, entry)
  takeConcealment(state, entry)
  const order = 'order' in body && typeof body.order === 'number' ? body.order : null
  if (body.type === 'command.refused' && body.move !== undefined) takeMoveRefusal(state, body, unitId, seq)
  if (order !== null) state.outcomes.set(`${order} ${unitId}`, outcomeOf(body, seq))
}
