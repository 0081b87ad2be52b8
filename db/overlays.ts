import type { OverlayTable } from './overlay-table.ts'
import type { Selectable } from 'kysely'
import type { Overlay, OverlayTerms } from '../src/core/overlay/overlay.ts'
import type { Seq } from '../src/core/response.ts'
import { inChunks } from './append.ts'
import type { Database } from './connect.ts'
import { locksRows } from './dialect.ts'

/** An overlay with where it stands: spreading to its schools, in force, being withdrawn from them, or withdrawn. */
export type StoredOverlay = Selectable<OverlayTable>

export async function insertOverlay(trx: Database, row: OverlayTable): Promise<void> {
  await trx.insertInto('overlay').values(row).execute()
}

/** These overlays, as what they say. */
export async function loadOverlays(db: Database, seqs: readonly Seq[]): Promise<readonly Overlay[]> {
  const found: Overlay[] = []
  for (const some of inChunks([...new Set(seqs)], 500)) {
    const rows = await db.selectFrom('overlay').selectAll().where('id', 'in', some).execute()
    found.push(...rows.map(toOverlay))
  }
  return found
}

/** The overlays of these units that hold now, or are about to. */
export async function standingOverlays(db: Database, units: readonly string[], now: string): Promise<readonly Overlay[]> {
  const found: Overlay[] = []
  for (const some of inChunks(units, 500)) {
    const rows = await db
      .selectFrom('overlay')
      .selectAll()
      .where('unit', 'in', some)
      .where('status', 'in', ['spreading', 'in_force'])
      .where('expires_at', '>', now)
      .execute()
    found.push(...rows.map(toOverlay))
  }
  return found.toSorted((a, b) => a.seq - b.seq)
}

/** One overlay; null if there is none. `kept`: nobody else changes it before the transaction ends. */
export async function findOverlay(
  db: Database,
  id: Seq,
  { kept }: { readonly kept: boolean } = { kept: false },
): Promise<StoredOverlay | null> {
  const one = db.selectFrom('overlay').selectAll().where('id', '=', id)
  return (await one.$if(kept && locksRows(db), (qb) => qb.forUpdate()).executeTakeFirst()) ?? null
}

/** The overlay that has to be carried on first, because it spreads or is being withdrawn; null if none has. */
export async function findMovingOverlay(
  db: Database,
  { kept }: { readonly kept: boolean } = { kept: false },
): Promise<StoredOverlay | null> {
  const first = db.selectFrom('overlay').selectAll().where('status', 'in', ['spreading', 'withdrawing']).orderBy('id').limit(1)
  return (await first.$if(kept && locksRows(db), (qb) => qb.forUpdate()).executeTakeFirst()) ?? null
}

export async function moveOverlay(
  trx: Database,
  id: Seq,
  moved: Partial<Pick<OverlayTable, 'status' | 'cursor' | 'withdrawn_by'>>,
): Promise<void> {
  await trx.updateTable('overlay').set(moved).where('id', '=', id).execute()
}

/** What the row says, without where it stands. */
export function toOverlay({ id, unit, terms, published_at, expires_at }: StoredOverlay): Overlay {
  // Written from OverlayTerms when it was published.
  return { ...(JSON.parse(terms) as OverlayTerms), seq: id, unit, publishedAt: published_at, expiresAt: expires_at }
}
