import type { Unit } from '../core/unit.ts'
import { levelsBelow } from '../core/unit.ts'
import type { NewUnit } from './engine.ts'

type Placed = Pick<Unit, 'code' | 'parent' | 'kind'>

/** The units that a list of others takes along, since something above them moves or becomes another: where they stand afterwards. */
export function takenAlong(known: ReadonlyMap<string, Unit>, list: readonly NewUnit[]): readonly Unit[] {
  const named = new Map(list.map((unit) => [unit.code, unit]))
  // Nothing known comes to stand elsewhere by units that are only added.
  if (list.every((unit) => isPlacedAs(unit, known.get(unit.code)))) return []
  const tree = new Map<string, Placed>([...known, ...named])
  return [...known.values()].flatMap((unit) => {
    if (named.has(unit.code)) return []
    const place = placeIn(tree, unit)
    return place.path === unit.path && !standsUnderOthers({ ...unit, ...place }, unit) ? [] : [{ ...unit, ...place }]
  })
}

/** Are the levels above it others than they were? By them other bureaus review. */
export function standsUnderOthers({ levels }: Pick<Unit, 'levels'>, before: Pick<Unit, 'levels'> | undefined): boolean {
  return levels.join(' ') !== before?.levels.join(' ')
}

function isPlacedAs({ parent, kind }: NewUnit, before: Unit | undefined): boolean {
  return before === undefined || (before.parent === parent && before.kind === kind)
}

function placeIn(tree: ReadonlyMap<string, Placed>, { code, parent }: Placed): Pick<Unit, 'path' | 'levels'> {
  const above = parent === null ? undefined : tree.get(parent)
  if (above === undefined) return { path: `${code}/`, levels: [] }
  const place = placeIn(tree, above)
  return { path: `${place.path}${code}/`, levels: levelsBelow({ kind: above.kind, levels: place.levels }) }
}
