import type { ShownResponse } from '../../db/calendar.ts'
import { lockCalendarChange, lockConcerned, saveChangeProgress } from '../../db/calendar.ts'
import { applyAll } from '../core/apply.ts'
import { calendarApplied } from '../core/decide/calendar.ts'
import type { Seq } from '../core/response.ts'
import type { Situation } from '../core/situation.ts'
import { summaryOf } from '../core/summary.ts'
import type { Work } from './batcher.ts'
import type { Context } from './context.ts'
import { situationFor } from './context.ts'
import type { Duty } from './duty.ts'
import type { Ledger } from './ledger.ts'
import { CHUNK } from './order-chunk.ts'

/**
 * Tells the next schools of a changed calendar, so that each knows anew when something falls due. Like the chunk of an
 * order it commits its cursor with it. A school for which nothing in sight changes gets no entry. True if more waits.
 */
export function calendarChunkWork(context: Context, hold: Duty['hold']): Work<boolean> {
  return async (trx, open) => {
    await hold(trx)
    const change = await lockCalendarChange(trx)
    if (change === null) return false
    const { responses, cursor } = await lockConcerned(trx, change, CHUNK)
    await context.shelf.fetch(
      trx,
      responses.map(({ response }) => response),
    )
    const ledger = await open()
    for (const loaded of responses) tell(context, loaded, change.seq, ledger)
    await saveChangeProgress(trx, change, cursor)
    return true
  }
}

function tell(context: Context, loaded: ShownResponse, calendar: Seq, ledger: Ledger): void {
  const { unit, response, nextWakeAt } = loaded
  const situation = { ...situationFor(context, unit, response, new Map()), nextWakeAt }
  if (isAsShown(situation, loaded, ledger)) return
  const drafts = calendarApplied(situation, ledger.now, calendar)
  const first = ledger.append(drafts, unit)
  ledger.put({ ...loaded, response: applyAll(response, drafts, first) })
}

function isAsShown(situation: Situation, { shown }: ShownResponse, { now }: Ledger): boolean {
  const { total, done, overdue, awaiting, awaitingOverdue, nextDueAt, nextWakeAt } = summaryOf(situation, now)
  return (
    total === shown.total &&
    done === shown.done &&
    overdue === shown.overdue &&
    awaiting === shown.awaiting &&
    awaitingOverdue === shown.awaiting_overdue &&
    nextDueAt === shown.next_due_at &&
    nextWakeAt === shown.next_wake_at
  )
}
