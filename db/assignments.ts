import type { Selectable } from 'kysely'
import type { Level } from '../machines/vocabulary.ts'
import type { Assignment, AssignmentTerms, AssignmentWords } from '../src/core/assignment/assignment.ts'
import { assignedId, assignmentOf } from '../src/core/assignment/assignment.ts'
import type { Scope } from '../src/core/entry.ts'
import type { Seq } from '../src/core/response.ts'
import { inChunks } from './append.ts'
import type { Database } from './connect.ts'
import { locksRows } from './dialect.ts'
import type { ResponseKey } from './responses.ts'
import type { AssignmentTable } from './assignment-tables.ts'
import { textsOf } from './texts.ts'

/** An assignment with where it stands: spreading to its units, in force, being withdrawn from them, or withdrawn. */
export type StoredAssignment = Selectable<AssignmentTable>

export async function insertAssignment(trx: Database, row: AssignmentTable): Promise<void> {
  await trx.insertInto('assignment').values(row).execute()
}

/** These assignments, as what they ask; texts are read apart. */
export async function loadAssignments(db: Database, seqs: readonly Seq[]): Promise<readonly Assignment[]> {
  const found: Assignment[] = []
  for (const some of inChunks([...new Set(seqs)], 500)) {
    const rows = await db.selectFrom('assignment').selectAll().where('id', 'in', some).execute()
    found.push(...rows.map(toAssignment))
  }
  return found
}

/** What people wrote in these assignments, by id: read anew each time, because a text may be erased. */
export async function loadAssignmentWords(db: Database, seqs: readonly Seq[]): Promise<ReadonlyMap<Seq, AssignmentWords>> {
  if (seqs.length === 0) return new Map()
  const [texts, givers] = await Promise.all([
    textsOf(db, seqs),
    db
      .selectFrom('assignment')
      .innerJoin('unit', 'unit.code', 'assignment.unit')
      .select(['assignment.id', 'unit.name'])
      .where('assignment.id', 'in', seqs)
      .execute(),
  ])
  return new Map(givers.map(({ id, name }) => [id, { ...wordsOf(texts.get(id) ?? {}), giver: name }]))
}

/**
 * Paths of the units that gave these tasks (`A-118`), by task; a task of a playbook was given by nobody. Whoever confirms a
 * finding is of the unit that gave it, so nobody else above has to read what was written for it.
 */
export async function loadGiverPaths(db: Database, tasks: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const seqs = [...new Set(tasks)].map(assignmentOf).filter((seq) => seq !== null)
  if (seqs.length === 0) return new Map()
  const givers = await db
    .selectFrom('assignment')
    .innerJoin('unit', 'unit.code', 'assignment.unit')
    .select(['assignment.id', 'unit.path'])
    .where('assignment.id', 'in', seqs)
    .execute()
  return new Map(givers.map(({ id, path }) => [assignedId(id), path]))
}

/** The texts of an assignment: empty where there never was one, null where it was erased. */
function wordsOf(texts: Readonly<Record<string, string | null>>): Omit<AssignmentWords, 'giver'> {
  const said = (field: string): string | null => (Object.hasOwn(texts, field) ? (texts[field] ?? null) : '')
  return { title: said('title'), text: said('text'), document: said('document'), from: said('from'), to: said('to') }
}

/** One assignment; null if there is none. `kept`: nobody else changes it before the transaction ends. */
export async function findAssignment(
  db: Database,
  id: Seq,
  { kept }: { readonly kept: boolean } = { kept: false },
): Promise<StoredAssignment | null> {
  const one = db.selectFrom('assignment').selectAll().where('id', '=', id)
  return (await one.$if(kept && locksRows(db), (qb) => qb.forUpdate()).executeTakeFirst()) ?? null
}

/** The assignment that has to be carried on first, because it spreads or is being withdrawn; null if none has. */
export async function findMovingAssignment(
  db: Database,
  { kept }: { readonly kept: boolean } = { kept: false },
): Promise<StoredAssignment | null> {
  const first = db.selectFrom('assignment').selectAll().where('status', 'in', ['spreading', 'withdrawing']).orderBy('id').limit(1)
  return (await first.$if(kept && locksRows(db), (qb) => qb.forUpdate()).executeTakeFirst()) ?? null
}

export async function moveAssignment(
  trx: Database,
  id: Seq,
  moved: Partial<Pick<AssignmentTable, 'status' | 'cursor' | 'withdrawn_by'>>,
): Promise<void> {
  await trx.updateTable('assignment').set(moved).where('id', '=', id).execute()
}

/** The responses at which the assignment still waits to be done, in order of path. */
export async function openReceipts(db: Database, id: Seq, limit: number): Promise<readonly ResponseKey[]> {
  const rows = await db
    .selectFrom('assignment_receipt')
    .innerJoin('unit', 'unit.id', 'assignment_receipt.unit_id')
    .select(['unit.code', 'assignment_receipt.playbook'])
    .where('assignment_receipt.assignment_id', '=', id)
    .where('assignment_receipt.done', 'is', null)
    .where('assignment_receipt.ended', 'is', null)
    .orderBy('unit.path')
    .limit(limit)
    .execute()
  return rows.map(({ code, playbook }) => ({ unit: code, playbook, mode: 'actual' }))
}

/** Has the unit received the assignment, and is it of that kind? */
export async function hasReceived(db: Database, id: Seq, unit: string, kind: string): Promise<boolean> {
  const row = await db
    .selectFrom('assignment_receipt')
    .innerJoin('unit', 'unit.id', 'assignment_receipt.unit_id')
    .innerJoin('assignment', 'assignment.id', 'assignment_receipt.assignment_id')
    .select('assignment_receipt.received')
    .where('assignment_receipt.assignment_id', '=', id)
    .where('unit.code', '=', unit)
    .where('assignment.kind', '=', kind)
    .executeTakeFirst()
  return row !== undefined
}

/** What the row says, without where it stands. */
export function toAssignment({ id, unit, level, terms, playbook, scope, given_at, due_at }: StoredAssignment): Assignment {
  return {
    seq: id,
    unit,
    // Written from a Level, from AssignmentTerms and from a Scope when it was given.
    level: level as Level,
    terms: JSON.parse(terms) as AssignmentTerms,
    // As above.
    scope: JSON.parse(scope) as Scope,
    playbook,
    givenAt: given_at,
    dueAt: due_at,
  }
}
