import type { Expression, SqlBool } from 'kysely'
import { expressionBuilder, sql } from 'kysely'
import type { AssignmentTerms, AssignmentWords } from '../src/core/assignment/assignment.ts'
import type { Scope } from '../src/core/entry.ts'
import type { ActorView } from './actor-view.ts'
import { describeActor } from './actor-view.ts'
import { loadAssignmentWords } from './assignments.ts'
import type { Database } from './connect.ts'
import type { Page, Paged } from './page.ts'
import { cut, startOf } from './page.ts'
import type { Tables } from './schema.ts'
import type { Viewer } from './scope.ts'
import { withinSubtree } from './scope.ts'

/** An assignment (交办) as its page shows it. */
export interface AssignmentView {
  readonly id: number
  /** The unit that gave it. */
  readonly unit: { readonly code: string; readonly name: string; readonly path: string }
  readonly level: string
  readonly terms: AssignmentTerms
  readonly scope: Scope
  /** Names of a handover are for the units that take part in it, and for auditors; to others they look like none. */
  readonly words: AssignmentWords
  readonly givenBy: ActorView
  readonly givenAt: string
  readonly dueAt: string
  /** `spreading`, `in_force`, `withdrawing` or `withdrawn`. */
  readonly status: string
  /** Units that matched when it was given: an estimate of how many will receive it. */
  readonly expected: number
  /** Seq of the entry that withdrew it. */
  readonly withdrawnBy: number | null
}

/** How many of the units that the viewer may see have it, and how they stand: `received` is the sum of the others. */
export interface ReceiptCounts {
  readonly received: number
  readonly done: number
  /** Not done and not due yet. */
  readonly open: number
  readonly overdue: number
  readonly ended: number
}

export interface CountedAssignment extends AssignmentView {
  readonly counts: ReceiptCounts
}

/** Whether it was given by the viewer's unit or received by it. */
export type Direction = 'given' | 'received'

/** The assignments that the viewer's own unit gave or received, the newest first. `now` tells what is overdue. */
export async function listAssignments(
  db: Database,
  viewer: Viewer,
  direction: Direction | null,
  page: Page,
  now: string,
): Promise<Paged<CountedAssignment>> {
  const own = ownCode(viewer)
  const before = Number(startOf(page))
  const rows = await selectViews(db)
    .where((eb) => {
      const given = eb('assignment.unit', '=', own)
      const received = eb('assignment.id', 'in', receivedBy(own))
      return direction === 'given' ? given : direction === 'received' ? received : eb.or([given, received])
    })
    // A made-up cursor is no number, and begins at the newest.
    .$if(before > 0, (qb) => qb.where('assignment.id', '<', before))
    .orderBy('assignment.id', 'desc')
    .limit(page.limit + 1)
    .execute()
  const { items, next } = cut(rows, page, ({ id }) => String(id))
  return { items: await counted(db, viewer, items, now), next }
}

/** One assignment; null unless the viewer's unit or one below gave it or received it. */
export async function viewAssignment(db: Database, viewer: Viewer, id: number, now: string): Promise<CountedAssignment | null> {
  const row = await selectViews(db).where('assignment.id', '=', id).where(concerns(viewer)).executeTakeFirst()
  return row === undefined ? null : ((await counted(db, viewer, [row], now))[0] ?? null)
}

/** Receipts that the viewer may see: at units in the viewer's charge, or of what was given there. Joins `unit` and `giver`. */
export function receiptSeen({ path }: Viewer): Expression<SqlBool> {
  const eb = expressionBuilder<Tables>()
  return path === '' ? sql<boolean>`1 = 0` : eb.or([withinSubtree('unit.path', path), withinSubtree('giver.path', path)])
}

/** The code of the viewer's own unit. */
function ownCode({ path }: Viewer): string {
  return path.split('/').findLast((code) => code !== '') ?? ''
}

function receivedBy(unit: string): Expression<number> {
  return expressionBuilder<Tables>()
    .selectFrom('assignment_receipt')
    .innerJoin('unit', 'unit.id', 'assignment_receipt.unit_id')
    .select('assignment_receipt.assignment_id')
    .where('unit.code', '=', unit)
    .$asScalar()
}

function concerns({ path }: Viewer): Expression<SqlBool> {
  const eb = expressionBuilder<Tables>()
  if (path === '') return sql<boolean>`1 = 0`
  // A cross join, because SQLite then begins with the viewer's units: an assignment may have half a million receipts.
  const receipts = eb
    .selectFrom('unit')
    .crossJoin('assignment_receipt')
    .select('assignment_receipt.received')
    .where(withinSubtree('unit.path', path))
    .whereRef('assignment_receipt.unit_id', '=', 'unit.id')
    .where('assignment_receipt.assignment_id', '=', sql<number>`assignment.id`)
  return eb.or([withinSubtree('giver.path', path), eb.exists(receipts)])
}

function selectViews(db: Database) {
  return db
    .selectFrom('assignment')
    .innerJoin('unit as giver', 'giver.code', 'assignment.unit')
    .leftJoin('person', 'person.id', 'assignment.given_by')
    .selectAll('assignment')
    .select(['giver.name as unit_name', 'giver.path as unit_path', 'person.name', 'person.username'])
}

type Row = Awaited<ReturnType<ReturnType<typeof selectViews>['execute']>>[number]

async function counted(db: Database, viewer: Viewer, rows: readonly Row[], now: string): Promise<readonly CountedAssignment[]> {
  const ids = rows.map(({ id }) => id)
  if (ids.length === 0) return []
  const [words, counts] = await Promise.all([loadAssignmentWords(db, ids), countReceipts(db, viewer, ids, now)])
  return rows.map((row) => ({ ...viewOf(row, viewer, words.get(row.id)), counts: counts.get(row.id) ?? NONE }))
}

const NONE: ReceiptCounts = { received: 0, done: 0, open: 0, overdue: 0, ended: 0 }

async function countReceipts(
  db: Database,
  viewer: Viewer,
  ids: readonly number[],
  now: string,
): Promise<ReadonlyMap<number, ReceiptCounts>> {
  const ofState = (condition: Expression<SqlBool>) => sql<number | string>`sum(case when ${condition} then 1 else 0 end)`
  const rows = await db
    .selectFrom('assignment_receipt')
    .innerJoin('assignment', 'assignment.id', 'assignment_receipt.assignment_id')
    .innerJoin('unit as giver', 'giver.code', 'assignment.unit')
    .innerJoin('unit', 'unit.id', 'assignment_receipt.unit_id')
    .select((eb) => [
      'assignment_receipt.assignment_id',
      eb.fn.countAll<number | string>().as('received'),
      ofState(inState('done', now)).as('done'),
      ofState(inState('open', now)).as('open'),
      ofState(inState('overdue', now)).as('overdue'),
      ofState(inState('ended', now)).as('ended'),
    ])
    .where('assignment_receipt.assignment_id', 'in', ids)
    .where(receiptSeen(viewer))
    .groupBy('assignment_receipt.assignment_id')
    .execute()
  // PostgreSQL answers sums as text.
  return new Map(
    rows.map(({ assignment_id, received, done, open, overdue, ended }) => [
      assignment_id,
      { received: Number(received), done: Number(done), open: Number(open), overdue: Number(overdue), ended: Number(ended) },
    ]),
  )
}

/** How a unit stands with an assignment. */
export type ReceiptState = Exclude<keyof ReceiptCounts, 'received'>

/** Does a receipt stand like that at that time? */
export function inState(state: ReceiptState, now: string): Expression<SqlBool> {
  const eb = expressionBuilder<Tables, 'assignment_receipt'>()
  const waits = eb.and([eb('assignment_receipt.done', 'is', null), eb('assignment_receipt.ended', 'is', null)])
  switch (state) {
    case 'done':
      return eb('assignment_receipt.done', 'is not', null)
    case 'ended':
      return eb('assignment_receipt.ended', 'is not', null)
    case 'open':
      return eb.and([waits, eb('assignment_receipt.due_at', '>', now)])
    case 'overdue':
      return eb.and([waits, eb('assignment_receipt.due_at', '<=', now)])
    default:
      return state satisfies never
  }
}

function viewOf(row: Row, viewer: Viewer, words: AssignmentWords = UNKNOWN): AssignmentView {
  // Both columns were written from these types when it was given.
  const [terms, scope] = [JSON.parse(row.terms) as AssignmentTerms, JSON.parse(row.scope) as Scope]
  const takesPart = viewer.role === 'auditor' || row.unit_path === viewer.path || scope.units?.includes(ownCode(viewer)) === true
  return {
    id: row.id,
    unit: { code: row.unit, name: row.unit_name, path: row.unit_path },
    level: row.level,
    terms,
    scope,
    words: takesPart ? words : { ...words, from: '', to: '' },
    givenBy: describeActor(row.given_by, row.name, row.username),
    givenAt: row.given_at,
    dueAt: row.due_at,
    status: row.status,
    expected: row.expected,
    withdrawnBy: row.withdrawn_by,
  }
}

const UNKNOWN: AssignmentWords = { title: null, text: null, document: null, from: null, to: null, giver: '' }
