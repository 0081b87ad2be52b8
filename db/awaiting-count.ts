import type { Database } from './connect.ts'
import type { LoadedResponse } from './responses.ts'
import { locked, selectLoaded, toLoaded } from './responses.ts'
import { readSetting } from './settings.ts'

/** The setting that an older database gets by its migration: the id of the last response whose awaited steps were counted. */
export const AWAITING_COUNT = 'awaiting.countedTo'

/** The last response that was counted; null if there is nothing to count. */
export async function findUncounted(db: Database): Promise<number | null> {
  const counted = await readSetting(db, AWAITING_COUNT)
  return counted === null ? null : Number(counted)
}

/** A response with the time of the entry after which what it shows was worked out last. */
export interface Uncounted extends LoadedResponse {
  readonly workedAt: string
}

/** The next responses in order of id, to be changed in this transaction. */
export async function lockUncounted(trx: Database, after: number, limit: number): Promise<readonly Uncounted[]> {
  const ids = await trx.selectFrom('response').select('id').where('id', '>', after).orderBy('id').limit(limit).execute()
  if (ids.length === 0) return []
  const rows = await locked(trx, selectLoaded(trx))
    .where(
      'response.id',
      'in',
      ids.map(({ id }) => id),
    )
    .execute()
  const found: Uncounted[] = []
  for (const loaded of rows.map(toLoaded)) found.push({ ...loaded, workedAt: await workedAt(trx, loaded) })
  return found
}

/** A refusal changes nothing, and so nothing is worked out after it; after a change of the unit everything of it is. */
async function workedAt(trx: Database, { unit, response }: LoadedResponse): Promise<string> {
  const last = await trx
    .selectFrom('journal')
    .select('at')
    .where('unit_id', '=', unit.id)
    .where((eb) =>
      eb.or([
        eb('type', '=', 'unit.recorded'),
        eb.and([eb('playbook', '=', response.playbook), eb('mode', '=', response.mode), eb('type', '!=', 'command.refused')]),
      ]),
    )
    .orderBy('seq', 'desc')
    .limit(1)
    .executeTakeFirst()
  return last?.at ?? response.settledTo
}
