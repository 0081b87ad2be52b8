import { inChunks } from './append.ts'
import type { Database } from './connect.ts'
import { prepared } from './prepared.ts'

/** What lists and boards show of a response. */
export interface ResponseView {
  readonly playbook: string
  /** `actual`, or a drill's id. */
  readonly mode: string
  readonly version: number
  readonly phase: string
  readonly teaching: string
  readonly since: string
  readonly revision: number
  /** Mandatory tasks open or done now, those done, and those that the unit itself is late with. */
  readonly total: number
  readonly done: number
  readonly overdue: number
  /** Those that wait for a bureau above, and those of them past their deadline. */
  readonly awaiting: number
  readonly awaitingOverdue: number
  readonly openCases: number
  /** Acts under emergency authority that nobody has ratified yet. */
  readonly provisional: number
  readonly nextDueAt: string | null
  /** The entry and the order that led to the phase. */
  readonly causeSeq: number
  readonly causeOrder: number | null
}

/** The responses of units that the viewer was already allowed to see, actual ones first. */
export async function responsesOf(db: Database, unitIds: readonly number[]): Promise<ReadonlyMap<number, readonly ResponseView[]>> {
  const rows = (await Promise.all(inChunks(unitIds, 1_000).map((ids) => responsesAt(db, { ids })))).flat()
  const views = rows.map(({ unit_id, ...view }) => ({ unit: unit_id, view }))
  const actualFirst = views.toSorted((a, b) => Number(b.view.mode === 'actual') - Number(a.view.mode === 'actual'))
  return new Map([...Map.groupBy(actualFirst, ({ unit }) => unit)].map(([unit, group]) => [unit, group.map(({ view }) => view)]))
}

const responsesAt = prepared((db, { ids }: { readonly ids: readonly number[] }) =>
  db
    .selectFrom('response')
    .select(['unit_id', 'playbook', 'mode', 'version', 'phase', 'teaching', 'since', 'revision', 'total', 'done', 'overdue'])
    .select([
      'awaiting',
      'awaiting_overdue as awaitingOverdue',
      'open_cases as openCases',
      'provisional',
      'next_due_at as nextDueAt',
      'cause_seq as causeSeq',
      'cause_order as causeOrder',
    ])
    .where('unit_id', 'in', ids)
    .orderBy('id'),
)
