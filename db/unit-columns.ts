import type { Selectable } from 'kysely'
import type { BureauKind } from '../machines/vocabulary.ts'
import type { Unit } from '../src/core/unit.ts'
import type { UnitTable } from './schema.ts'

export function toUnit(row: Selectable<UnitTable>): Unit {
  const { id, code, parent, name, path, levels, boarders, day, staff, hospital } = row
  // The kind column is written from a Unit alone.
  return { id, code, parent, kind: row.kind as Unit['kind'], name, path, levels: levelsIn(levels), boarders, day, staff, hospital }
}

/** The row of a unit as the entry of that seq recorded it. */
export function toUnitRow({ levels, ...unit }: Unit & { readonly seq: number }): UnitTable {
  return { ...unit, levels: levels.join(' ') }
}

/** What the column `levels` names. Units stand in a few ways only, so each is taken apart once. */
export function levelsIn(column: string): readonly BureauKind[] {
  const found = known.get(column)
  if (found !== undefined) return found
  // The column is written from a Unit alone.
  const levels = column === '' ? [] : (column.split(' ') as readonly BureauKind[])
  known.set(column, levels)
  return levels
}

const known = new Map<string, readonly BureauKind[]>()
