import type { Expression, SqlBool } from 'kysely'
import { expressionBuilder } from 'kysely'
import { inChunks } from './append.ts'
import type { Database } from './connect.ts'
import { prepared } from './prepared.ts'
import type { Tables } from './schema.ts'
import type { Viewer } from './scope.ts'

/** The texts of these entries by seq and field, in one query; null where one was erased. */
export async function textsOf(
  db: Database,
  seqs: readonly number[],
): Promise<ReadonlyMap<number, Readonly<Record<string, string | null>>>> {
  const rows = (await Promise.all(inChunks(seqs, 1_000).map((some) => textsAt(db, { seqs: some })))).flat()
  const bySeq = Map.groupBy(rows, ({ seq }) => seq)
  return new Map([...bySeq].map(([seq, texts]) => [seq, Object.fromEntries(texts.map(({ field, text }) => [field, text]))]))
}

const textsAt = prepared((db, { seqs }: { readonly seqs: readonly number[] }) =>
  db.selectFrom('private_text').select(['seq', 'field', 'text']).where('seq', 'in', seqs).orderBy('seq').orderBy('field'),
)

/** What somebody wrote into an evidence form: names mostly. Notes, reasons and documents are stored under other names. */
const WRITTEN_EVIDENCE = 'evidence.'

/**
 * The texts that the viewer may read. Counts travel up, names stay in the school: what was written into evidence
 * forms is for the unit itself, for whoever gave it the task (`giverPath`), who has to judge what was done, and for
 * auditors, whose question is on what evidence somebody signed.
 */
export function readableTexts(
  viewer: Viewer,
  unitPath: string | null,
  texts: Readonly<Record<string, string | null>>,
  giverPath: string | null = null,
): Readonly<Record<string, string | null>> {
  if (readsEvidence(viewer) || unitPath === viewer.path || giverPath === viewer.path) return texts
  return Object.fromEntries(Object.entries(texts).filter(([field]) => !field.startsWith(WRITTEN_EVIDENCE)))
}

/** Fields that the viewer may search: nobody finds by searching what may not be read. */
export function searchableTexts(viewer: Viewer): Expression<SqlBool> {
  const eb = expressionBuilder<Tables, 'private_text'>()
  return eb('private_text.field', 'not like', readsEvidence(viewer) ? '' : `${WRITTEN_EVIDENCE}%`)
}

/** Auditors ask on what evidence somebody signed. */
export function readsEvidence({ role }: Viewer): boolean {
  return role === 'auditor'
}
