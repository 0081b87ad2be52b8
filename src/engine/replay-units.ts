import type { UnitRecorded } from '../core/entry.ts'
import type { Unit } from '../core/unit.ts'
import { levelsBelow } from '../core/unit.ts'
import { standsUnderOthers } from './moved-units.ts'
import type { State, StoredEntry, Worked } from './replay.ts'

/** The unit as the entry records it, and what stands below it where other levels stand above it than before. */
export function takeUnit(state: State, { seq, at }: StoredEntry, body: UnitRecorded): void {
  const { code, parent, kind, name, boarders, day, staff, hospital } = body
  const id = state.ids.get(code) ?? seq
  state.ids.set(code, id)
  state.unitWorked.set(id, { seq, at })
  const before = state.units.get(id)
  const levels = levelsBelow(parent === null ? null : state.units.get(state.ids.get(parent) ?? -1))
  // The kind was validated before it was recorded; the path follows from the parents once all are known.
  const unit: Unit = { id, code, parent, kind: kind as Unit['kind'], name, path: '', levels, boarders, day, staff, hospital }
  state.units.set(id, { ...unit, seq })
  if (before === undefined || (before.kind === unit.kind && !standsUnderOthers(unit, before))) return
  takeAlong(
    state,
    unit,
    { seq, at },
    Map.groupBy(state.units.values(), (one) => one.parent),
  )
}

type Below = ReadonlyMap<string | null, readonly (Unit & { readonly seq: number })[]>

/** What is shown of the responses below was worked out anew. */
function takeAlong(state: State, above: Unit, worked: Worked, below: Below): void {
  const levels = levelsBelow(above)
  for (const unit of (below.get(above.code) ?? []).filter((one) => standsUnderOthers({ levels }, one))) {
    const taken = { ...unit, levels }
    state.units.set(unit.id, taken)
    state.unitWorked.set(unit.id, worked)
    takeAlong(state, taken, worked, below)
  }
}
