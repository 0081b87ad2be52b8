import type { Database } from './connect.ts'
import { insertRows } from './insert-rows.ts'
import { prepared } from './prepared.ts'

export interface KeptAnswer {
  readonly actor: string
  readonly key: string
  /** SHA-256 of the request. */
  readonly request: string
  /** JSON. */
  readonly answer: string
}

/** The answers given to these keys before, by actor and key. */
export async function loadAnswers(
  trx: Database,
  asked: readonly { readonly actor: string; readonly key: string }[],
): Promise<ReadonlyMap<string, KeptAnswer>> {
  if (asked.length === 0) return new Map()
  const rows = await answersTo(trx, { keys: asked.map(({ key }) => key) })
  return new Map(rows.map((row) => [`${row.actor} ${row.key}`, row]))
}

const answersTo = prepared((trx, { keys }: { readonly keys: readonly string[] }) =>
  // The index begins with the key: nearly every key is used once.
  trx.selectFrom('idempotency').select(['actor', 'key', 'request', 'answer']).where('key', 'in', keys),
)

export async function keepAnswers(trx: Database, answers: readonly KeptAnswer[], at: string): Promise<void> {
  const rows = answers.map(({ actor, key, request, answer }) => ({ actor, key, request, answer, at }))
  await insertRows(trx, 'idempotency', rows, (some) => trx.insertInto('idempotency').values(some))
}
