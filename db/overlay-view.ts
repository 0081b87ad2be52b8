import { sql } from 'kysely'
import type { OverlayTerms } from '../src/core/overlay/overlay.ts'
import type { ActorView } from './actor-view.ts'
import { describeActor } from './actor-view.ts'
import type { Database } from './connect.ts'
import type { Viewer } from './scope.ts'
import { withinSubtree } from './scope.ts'

/** An overlay (属地补充措施) as its page shows it. */
export interface OverlayView {
  readonly id: number
  /** The unit that issued it. */
  readonly unit: { readonly code: string; readonly name: string; readonly path: string }
  readonly terms: OverlayTerms
  readonly reason: string
  /** Number of the document; empty while it is to follow (文号待补). */
  readonly document: string
  readonly issuedBy: ActorView
  readonly publishedAt: string
  readonly expiresAt: string
  /** `spreading`, `in_force`, `withdrawing` or `withdrawn`; whether it has expired, the clock says. */
  readonly status: string
  /** Seq of the entry that withdrew it. */
  readonly withdrawnBy: number | null
}

/** The overlays that concern the viewer, the newest first: those issued in the viewer's charge, and those that hold for it. */
export async function listOverlays(db: Database, viewer: Viewer, limit: number): Promise<readonly OverlayView[]> {
  const rows = await seenBy(db, viewer).orderBy('overlay.id', 'desc').limit(limit).execute()
  return rows.map(viewOf)
}

/** One overlay; null if it does not concern the viewer. */
export async function viewOverlay(db: Database, viewer: Viewer, id: number): Promise<OverlayView | null> {
  const row = await seenBy(db, viewer).where('overlay.id', '=', id).executeTakeFirst()
  return row === undefined ? null : viewOf(row)
}

function seenBy(db: Database, { path }: Viewer) {
  return db
    .selectFrom('overlay')
    .innerJoin('unit as issuer', 'issuer.code', 'overlay.unit')
    .leftJoin('person', 'person.id', 'overlay.issued_by')
    .leftJoin('private_text as reason', (join) => join.onRef('reason.seq', '=', 'overlay.id').on('reason.field', '=', 'reason'))
    .leftJoin('private_text as document', (join) => join.onRef('document.seq', '=', 'overlay.id').on('document.field', '=', 'document'))
    .select(['overlay.id', 'overlay.unit', 'overlay.terms', 'overlay.issued_by', 'overlay.published_at', 'overlay.expires_at'])
    .select(['overlay.status', 'overlay.withdrawn_by', 'issuer.name as unit_name', 'issuer.path as unit_path'])
    .select(['person.name', 'person.username', 'reason.text as reason', 'document.text as document'])
    .where((eb) =>
      path === ''
        ? sql<boolean>`1 = 0`
        : eb.or([withinSubtree('issuer.path', path), eb('issuer.code', 'in', path.split('/').filter(Boolean))]),
    )
}

type Row = Awaited<ReturnType<ReturnType<typeof seenBy>['execute']>>[number]

function viewOf(row: Row): OverlayView {
  return {
    id: row.id,
    unit: { code: row.unit, name: row.unit_name, path: row.unit_path },
    // Written from OverlayTerms when it was published.
    terms: JSON.parse(row.terms) as OverlayTerms,
    reason: row.reason ?? '',
    document: row.document ?? '',
    issuedBy: describeActor(row.issued_by, row.name, row.username),
    publishedAt: row.published_at,
    expiresAt: row.expires_at,
    status: row.status,
    withdrawnBy: row.withdrawn_by,
  }
}
