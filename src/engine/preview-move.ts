import type { Database } from '../../db/connect.ts'
import { matchUnits } from '../../db/order-progress.ts'
import type { LoadedResponse } from '../../db/responses.ts'
import { findPlaybook } from '../../machines/registry.ts'
import type { PlanMove } from '../core/command.ts'
import { decide } from '../core/decide/index.ts'
import type { Refusal } from '../core/refusal.ts'
import { isRefusal } from '../core/refusal.ts'
import { mappingFrom } from '../core/versions/steps.ts'
import type { MoveTally } from '../core/versions/tally.ts'
import { emptyTally, tallied } from '../core/versions/tally.ts'
import type { Context } from './context.ts'
import { situationFor } from './context.ts'
import type { RefusedUnit } from './engine.ts'
import { judgeMove, moveCommand } from './moves.ts'
import { CHUNK } from './order-chunk.ts'

/** What a move would do now. `refused` names the first hundred. */
export interface MovePreview extends MoveTally {
  readonly matched: number
  readonly refusedTotal: number
  readonly refused: readonly RefusedUnit[]
  /** Whether the older version says how responses come back to it. */
  readonly reversible: boolean
}

const NAMED = 100

/** The same decisions as the real thing, none of them written. */
export async function previewMove(context: Context, db: Database, plan: PlanMove): Promise<MovePreview | Refusal> {
  const judged = await judgeMove(db, plan)
  if (isRefusal(judged)) return judged
  const now = context.clock.now()
  const refused: RefusedUnit[] = []
  let [tally, matchedTotal, refusedTotal] = [emptyTally(), 0, 0]
  for (let cursor = ''; ;) {
    const matched = await matchUnits(db, judged.target, cursor, CHUNK)
    await context.shelf.fetch(
      db,
      matched.units.map(({ response }) => response),
    )
    for (const loaded of matched.units) {
      const situation = situationFor(context, loaded.unit, loaded.response, new Map())
      const decision = decide(moveCommand(plan, loaded.unit.code, 0), situation, now, 1)
      if (!isRefusal(decision)) {
        const after = situationFor(context, loaded.unit, decision.response, new Map())
        tally = tallied(tally, situation, after, now)
      } else if (refusedTotal++ < NAMED) refused.push(named(loaded, decision))
    }
    matchedTotal += matched.units.length
    if (matched.cursor === null) break
    cursor = matched.cursor
    // Others are served between chunks.
    await new Promise((resolve) => setImmediate(resolve))
  }
  const older = findPlaybook(plan.playbook, plan.from)
  const reversible = older !== undefined && mappingFrom(older, plan.to) !== undefined
  return { ...tally, matched: matchedTotal, refusedTotal, refused, reversible }
}

function named({ unit }: LoadedResponse, { refusal, missing }: Refusal): RefusedUnit {
  return { unit: unit.code, name: unit.name, refusal, missing: missing ?? [] }
}
