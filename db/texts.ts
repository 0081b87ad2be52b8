import type { Database } from './connect.ts'

/** The texts of these entries by seq and field, in one query; null where one was erased. */
export async function textsOf(
  db: Database,
  seqs: readonly number[],
): Promise<ReadonlyMap<number, Readonly<Record<string, string | null>>>> {
  if (seqs.length === 0) return new Map()
  const rows = await db
    .selectFrom('private_text')
    .select(['seq', 'field', 'text'])
    .where('seq', 'in', seqs)
    .orderBy('seq')
    .orderBy('field')
    .execute()
  const bySeq = Map.groupBy(rows, ({ seq }) => seq)
  return new Map([...bySeq].map(([seq, texts]) => [seq, Object.fromEntries(texts.map(({ field, text }) => [field, text]))]))
}
