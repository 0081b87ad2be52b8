import type { GateArea } from '../../../machines/gate.ts'
import type { DeclaredHere } from '../declared.ts'
import { applied } from '../declared.ts'
import type { Calendar } from '../situation.ts'
import type { Unit } from '../unit.ts'

/** What a bureau has declared for its area, with the bureau's name. */
export interface AreaDeclared extends DeclaredHere {
  readonly name: string
}

/** What applies where a unit stands: by which bureau, which level and which risk. */
export type Area = ReturnType<typeof applied<AreaDeclared>>

/** Declarations by the code of the bureau that made them; bureaus that declared nothing may be missing. */
export type Declarations = ReadonlyMap<string, AreaDeclared>

/** What applies at the unit of all that was declared. */
export function areaOf(unit: Pick<Unit, 'code' | 'kind' | 'path'>, declarations: Declarations): Area {
  return applied(areaCodes(unit).flatMap((code) => declarations.get(code) ?? []))
}

/**
 * Codes of the bureaus whose declarations reach the unit, the nearest first: those above it. A university may stand
 * directly under its province, and falls under the place where it stands all the same: its own code begins with
 * that of the county (GB/T 2260), and county and city come before the bureaus above it.
 */
export function areaCodes({ code, kind, path }: Pick<Unit, 'code' | 'kind' | 'path'>): readonly string[] {
  const above = path
    .split('/')
    .filter((one) => one !== '')
    .toReversed()
  const place = kind === 'university' && /^\d{7}/.test(code) ? [code.slice(0, 6), `${code.slice(0, 4)}00`] : []
  return [...new Set([...place, ...above])]
}

/** The same in the words of gates: values, areas and local dates. */
export function forGates({ level, risk }: Area, calendar: Pick<Calendar, 'dateOf'>): GateArea {
  return {
    level: level?.level ? { value: level.level.value, of: level.name, since: calendar.dateOf(level.level.at) } : null,
    risk: risk?.risk ? { value: risk.risk.value, of: risk.name, since: calendar.dateOf(risk.risk.at) } : null,
  }
}
