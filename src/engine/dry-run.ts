import type { Database } from '../../db/connect.ts'
import { matchUnits } from '../../db/order-progress.ts'
import type { LoadedResponse } from '../../db/responses.ts'
import type { IssueOrder } from '../core/command.ts'
import { decide } from '../core/decide/index.ts'
import type { Refusal } from '../core/refusal.ts'
import { isRefusal } from '../core/refusal.ts'
import type { Context } from './context.ts'
import { situationFor } from './context.ts'
import type { DryRun, RefusedUnit } from './engine.ts'
import { commandFor, judgeOrder } from './orders.ts'
import { lookAround, surrounded, wanted } from './surroundings.ts'

const CHUNK = 250
const NAMED = 100

/** What the order would do now: the same decisions as the real thing, none of them written. */
export async function dryRun(context: Context, db: Database, order: IssueOrder): Promise<DryRun | Refusal> {
  const judged = await judgeOrder(db, order)
  if (isRefusal(judged)) return judged
  const now = context.clock.now()
  const looks = wanted({ kind: 'event', playbook: order.playbook, event: order.event })
  const counts = { matched: 0, accepted: 0, unchanged: 0, refusedTotal: 0 }
  const refused: RefusedUnit[] = []
  for (let cursor = ''; ;) {
    const matched = await matchUnits(db, judged.target, cursor, CHUNK)
    await context.shelf.fetch(
      db,
      matched.units.map(({ response }) => response),
    )
    const around = await lookAround(context, db, matched.units, looks, { kept: false })
    for (const loaded of matched.units) {
      const alone = situationFor(context, loaded.unit, loaded.response, new Map())
      const answer = decide(commandFor(order, loaded.unit.code, 0), surrounded(context, alone, looks, around), now, 1)
      counts.matched += 1
      if (!isRefusal(answer)) counts.accepted += 1
      else if (answer.refusal === 'already_in_phase') counts.unchanged += 1
      else {
        counts.refusedTotal += 1
        if (refused.length < NAMED) refused.push(named(loaded, answer))
      }
    }
    if (matched.cursor === null) return { ...counts, refused }
    cursor = matched.cursor
    // Others are served between chunks.
    await new Promise((resolve) => setImmediate(resolve))
  }
}

function named({ unit }: LoadedResponse, { refusal, missing }: Refusal): RefusedUnit {
  return { unit: unit.code, name: unit.name, refusal, missing: missing ?? [] }
}
