import { createHmac, randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import type { Database } from '../db/connect.ts'
import type { PersonId } from '../src/core/actor.ts'

/** Only for databases that are gone when the run is over. */
export const SECRET = 'only-for-the-bench-0123456789-abcdefghij'

/** A session for each of these people, as if they had signed in; the cookies, in the same order. */
export async function signedIn(writer: Database, people: readonly PersonId[], secret = SECRET): Promise<readonly string[]> {
  return writer.transaction().execute(async (trx) => {
    for (const id of new Set(people)) await openAccount(trx, id)
    const cookies: string[] = []
    for (const person of people) {
      const token = randomUUID()
      await openSession(trx, person, token)
      cookies.push(`fangxian.session_token=${encodeURIComponent(`${token}.${signatureOf(token, secret)}`)}`)
    }
    return cookies
  })
}

async function openAccount(trx: Database, id: PersonId): Promise<void> {
  const now = new Date().toISOString()
  await sql`insert into "user" (id, name, email, "emailVerified", "createdAt", "updatedAt", username)
    values (${id}, ${id}, ${`${id}@accounts.invalid`}, 1 = 0, ${now}, ${now}, ${id})`.execute(trx)
}

// As long as a new session lasts: one that is older is lengthened when it is used.
const NINETY_DAYS_MS = 90 * 86_400_000

async function openSession(trx: Database, person: PersonId, token: string): Promise<void> {
  const now = new Date().toISOString()
  const until = new Date(Date.now() + NINETY_DAYS_MS).toISOString()
  await sql`insert into session (id, "expiresAt", token, "createdAt", "updatedAt", "userId")
    values (${randomUUID()}, ${until}, ${token}, ${now}, ${now}, ${person})`.execute(trx)
}

function signatureOf(token: string, secret: string): string {
  return createHmac('sha256', secret).update(token).digest('base64')
}
