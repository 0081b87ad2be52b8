import type { Database } from '../../db/connect.ts'
import type { StoredMove } from '../../db/moves.ts'
import { findRunningMove, saveMove, saveMoveRefusals } from '../../db/moves.ts'
import type { Target } from '../../db/order-progress.ts'
import { lockMatchingUnits } from '../../db/order-progress.ts'
import { keepPerson } from '../../db/people.ts'
import type { LoadedResponse } from '../../db/responses.ts'
import type { PlaybookMoveRefusalTable } from '../../db/version-tables.ts'
import { loadUnitPlaces } from '../../db/unit-rows.ts'
import { ENGINE } from '../core/actor.ts'
import type { MoveResponse } from '../core/command.ts'
import { decide } from '../core/decide/index.ts'
import { heading } from '../core/decide/event.ts'
import type { EntryDraft, Scope } from '../core/entry.ts'
import type { Refusal } from '../core/refusal.ts'
import { isRefusal, refuse } from '../core/refusal.ts'
import type { Situation } from '../core/situation.ts'
import type { Work } from './batcher.ts'
import type { Context } from './context.ts'
import { situationFor } from './context.ts'
import type { Duty } from './duty.ts'
import type { Ledger } from './ledger.ts'
import { mayMove, moveCommand } from './moves.ts'
import { CHUNK } from './order-chunk.ts'

/**
 * Moves the next responses of the move planned first, as orders are carried out: units are matched inside the transaction,
 * the cursor commits with them, and whoever planned it must still be allowed to. True if more waits.
 */
export function nextMoveChunkWork(context: Context, hold: Duty['hold']): Work<boolean> {
  return async (trx, open) => {
    await hold(trx)
    const row = await findRunningMove(trx, { kept: true })
    if (row === null) return false
    const allowed = await isAllowed(trx, row)
    const matched = await lockMatchingUnits(trx, await targetOf(trx, row), row.cursor, CHUNK)
    await context.shelf.fetch(
      trx,
      matched.units.map(({ response }) => response),
    )
    const ledger = await open()
    const refusals = matched.units.flatMap((loaded) => moveUnit(context, row, allowed, loaded, ledger) ?? [])
    await saveMoveRefusals(trx, refusals)
    const refused = row.refused + refusals.length
    const moved = row.moved + matched.units.length - refusals.length
    const settled = matched.cursor === null
    if (settled) ledger.append([settledDraft(row, moved, refused, ledger.now)], null)
    const status = settled ? 'settled' : 'running'
    await saveMove(trx, row.id, { cursor: matched.cursor ?? row.cursor, moved, refused, status, settled_at: settled ? ledger.now : null })
    return true
  }
}

/** Authority is looked up again for every chunk; whoever has lost it meanwhile moves nobody else. */
async function isAllowed(trx: Database, { planned_by, unit }: StoredMove): Promise<boolean> {
  const person = await keepPerson(trx, planned_by)
  return person !== null && person.active && person.unit === unit && mayMove(person)
}

async function targetOf(trx: Database, row: StoredMove): Promise<Target> {
  // Written by planWork from a Scope.
  const scope = JSON.parse(row.scope) as Scope
  const regionPath = scope.region === undefined ? null : ((await loadUnitPlaces(trx, [scope.region])).get(scope.region)?.path ?? null)
  return { playbook: row.playbook, mode: row.mode, version: row.from_version, scope, regionPath }
}

function moveUnit(
  context: Context,
  row: StoredMove,
  allowed: boolean,
  loaded: LoadedResponse,
  ledger: Ledger,
): PlaybookMoveRefusalTable | null {
  const { unit, response } = loaded
  const situation = { ...situationFor(context, unit, response, new Map()), nextWakeAt: loaded.nextWakeAt }
  const command = moveCommand({ ...row, from: row.from_version, to: row.to_version }, unit.code, row.id)
  const decision = allowed ? decide(command, situation, ledger.now, ledger.nextSeq()) : refuse('not_your_role')
  if (!isRefusal(decision)) {
    ledger.append(decision.drafts, unit)
    ledger.put({ ...loaded, response: decision.response })
    return null
  }
  const seq = ledger.append([refusedDraft(command, situation, decision, ledger.now)], unit)
  return { move_id: row.id, unit_id: unit.id, refusal: decision.refusal, missing: JSON.stringify(decision.missing ?? []), seq }
}

function refusedDraft({ move, to }: MoveResponse, situation: Situation, { refusal, missing = [] }: Refusal, now: string): EntryDraft {
  return {
    ...heading(ENGINE, situation, now),
    post: null,
    standsInFor: null,
    body: {
      type: 'command.refused',
      v: 1,
      command: 'move',
      subject: String(to),
      order: null,
      move,
      refusal,
      missing: missing.map(({ gate }) => gate),
    },
    texts: {},
  }
}

function settledDraft({ id, playbook, mode }: StoredMove, moved: number, refused: number, now: string): EntryDraft {
  return {
    at: now,
    unit: null,
    playbook,
    mode,
    actor: ENGINE.person,
    post: null,
    standsInFor: null,
    body: { type: 'move.settled', v: 1, move: id, matched: moved + refused, moved, refused },
    texts: {},
  }
}
