import type { RosterPart } from '../../machines/form.ts'
import type { BureauKind, Kind, Level } from '../../machines/vocabulary.ts'
import { BUREAU_KINDS } from '../../machines/vocabulary.ts'

/** A school, campus or bureau in the one tree of units. */
export interface Unit {
  readonly id: number
  readonly code: string
  readonly parent: string | null
  readonly kind: Kind
  readonly name: string
  /** Codes from the root down, each followed by `/`: `140000/140800/140821/`. A subtree is a prefix of it. */
  readonly path: string
  /** Levels of the bureaus above it, the widest first. */
  readonly levels: readonly BureauKind[]
  readonly boarders: number
  readonly day: number
  readonly staff: number
  /** The paired hospital (一校一院, N-16); empty if none. */
  readonly hospital: string
}

/** How many people the unit's roster counts for that part. */
export function rosterOf(unit: Pick<Unit, 'boarders' | 'day' | 'staff'>, part: RosterPart): number {
  switch (part) {
    case 'roster':
      return unit.boarders + unit.day + unit.staff
    case 'students':
      return unit.boarders + unit.day
    case 'boarders':
    case 'day':
    case 'staff':
      return unit[part]
    default:
      return part satisfies never
  }
}

/** What `levels` are for units directly below this one; nothing stands above the root. */
export function levelsBelow(above: Pick<Unit, 'kind' | 'levels'> | null | undefined): readonly BureauKind[] {
  if (above === null || above === undefined) return []
  return isBureauKind(above.kind) ? [...above.levels, above.kind] : above.levels
}

/** Does the subtree at `top` hold the unit at `path`? The top itself is part of it. */
export function isWithin(path: string, top: string): boolean {
  return path.startsWith(top)
}

/** The level at which somebody of that unit acts. */
export function levelOf(kind: Kind): Level {
  return isBureauKind(kind) ? kind : 'school'
}

export function isBureauKind(kind: Kind): kind is BureauKind {
  // Only widened: `includes` would accept nothing but members.
  return (BUREAU_KINDS as readonly Kind[]).includes(kind)
}
