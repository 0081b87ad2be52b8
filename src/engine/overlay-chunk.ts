import type { Database } from '../../db/connect.ts'
import type { Target } from '../../db/order-progress.ts'
import { lockMatchingUnits } from '../../db/order-progress.ts'
import type { StoredOverlay } from '../../db/overlays.ts'
import { findMovingOverlay, moveOverlay, toOverlay } from '../../db/overlays.ts'
import type { LoadedResponse } from '../../db/responses.ts'
import { loadUnitPlaces } from '../../db/unit-rows.ts'
import { ENGINE } from '../core/actor.ts'
import type { ChangeOverlay } from '../core/command.ts'
import { decide } from '../core/decide/index.ts'
import type { Overlay } from '../core/overlay/overlay.ts'
import { isRefusal } from '../core/refusal.ts'
import type { Work } from './batcher.ts'
import type { Context } from './context.ts'
import { situationFor } from './context.ts'
import type { Duty } from './duty.ts'
import type { Ledger } from './ledger.ts'
import { CHUNK } from './order-chunk.ts'

/**
 * Brings the overlay published first to its next schools, or takes it back from them, as orders are carried out: units are
 * matched inside the transaction, and the cursor commits with them. True if more waits.
 */
export function nextOverlayChunkWork(context: Context, hold: Duty['hold']): Work<boolean> {
  return async (trx, open) => {
    await hold(trx)
    const row = await findMovingOverlay(trx, { kept: true })
    if (row === null) return false
    const overlay = toOverlay(row)
    const matched = await lockMatchingUnits(trx, await targetOf(trx, overlay), row.cursor, CHUNK)
    await context.shelf.fetch(
      trx,
      matched.units.map(({ response }) => response),
    )
    const ledger = await open()
    for (const loaded of matched.units) reach(context, row, overlay, loaded, ledger)
    const done = row.status === 'spreading' ? 'in_force' : 'withdrawn'
    await moveOverlay(trx, row.id, matched.cursor === null ? { status: done } : { cursor: matched.cursor })
    return true
  }
}

/** The schools that the overlay is for: those below its issuer, of the kinds that it names. */
export async function targetOf(db: Database, { unit, playbook, kinds }: Pick<Overlay, 'unit' | 'playbook' | 'kinds'>): Promise<Target> {
  const path = (await loadUnitPlaces(db, [unit])).get(unit)?.path ?? null
  return { playbook, mode: 'actual', scope: { region: unit, ...(kinds === undefined ? {} : { kinds }) }, regionPath: path }
}

function reach(context: Context, row: StoredOverlay, overlay: Overlay, loaded: LoadedResponse, ledger: Ledger): void {
  const { unit, response } = loaded
  const holds = response.overlays?.some(({ seq }) => seq === overlay.seq) === true
  const wanted = row.status === 'spreading' && overlay.expiresAt > ledger.now
  // A school recorded meanwhile has it from the start; one where it has expired has lost it already.
  if (holds === wanted) return
  const command: ChangeOverlay = {
    kind: 'overlay',
    actor: ENGINE,
    unit: unit.code,
    playbook: response.playbook,
    mode: response.mode,
    overlay: overlay.seq,
    expiresAt: overlay.expiresAt,
    change: wanted ? 'applied' : 'withdrawn',
  }
  context.shelf.put(overlay)
  const situation = { ...situationFor(context, unit, response, new Map()), nextWakeAt: loaded.nextWakeAt }
  const decision = decide(command, situation, ledger.now, ledger.nextSeq())
  if (isRefusal(decision)) throw new Error(`overlay ${overlay.seq} was refused at ${unit.code}: ${decision.refusal}`)
  ledger.append(decision.drafts, unit)
  ledger.put({ ...loaded, response: decision.response })
}
