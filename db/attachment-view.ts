import type { SqlBool } from 'kysely'
import type { Attachment } from '../src/core/files/attachment.ts'
import type { Database } from './connect.ts'
import type { Viewer } from './scope.ts'
import { withinSubtree } from './scope.ts'
import { readsEvidence } from './texts.ts'

/** A file under a signature as pages and the API show it. */
export interface AttachmentView extends Pick<Attachment, 'id' | 'type' | 'size' | 'digest'> {
  readonly field: string
  /** As its sender called it; null where the viewer may not open it, and once erased. */
  readonly name: string | null
  /** `kept`: it stays in the unit, like written evidence. */
  readonly access: 'open' | 'kept' | 'erased'
}

/** The files under these signatures, by seq, in the order of their form. */
export async function attachmentsOf(
  db: Database,
  viewer: Viewer,
  seqs: readonly number[],
): Promise<ReadonlyMap<number, readonly AttachmentView[]>> {
  if (seqs.length === 0) return new Map()
  const rows = await db
    .selectFrom('attachment')
    .innerJoin('unit', 'unit.id', 'attachment.unit_id')
    .select(['attachment.id', 'attachment.seq', 'field', 'type', 'size', 'digest', 'personal', 'attachment.name', 'unit.path'])
    .select((eb) => eb('bytes', 'is', null).as('erased'))
    .where('attachment.seq', 'in', seqs)
    .where(withinSubtree('unit.path', viewer.path))
    .orderBy('attachment.seq')
    .orderBy('field')
    .orderBy('position')
    .execute()
  return Map.groupBy(
    rows.map((row) => viewOf(row, viewer)),
    ({ seq }) => seq,
  )
}

interface ViewRow {
  readonly id: string
  readonly seq: number | null
  readonly field: string | null
  readonly type: string
  readonly size: number
  readonly digest: string
  readonly personal: number
  readonly name: string | null
  readonly path: string
  /** A truth value, as whichever database writes it. */
  readonly erased: SqlBool
}

function viewOf(row: ViewRow, viewer: Viewer): AttachmentView & { readonly seq: number } {
  const { id, seq, field, size, digest } = row
  const access = row.erased ? 'erased' : mayOpen(viewer, row) ? 'open' : 'kept'
  return {
    id,
    seq: seq ?? 0,
    field: field ?? '',
    // Types are decided before a row is written.
    type: row.type as Attachment['type'],
    size,
    digest,
    name: access === 'open' ? row.name : null,
    access,
  }
}

/** Counts travel up, names stay in the school: what shows people is for the unit itself, and for auditors. */
function mayOpen(viewer: Viewer, { personal, path }: Pick<ViewRow, 'personal' | 'path'>): boolean {
  return personal === 0 || path === viewer.path || readsEvidence(viewer)
}

/** A file that the viewer may open; its bytes are read apart, when they are needed. */
export interface OpenedAttachment extends Pick<Attachment, 'id' | 'type' | 'size' | 'sha256'> {
  readonly name: string
}

/**
 * The file of that id: of one under a signature whoever may see the unit, of one that is only uploaded whoever uploaded
 * it. Null for what is unknown, out of sight or erased.
 */
export async function findAttachment(
  db: Database,
  viewer: Viewer & { readonly person: string },
  id: string,
): Promise<OpenedAttachment | null> {
  const row = await db
    .selectFrom('attachment')
    .innerJoin('unit', 'unit.id', 'attachment.unit_id')
    .select(['attachment.id', 'attachment.seq', 'uploaded_by', 'type', 'size', 'sha256', 'personal', 'attachment.name', 'unit.path'])
    .where('attachment.id', '=', id)
    .where(withinSubtree('unit.path', viewer.path))
    .where('bytes', 'is not', null)
    .executeTakeFirst()
  if (row === undefined) return null
  if (row.uploaded_by !== viewer.person && (row.seq === null || !mayOpen(viewer, row))) return null
  const { size, sha256, name } = row
  // Types are decided before a row is written.
  return { id, type: row.type as Attachment['type'], size, sha256, name: name ?? '' }
}

/** What somebody has uploaded for a unit and not signed for yet, of these ids. */
export async function waitingAttachments(
  db: Database,
  person: string,
  ids: readonly string[],
): Promise<readonly (Pick<AttachmentView, 'id' | 'type' | 'size'> & { readonly name: string })[]> {
  if (ids.length === 0) return []
  const rows = await db
    .selectFrom('attachment')
    .select(['id', 'type', 'size', 'name'])
    .where('id', 'in', ids)
    .where('uploaded_by', '=', person)
    .where('seq', 'is', null)
    .execute()
  const asGiven = rows.toSorted((a, b) => ids.indexOf(a.id) - ids.indexOf(b.id))
  // Types are decided before a row is written.
  return asGiven.map(({ id, type, size, name }) => ({ id, type: type as Attachment['type'], size, name: name ?? '' }))
}
