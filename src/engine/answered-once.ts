import { createHash } from 'node:crypto'
import { toCanonicalJson } from '../../db/append.ts'
import { keepAnswers, loadAnswers } from '../../db/idempotency.ts'
import type { Actor } from '../core/actor.ts'
import type { Refusal } from '../core/refusal.ts'
import { isRefusal, refuse } from '../core/refusal.ts'
import type { Work } from './batcher.ts'

/**
 * A request that has a transaction to itself: under a key that was used before it gets the first answer again, or
 * `idempotency_mismatch` if it asks for something else; what is refused may be asked again.
 */
export function answeredOnce<A extends object>({ person }: Actor, key: string, asked: object, work: Work<A | Refusal>): Work<A | Refusal> {
  return async (trx, open) => {
    const request = createHash('sha256')
      .update(toCanonicalJson(wellFormed(asked)))
      .digest('hex')
    const earlier = (await loadAnswers(trx, [{ actor: person, key }])).get(`${person} ${key}`)
    // Written below for the very same request, so it is its answer.
    if (earlier !== undefined) return earlier.request === request ? (JSON.parse(earlier.answer) as A) : refuse('idempotency_mismatch')
    const answer = await work(trx, open)
    if (isRefusal(answer)) return answer
    const { now } = await open()
    await keepAnswers(trx, [{ actor: person, key, request, answer: JSON.stringify(answer) }], now)
    return answer
  }
}

/** Half of a character has no canonical form; what holds one is refused for it, but only after it was told from other requests. */
function wellFormed(asked: object): object {
  // Of an object, JSON makes an object again.
  return JSON.parse(JSON.stringify(asked, (_name, value: unknown) => (typeof value === 'string' ? value.toWellFormed() : value))) as object
}
