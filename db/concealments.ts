import { SCHOOL_KINDS } from '../machines/vocabulary.ts'
import type { ActorView } from './actor-view.ts'
import { describeActor } from './actor-view.ts'
import type { Database } from './connect.ts'
import type { Viewer } from './scope.ts'
import { findPlace, withinSubtree } from './scope.ts'

/** A statement that a report of a school was concealed (瞒报), by whose office and when. */
export interface ConcealmentView {
  /** The seq of its entry, which holds the grounds. */
  readonly seq: number
  readonly code: string
  readonly name: string
  readonly path: string
  readonly playbook: string
  readonly task: string
  readonly date: string
  readonly caseSeq: number | null
  readonly office: { readonly code: string; readonly name: string }
  readonly by: ActorView
  readonly post: string
  readonly at: string
  readonly withdrawnBy: number | null
}

/** The reports of a local date that were stated to have been concealed and are so still, school by school, in order of path. */
export async function concealedReports(db: Database, viewer: Viewer, region: string, date: string): Promise<readonly ConcealmentView[]> {
  const top = await findPlace(db, viewer, region)
  if (top === null) return []
  const rows = await statements(db)
    .where('concealment.date', '=', date)
    .where('concealment.withdrawn_by', 'is', null)
    .where('concealment.mode', '=', 'actual')
    .where('unit.kind', 'in', SCHOOL_KINDS)
    .where(withinSubtree('unit.path', top.path))
    .orderBy('unit.path')
    .orderBy('concealment.seq')
    .execute()
  return rows.map(viewOf)
}

/** Every statement about one school, those taken back too, the newest first; none if the viewer may not see it. */
export async function concealmentsAt(db: Database, viewer: Viewer, code: string): Promise<readonly ConcealmentView[]> {
  const place = await findPlace(db, viewer, code)
  if (place === null) return []
  const rows = await statements(db)
    .where('unit.code', '=', place.code)
    .where('concealment.mode', '=', 'actual')
    .orderBy('concealment.seq', 'desc')
    .execute()
  return rows.map(viewOf)
}

function statements(db: Database) {
  return db
    .selectFrom('concealment')
    .innerJoin('unit', 'unit.id', 'concealment.unit_id')
    .leftJoin('unit as office', 'office.code', 'concealment.office')
    .leftJoin('person', 'person.id', 'concealment.actor')
    .select([
      'concealment.seq',
      'concealment.playbook',
      'concealment.task',
      'concealment.date',
      'concealment.case_seq',
      'concealment.office',
    ])
    .select(['concealment.actor', 'concealment.post', 'concealment.at', 'concealment.withdrawn_by'])
    .select(['unit.code', 'unit.name', 'unit.path', 'office.name as office_name', 'person.name as person_name', 'person.username'])
}

type Row = Awaited<ReturnType<ReturnType<typeof statements>['execute']>>[number]

function viewOf(row: Row): ConcealmentView {
  return {
    seq: row.seq,
    code: row.code,
    name: row.name,
    path: row.path,
    playbook: row.playbook,
    task: row.task,
    date: row.date,
    caseSeq: row.case_seq,
    office: { code: row.office, name: row.office_name ?? row.office },
    by: describeActor(row.actor, row.person_name, row.username),
    post: row.post,
    at: row.at,
    withdrawnBy: row.withdrawn_by,
  }
}
