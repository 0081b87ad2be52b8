import { cityUnits } from './city-units.ts'
import type { UnitRow } from './unit-row.ts'
import { YUNCHENG } from './yuncheng.ts'

export type { UnitRow } from './unit-row.ts'

/** The demo city: 运城市 under its province, 13 counties and 1,824 invented schools, adding up to the figures of H. */
export function demoUnits(): readonly UnitRow[] {
  return cityUnits(YUNCHENG)
}
