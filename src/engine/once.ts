import { createHash } from 'node:crypto'
import { toCanonicalJson } from '../../db/append.ts'
import type { Database } from '../../db/connect.ts'
import { keepAnswers, loadAnswers } from '../../db/idempotency.ts'
import type { Actor } from '../core/actor.ts'
import type { Refusal } from '../core/refusal.ts'
import { isRefusal, refuse } from '../core/refusal.ts'
import type { Work } from './batcher.ts'
import type { Ledger } from './ledger.ts'

/**
 * Work that is done once for each key: the same request under the same key gets the first answer again, another request
 * `idempotency_mismatch`. A refusal is not kept: it changed nothing, and may be another one next time.
 */
export function once<T extends object>(
  actor: Actor,
  key: string,
  asked: object,
  work: (trx: Database, open: () => Promise<Ledger>) => Promise<T | Refusal>,
): Work<T | Refusal> {
  return async (trx, open) => {
    const request = createHash('sha256').update(toCanonicalJson(asked)).digest('hex')
    const earlier = (await loadAnswers(trx, [{ actor: actor.person, key }])).get(`${actor.person} ${key}`)
    if (earlier !== undefined) {
      // Written below, from an answer of this kind of work.
      return earlier.request === request ? (JSON.parse(earlier.answer) as T) : refuse('idempotency_mismatch')
    }
    const answer = await work(trx, open)
    if (isRefusal(answer)) return answer
    const { now } = await open()
    await keepAnswers(trx, [{ actor: actor.person, key, request, answer: JSON.stringify(answer) }], now)
    return answer
  }
}
