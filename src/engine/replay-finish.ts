import { toRow } from '../../db/responses.ts'
import { toUnitRow } from '../../db/unit-columns.ts'
import { summaryOf } from '../core/summary.ts'
import { situationFor } from './context.ts'
import type { Difference, Rebuilt, Rows, State } from './replay.ts'
import { byCalendarKey } from './replay-compare.ts'

/** The rows of every projection, once all entries have been taken. */
export function finish(state: State, differences: Difference[]): Rebuilt {
  const paths = new Map<string, string>()
  const pathOf = (code: string): string => {
    const known = paths.get(code)
    if (known !== undefined) return known
    const unit = state.units.get(state.ids.get(code) ?? -1)
    const path = unit === undefined ? '' : `${unit.parent === null ? '' : pathOf(unit.parent)}${code}/`
    paths.set(code, path)
    return path
  }
  const units = new Map([...state.units.values()].map((unit) => [unit.id, { ...unit, path: pathOf(unit.code) }]))
  const responses: Rows = new Map()
  for (const { id, unitId, worked, response } of state.responses.values()) {
    const [unit, changed] = [units.get(unitId), state.unitWorked.get(unitId)]
    if (unit === undefined) continue
    const { seq, at } = changed !== undefined && changed.seq > worked.seq ? changed : worked
    const summary = summaryOf(situationFor({ calendars: state.calendars.asOf(seq), shelf: state.shelf }, unit, response, new Map()), at)
    responses.set(String(id), { ...toRow({ id, unitId, response, summary }) })
  }
  const { signOffs, people, orders, outcomes, overlays, moves, moveRefusals, assignments, concealments } = state
  const receipts: Rows = new Map([...state.receipts.values()].map((row) => [String(row.received), { ...row }]))
  const same = { signOffs, people, orders, outcomes, overlays, moves, moveRefusals, assignments, receipts, concealments, differences }
  const calendar = byCalendarKey(state.calendars.last().rows)
  return { units: new Map([...units].map(([id, unit]) => [String(id), { ...toUnitRow(unit) }])), responses, calendar, ...same }
}
