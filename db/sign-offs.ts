import type { Evidence } from '../machines/form.ts'
import { assignedId } from '../src/core/assignment/assignment.ts'
import type { Seq } from '../src/core/response.ts'
import type { ActorView } from './actor-view.ts'
import { describeActor } from './actor-view.ts'
import type { AttachmentView } from './attachment-view.ts'
import { attachmentsOf } from './attachment-view.ts'
import type { Database } from './connect.ts'
import type { Viewer } from './scope.ts'
import { withinSubtree } from './scope.ts'
import { loadGiverPaths } from './assignments.ts'
import { readableTexts, textsOf } from './texts.ts'

/** A signature (签字确认) as history shows it, withdrawn or not: who signed, in which post, and what was stated. */
export interface SignOffView {
  readonly seq: number
  readonly task: string
  readonly visit: number
  readonly occurrence: string | null
  /** `done` or `not_applicable`. */
  readonly statement: string
  readonly evidence: Evidence
  /** The fields of the form that are texts; null where one was erased. */
  readonly texts: Readonly<Record<string, string | null>>
  readonly files: readonly AttachmentView[]
  readonly note: string | null
  readonly by: ActorView
  /** The post that was signed for. */
  readonly post: string
  /** Signed by the head of the unit for a vacant post. */
  readonly standIn: boolean
  readonly at: string
  readonly late: boolean
  /** False for the first of two signatures. */
  readonly complete: boolean
  readonly withdrawn: Withdrawal | null
}

/** 撤回，原记录保留. */
interface Withdrawal {
  readonly seq: number
  readonly by: ActorView
  readonly at: string
  readonly reason: string | null
}

/** What the history of a unit is narrowed to: the epidemic playbook's actual response unless said otherwise. */
export interface SignOffFilter {
  readonly task?: string | undefined
  readonly visit?: number | undefined
  readonly playbook?: string | undefined
  readonly mode?: string | undefined
  /** The newest so many; 200 unless said otherwise. */
  readonly limit?: number | undefined
}

/** The signatures of a unit, the newest first (R-16: who signed, when, and what was changed later). */
export async function signOffsOf(db: Database, viewer: Viewer, unit: string, filter: SignOffFilter = {}): Promise<readonly SignOffView[]> {
  return viewsOf(db, viewer, await narrowed(db, viewer, unit, filter).execute())
}

/** A signature for an assignment, with the unit in which it was given. */
export interface AnswerView extends SignOffView {
  readonly unit: { readonly code: string; readonly name: string }
}

/**
 * The signatures that stand for an assignment, the oldest first, as far as the viewer gave it or has it: a school that
 * asked for help reads here what the bureau above has answered.
 */
export async function answersTo(db: Database, viewer: Viewer, assignment: Seq, limit: number): Promise<readonly AnswerView[]> {
  const giver = (await loadGiverPaths(db, [assignedId(assignment)])).get(assignedId(assignment))
  if (giver === undefined || viewer.path === '') return []
  const standing = db.selectFrom('assignment_receipt').where('assignment_receipt.assignment_id', '=', assignment)
  const rows = await select(db)
    .where((eb) =>
      eb.or([
        eb(
          'sign_off.seq',
          'in',
          standing.select('assignment_receipt.first_signed').where('assignment_receipt.first_signed', 'is not', null),
        ),
        eb('sign_off.seq', 'in', standing.select('assignment_receipt.done').where('assignment_receipt.done', 'is not', null)),
      ]),
    )
    .$if(!giver.startsWith(viewer.path), (qb) => qb.where(withinSubtree('unit.path', viewer.path)))
    .orderBy('sign_off.seq')
    .limit(limit)
    .execute()
  const views = await viewsOf(db, viewer, rows)
  return views.map((view, at) => ({ ...view, unit: { code: rows[at]?.code ?? '', name: rows[at]?.unit_name ?? '' } }))
}

function narrowed(db: Database, viewer: Viewer, unit: string, filter: SignOffFilter) {
  const { task, visit } = filter
  return select(db)
    .where('unit.code', '=', unit)
    .where(withinSubtree('unit.path', viewer.path))
    .where('sign_off.playbook', '=', filter.playbook ?? 'epidemic')
    .where('sign_off.mode', '=', filter.mode ?? 'actual')
    .$if(task !== undefined, (qb) => qb.where('sign_off.task', '=', task ?? ''))
    .$if(visit !== undefined, (qb) => qb.where('sign_off.visit', '=', visit ?? 0))
    .orderBy('sign_off.seq', 'desc')
    .limit(filter.limit ?? 200)
}

function select(db: Database) {
  return db
    .selectFrom('sign_off')
    .innerJoin('unit', 'unit.id', 'sign_off.unit_id')
    .leftJoin('person', 'person.id', 'sign_off.actor')
    .leftJoin('journal as withdrawal', 'withdrawal.seq', 'sign_off.withdrawn_by')
    .leftJoin('person as withdrawer', 'withdrawer.id', 'withdrawal.actor')
    .select(['sign_off.seq', 'sign_off.task', 'sign_off.visit', 'sign_off.occurrence', 'sign_off.statement', 'sign_off.evidence'])
    .select(['sign_off.actor', 'sign_off.post', 'sign_off.stand_in', 'sign_off.at', 'sign_off.late', 'sign_off.complete'])
    .select([
      'sign_off.withdrawn_by',
      'unit.path',
      'unit.code',
      'unit.name as unit_name',
      'person.name',
      'person.username',
      'withdrawal.at as withdrawn_at',
    ])
    .select(['withdrawal.actor as withdrawer', 'withdrawer.name as withdrawer_name', 'withdrawer.username as withdrawer_username'])
}

type SignOffRow = Awaited<ReturnType<ReturnType<typeof select>['execute']>>[number]
type Texts = Awaited<ReturnType<typeof textsOf>>

const EVIDENCE = 'evidence.'

async function viewsOf(db: Database, viewer: Viewer, rows: readonly SignOffRow[]): Promise<readonly SignOffView[]> {
  const seqs = new Set(rows.flatMap(({ seq, withdrawn_by }) => (withdrawn_by === null ? [seq] : [seq, withdrawn_by])))
  const tasks = rows.map(({ task }) => task)
  const signed = rows.map(({ seq }) => seq)
  const [texts, givers, files] = await Promise.all([textsOf(db, [...seqs]), loadGiverPaths(db, tasks), attachmentsOf(db, viewer, signed)])
  return rows.map((row) => {
    const own = readableTexts(viewer, row.path, texts.get(row.seq) ?? {}, givers.get(row.task))
    return viewOf(row, own, texts, files.get(row.seq) ?? [])
  })
}

function viewOf(
  row: SignOffRow,
  own: Readonly<Record<string, string | null>>,
  texts: Texts,
  files: readonly AttachmentView[],
): SignOffView {
  const { seq, task, visit, occurrence, statement, post, at } = row
  const fields = Object.entries(own).filter(([field]) => field.startsWith(EVIDENCE))
  return {
    seq,
    task,
    visit,
    occurrence,
    statement,
    // Projected from the evidence of a signature.
    evidence: JSON.parse(row.evidence) as Evidence,
    texts: Object.fromEntries(fields.map(([field, text]) => [field.slice(EVIDENCE.length), text])),
    files,
    note: own['note'] ?? null,
    by: describeActor(row.actor, row.name, row.username),
    post,
    standIn: row.stand_in === 1,
    at,
    late: row.late === 1,
    complete: row.complete === 1,
    withdrawn: withdrawalOf(row, texts),
  }
}

function withdrawalOf({ withdrawn_by, withdrawn_at, ...row }: SignOffRow, texts: Texts): Withdrawal | null {
  if (withdrawn_by === null || withdrawn_at === null || row.withdrawer === null) return null
  return {
    seq: withdrawn_by,
    by: describeActor(row.withdrawer, row.withdrawer_name, row.withdrawer_username),
    at: withdrawn_at,
    reason: texts.get(withdrawn_by)?.['reason'] ?? null,
  }
}
