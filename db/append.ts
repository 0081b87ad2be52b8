import { createHash } from 'node:crypto'
import canonicalize from 'canonicalize'
import { sql } from 'kysely'
import type { Entry, EntryDraft } from '../src/core/entry.ts'
import type { Seq } from '../src/core/response.ts'
import type { Database } from './connect.ts'
import { CHANNEL } from './channel.ts'
import { dialectOf, locksRows } from './dialect.ts'
import { insertRows } from './insert-rows.ts'
import { prepared } from './prepared.ts'
import type { JournalTable, PrivateTextTable } from './schema.ts'

/** An entry ready to be written: the draft with its seq and the id of its unit. */
export interface NumberedDraft {
  readonly draft: EntryDraft
  readonly seq: Seq
  readonly unitId: number | null
}

/** The seq given last. */
export async function readCounter(db: Database): Promise<Seq> {
  return only(await readNow(db, {})).seq
}

/**
 * The seq given last, held until the transaction ends, so that seqs are gapless and follow the order of commits. It is the
 * last lock that a transaction takes: all others wait for it.
 */
export async function takeCounter(trx: Database): Promise<Seq> {
  return only(await takeSeq(trx, {})).seq
}

/** The same, with the seq of the entry that last changed the school calendar: nobody changes it before the transaction ends. */
export async function takeCounterAndCalendar(trx: Database): Promise<{ readonly seq: Seq; readonly calendar: Seq }> {
  return only(await takeNow(trx, {}))
}

// An older database, of which a backup is taken or which a backup fills before it is migrated, has nothing else in that row.
const readNow = prepared((db) => db.selectFrom('counter').select('seq').where('id', '=', 1))
const takeSeq = prepared((trx) =>
  trx
    .selectFrom('counter')
    .select('seq')
    .where('id', '=', 1)
    .$if(locksRows(trx), (qb) => qb.forUpdate()),
)
const takeNow = prepared((trx) =>
  trx
    .selectFrom('counter')
    .select(['seq', 'calendar'])
    .where('id', '=', 1)
    .$if(locksRows(trx), (qb) => qb.forUpdate()),
)

function only<R>(rows: readonly R[]): R {
  const [row] = rows
  if (row === undefined) throw new Error('the counter is missing')
  return row
}

/** Appends entries to the journal and moves the counter. `newSalt` gives 16 random bytes in hex for each text. */
export async function appendEntries(trx: Database, entries: readonly NumberedDraft[], newSalt: () => string): Promise<void> {
  const last = entries.at(-1)
  if (last === undefined) return
  const texts = entries.flatMap(({ draft, seq }) =>
    Object.entries(draft.texts).map(([field, text]): PrivateTextTable => ({ seq, field, salt: newSalt(), text })),
  )
  const hashes = Map.groupBy(texts, ({ seq }) => seq)
  const canonical = remembering(toCanonicalJson)
  const rows = entries.map((entry) => toRow(entry, hashes.get(entry.seq) ?? [], canonical))
  await insertEntries(trx, rows)
  await insertRows(trx, 'private_text', texts, (some) => trx.insertInto('private_text').values(some))
  await moveCounter(trx, { seq: last.seq })
}

const moveCounter = prepared((trx, { seq }: { readonly seq: Seq }) => trx.updateTable('counter').set({ seq }).where('id', '=', 1))

/** Writes entries as they stand. On PostgreSQL their months are made if they are new, and the commit is announced with its last seq. */
export async function insertEntries(trx: Database, rows: readonly JournalTable[]): Promise<void> {
  if (dialectOf(trx) === 'postgres') {
    await makeMonths(
      trx,
      rows.map(({ at }) => at),
    )
    await sql`select pg_notify(${CHANNEL}, ${String(rows.at(-1)?.seq ?? 0)})`.execute(trx)
  }
  await insertRows(trx, 'journal', rows, (some) => trx.insertInto('journal').values(some))
}

/** On PostgreSQL the journal lies in months; those of these instants are made if they are new. */
export async function makeMonths(trx: Database, instants: readonly string[]): Promise<void> {
  if (dialectOf(trx) === 'sqlite') return
  for (const month of new Set(instants.map((at) => at.slice(0, 7)))) await sql`select journal_month(${month})`.execute(trx)
}

/** Reads the journal in order from after a seq: what `replay` feeds to `apply`. */
export async function readEntries(
  db: Database,
  after: Seq,
  limit: number,
): Promise<readonly (Entry & { readonly unitId: number | null })[]> {
  const rows = await db.selectFrom('journal').selectAll().where('seq', '>', after).orderBy('seq').limit(limit).execute()
  return rows.map((row) => {
    const { seq, playbook, mode, actor, at } = row
    const stored: unknown = JSON.parse(row.body)
    const columns: unknown = { post: row.post, standsInFor: row.stands_in_for, body: stored }
    // Written by `toRow` from a typed draft, so the shapes of these three hold.
    const { post, standsInFor, body } = columns as TypedColumns
    // Readers that need the code look it up by unitId; the journal itself never holds it twice.
    return { seq, unitId: row.unit_id, unit: null, playbook, mode, actor, post, standsInFor, at, body }
  })
}

type TypedColumns = Pick<Entry, 'post' | 'standsInFor' | 'body'>

/** SHA-256(salt ‖ text) in hex: what the hashed body holds of a text. */
export function textDigest(salt: string, text: string): string {
  return createHash('sha256').update(Buffer.from(salt, 'hex')).update(text).digest('hex')
}

function toRow(
  { draft, seq, unitId }: NumberedDraft,
  texts: readonly PrivateTextTable[],
  canonical: (value: object) => string,
): JournalTable {
  const hashes = Object.fromEntries(texts.map(({ field, salt, text }) => [field, textDigest(salt, text ?? '')]))
  return {
    seq,
    unit_id: unitId,
    playbook: draft.playbook,
    mode: draft.mode,
    type: draft.body.type,
    actor: draft.actor,
    post: draft.post,
    stands_in_for: draft.standsInFor,
    at: draft.at,
    body: texts.length === 0 ? canonical(draft.body) : toCanonicalJson({ ...draft.body, texts: hashes }),
  }
}

/** Most schools of an order get an entry that says the same, so its canonical form is made once. */
function remembering(write: (value: object) => string): (value: object) => string {
  const known = new Map<string, string>()
  return (value) => {
    const plain = JSON.stringify(value)
    const found = known.get(plain) ?? write(value)
    known.set(plain, found)
    return found
  }
}

/** RFC 8785. */
export function toCanonicalJson(value: object): string {
  const text = canonicalize(value)
  if (text === undefined) throw new Error('value has no canonical JSON')
  return text
}

/** Statements have a limit of parameters, so rows go in chunks. */
export function inChunks<T>(rows: readonly T[], size: number): readonly (readonly T[])[] {
  return Array.from({ length: Math.ceil(rows.length / size) }, (_, index) => rows.slice(index * size, (index + 1) * size))
}
