import type { Missing } from '../machines/gate.ts'
import type { Scope } from '../src/core/entry.ts'
import type { RefusalCode } from '../src/core/refusal.ts'
import type { ActorView } from './actor-view.ts'
import { describeActor } from './actor-view.ts'
import type { Database } from './connect.ts'
import type { Viewer } from './scope.ts'
import { withinSubtree } from './scope.ts'

/** A move as its page shows it. */
export interface MoveView {
  readonly id: number
  readonly playbook: string
  readonly from: number
  readonly to: number
  readonly scope: Scope
  readonly unit: { readonly code: string; readonly name: string }
  readonly plannedBy: ActorView
  readonly plannedAt: string
  readonly reason: string
  readonly document: string
  /** `running` or `settled`. */
  readonly status: string
  readonly counts: { readonly expected: number; readonly moved: number; readonly refused: number }
  readonly settledAt: string | null
}

/** A unit that stayed with its version, and why. */
export interface MoveRefusalView {
  readonly unit: string
  readonly name: string
  readonly refusal: RefusalCode
  readonly missing: readonly Missing[]
}

/** The moves of a playbook planned in the viewer's charge, the newest first. */
export async function listMoves(db: Database, viewer: Viewer, playbook: string, limit: number): Promise<readonly MoveView[]> {
  const rows = await seenBy(db, viewer, playbook).orderBy('playbook_move.id', 'desc').limit(limit).execute()
  return rows.map(viewOf)
}

/** One move; null if it was not planned in the viewer's charge. */
export async function viewMove(db: Database, viewer: Viewer, playbook: string, id: number): Promise<MoveView | null> {
  const row = await seenBy(db, viewer, playbook).where('playbook_move.id', '=', id).executeTakeFirst()
  return row === undefined ? null : viewOf(row)
}

/** Units of the move that the viewer may see and that were refused, in order of path. */
export async function refusalsOfMove(db: Database, viewer: Viewer, id: number, limit: number): Promise<readonly MoveRefusalView[]> {
  const rows = await db
    .selectFrom('playbook_move_refusal')
    .innerJoin('unit', 'unit.id', 'playbook_move_refusal.unit_id')
    .select(['unit.code', 'unit.name', 'playbook_move_refusal.refusal', 'playbook_move_refusal.missing'])
    .where('playbook_move_refusal.move_id', '=', id)
    .where(withinSubtree('unit.path', viewer.path))
    .orderBy('unit.path')
    .limit(limit)
    .execute()
  return rows.map(({ code, name, refusal, missing }) => ({
    unit: code,
    name,
    // Both columns are written from a refusal.
    refusal: refusal as RefusalCode,
    missing: JSON.parse(missing) as Missing[],
  }))
}

function seenBy(db: Database, { path }: Viewer, playbook: string) {
  return db
    .selectFrom('playbook_move')
    .innerJoin('unit', 'unit.code', 'playbook_move.unit')
    .leftJoin('person', 'person.id', 'playbook_move.planned_by')
    .leftJoin('private_text as reason', (join) => join.onRef('reason.seq', '=', 'playbook_move.id').on('reason.field', '=', 'reason'))
    .leftJoin('private_text as document', (join) =>
      join.onRef('document.seq', '=', 'playbook_move.id').on('document.field', '=', 'document'),
    )
    .selectAll('playbook_move')
    .select(['unit.name as unit_name', 'person.name', 'person.username', 'reason.text as reason', 'document.text as document'])
    .where('playbook_move.playbook', '=', playbook)
    .where(withinSubtree('unit.path', path))
}

type Row = Awaited<ReturnType<ReturnType<typeof seenBy>['execute']>>[number]

function viewOf(row: Row): MoveView {
  return {
    id: row.id,
    playbook: row.playbook,
    from: row.from_version,
    to: row.to_version,
    // Written from a Scope.
    scope: JSON.parse(row.scope) as Scope,
    unit: { code: row.unit, name: row.unit_name },
    plannedBy: describeActor(row.planned_by, row.name, row.username),
    plannedAt: row.planned_at,
    reason: row.reason ?? '',
    document: row.document ?? '',
    status: row.status,
    counts: { expected: row.expected, moved: row.moved, refused: row.refused },
    settledAt: row.settled_at,
  }
}
