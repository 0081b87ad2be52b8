import { AWAITING_COUNT, findUncounted, lockUncounted } from '../../db/awaiting-count.ts'
import type { Uncounted } from '../../db/awaiting-count.ts'
import { saveResponses } from '../../db/responses.ts'
import { dropSetting, setSetting } from '../../db/settings.ts'
import { summaryOf } from '../core/summary.ts'
import type { MakeUp } from './after-start.ts'
import type { Work } from './batcher.ts'
import type { Context } from './context.ts'
import { situationFor } from './context.ts'
import { untilWritable } from './try-again.ts'

const CHUNK = 250

/**
 * Counts what waits for a bureau above at responses of an older database, which counted it as the unit's own lateness or not at all
 * until their next entry. The migration left a mark where there were any; it says how far the count has come, and goes with the last.
 */
export const countAwaiting: MakeUp = async (context, batcher, stopping) => {
  while (!stopping.aborted) {
    const after = await findUncounted(context.connections.reader)
    if (after === null) return
    await untilWritable(() => batcher.run(countWork(context, after)), stopping)
  }
}

/** The next responses are worked out anew as of their last entry, which is when a replay does; nothing goes into the journal. */
function countWork(context: Context, after: number): Work<void> {
  return async (trx) => {
    const found = await lockUncounted(trx, after, CHUNK)
    if (found.length === 0) return dropSetting(trx, AWAITING_COUNT)
    await context.shelf.fetch(
      trx,
      found.map(({ response }) => response),
    )
    await saveResponses(
      trx,
      found.map((one) => ({ id: one.id, unitId: one.unit.id, response: one.response, summary: countedAt(context, one) })),
    )
    await setSetting(trx, AWAITING_COUNT, String(Math.max(...found.map(({ id }) => id))))
  }
}

function countedAt(context: Context, { unit, response, workedAt }: Uncounted): ReturnType<typeof summaryOf> {
  return summaryOf(situationFor(context, unit, response, new Map()), workedAt)
}
