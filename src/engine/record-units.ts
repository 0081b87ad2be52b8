import type { Database } from '../../db/connect.ts'
import type { ResponseKey } from '../../db/responses.ts'
import { keyOf, loadResponses, lockResponses } from '../../db/responses.ts'
import { standingOverlays } from '../../db/overlays.ts'
import { loadUnitsByCode, lockTree, saveUnits } from '../../db/unit-rows.ts'
import { latestPlaybooks } from '../../machines/registry.ts'
import type { Actor } from '../core/actor.ts'
import type { EntryDraft } from '../core/entry.ts'
import type { Overlay } from '../core/overlay/overlay.ts'
import type { Unit } from '../core/unit.ts'
import { levelsBelow } from '../core/unit.ts'
import type { Work } from './batcher.ts'
import type { Context } from './context.ts'
import { lineage } from './context.ts'
import type { NewUnit, Recorded } from './engine.ts'
import type { Ledger } from './ledger.ts'
import { standsUnderOthers, takenAlong } from './moved-units.ts'
import { openResponse, playbooksFor } from './open-response.ts'

/** Records a list of units, all or none: new ones are added with their responses, changed ones get a new entry. */
export function recordUnitsWork(context: Context, actor: Actor, units: readonly NewUnit[]): Work<Recorded> {
  return async (trx, open) => {
    await lockTree(trx)
    const known = new Map(await loadUnitsByCode(trx))
    const taken = takenAlong(known, units)
    const others = taken.filter((unit) => standsUnderOthers(unit, known.get(unit.code)))
    await lockResponses(
      trx,
      [...units, ...others].flatMap(({ code }) => keysOf(code)),
    )
    const ledger = await open()
    const standing = await standingAt(context, trx, units, known, ledger.now)
    const counts = { added: 0, changed: 0, unchanged: 0 }
    const saved: (Unit & { readonly seq: number })[] = []
    for (const unit of units) {
      const before = known.get(unit.code)
      const above = unit.parent === null ? null : knownAs(known, unit.parent)
      const path = `${above?.path ?? ''}${unit.code}/`
      if (before !== undefined && isSame(before, { ...unit, path })) {
        counts.unchanged += 1
        continue
      }
      // A unit's id is the seq of the entry that first recorded it, so a replay gives the same ids.
      const seq = ledger.nextSeq()
      const recorded: Unit = { ...unit, path, levels: levelsBelow(above), id: before?.id ?? seq }
      ledger.append([unitDraft(actor, unit, ledger.now)], recorded)
      if (before !== undefined) await refreshResponses(context, trx, recorded, actor, standing, ledger)
      else for (const playbook of playbooksFor(context, recorded.kind)) openResponse(recorded, playbook, actor, standing, ledger)
      counts[before === undefined ? 'added' : 'changed'] += 1
      known.set(unit.code, recorded)
      saved.push({ ...recorded, seq })
    }
    await refreshTaken(context, trx, others, ledger)
    saved.push(...taken.map((unit) => ({ ...unit, seq: unit.id })))
    await saveUnits(trx, saved)
    return counts
  }
}

function knownAs(known: ReadonlyMap<string, Unit>, parent: string): Unit {
  const found = known.get(parent)
  if (found === undefined) throw new Error(`unit ${parent} is named as a parent and not known`)
  return found
}

function isSame(before: Unit, unit: NewUnit & { readonly path: string }): boolean {
  const keys = ['parent', 'kind', 'name', 'boarders', 'day', 'staff', 'hospital', 'path'] as const
  return keys.every((key) => before[key] === unit[key])
}

function unitDraft(actor: Actor, { code, parent, kind, name, boarders, day, staff, hospital }: NewUnit, now: string): EntryDraft {
  return {
    at: now,
    unit: code,
    playbook: null,
    mode: null,
    actor: actor.person,
    post: actor.posts[0] ?? null,
    standsInFor: null,
    body: { type: 'unit.recorded', v: 1, code, parent, kind, name, boarders, day, staff, hospital },
    texts: {},
  }
}

/**
 * A unit has a response in each playbook that lists its kind, from the day it is known. A changed roster changes which
 * steps apply, so what boards show of those that it has is worked out again.
 */
async function refreshResponses(
  context: Context,
  trx: Database,
  unit: Unit,
  actor: Actor,
  standing: readonly Overlay[],
  ledger: Ledger,
): Promise<void> {
  const loaded = await loadResponses(trx, keysOf(unit.code))
  await context.shelf.fetch(
    trx,
    loaded.values().map(({ response }) => response),
  )
  for (const response of loaded.values()) ledger.put({ ...response, unit })
  for (const playbook of playbooksFor(context, unit.kind)) {
    const key = { unit: unit.code, playbook: playbook.name, mode: 'actual' }
    if (!loaded.has(keyOf(key))) openResponse(unit, playbook, actor, standing, ledger)
  }
}

/** Other levels above may review, so what is shown of the responses below a unit that came to stand elsewhere is worked out again. */
async function refreshTaken(context: Context, trx: Database, others: readonly Unit[], ledger: Ledger): Promise<void> {
  const loaded = await loadResponses(
    trx,
    others.flatMap(({ code }) => keysOf(code)),
  )
  await context.shelf.fetch(
    trx,
    loaded.values().map(({ response }) => response),
  )
  const byCode = new Map(others.map((unit) => [unit.code, unit]))
  for (const response of loaded.values()) ledger.put({ ...response, unit: byCode.get(response.unit.code) ?? response.unit })
}

function keysOf(unit: string): readonly ResponseKey[] {
  return latestPlaybooks().map(({ name }) => ({ unit, playbook: name, mode: 'actual' }))
}

/** The overlays that hold at new units from the start: those of the units above them. */
async function standingAt(
  context: Context,
  trx: Database,
  units: readonly NewUnit[],
  known: ReadonlyMap<string, Unit>,
  now: string,
): Promise<readonly Overlay[]> {
  const above = new Set(
    // Units that this list adds have published nothing yet.
    units.flatMap(({ code, parent }) => [
      ...(known.has(code) ? [code] : []),
      ...lineage({ path: parent === null ? '' : (known.get(parent)?.path ?? '') }),
    ]),
  )
  const standing = above.size === 0 ? [] : await standingOverlays(trx, [...above], now)
  for (const overlay of standing) context.shelf.put(overlay)
  return standing
}
