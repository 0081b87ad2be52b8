import type { Database } from './connect.ts'

/** An entry as live screens hear of it. */
export interface NewsRow {
  readonly seq: number
  /** Code and path of its unit; empty where it belongs to none. */
  readonly unit: string
  readonly path: string
  readonly kind: string
}

/** What was committed after a seq, in order. */
export async function readNews(db: Database, after: number, limit: number): Promise<readonly NewsRow[]> {
  const rows = await db
    .selectFrom('journal')
    .leftJoin('unit', 'unit.id', 'journal.unit_id')
    .select(['journal.seq', 'journal.type as kind', 'unit.code', 'unit.path'])
    .where('journal.seq', '>', after)
    .orderBy('journal.seq')
    .limit(limit)
    .execute()
  return rows.map(({ seq, kind, code, path }) => ({ seq, kind, unit: code ?? '', path: path ?? '' }))
}
