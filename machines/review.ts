import type { BureauKind, Kind, Text } from './vocabulary.ts'
import { text } from './notation.ts'

/**
 * One row of a table of routes: by which levels, one after another, a plan is reviewed. The first row that fits the
 * unit holds. Each stage names levels in order of preference: it is reviewed by the first of them that stands above the
 * unit, and left out where none does.
 */
export interface ReviewRoute {
  /** Kinds of unit for which the row is; absent: all. */
  readonly kinds?: readonly Kind[]
  /** Levels of the bureau directly above for which the row is; absent: all. */
  readonly under?: readonly BureauKind[]
  readonly stages: readonly (readonly BureauKind[])[]
}

/** The levels as they are named where they act on a plan. */
export const LEVEL_NAMES: Readonly<Record<BureauKind, Text>> = {
  nation: text('国家级', 'national'),
  province: text('省级', 'province'),
  city: text('市级', 'city'),
  county: text('县级', 'county'),
  township: text('乡镇级', 'township'),
}

/** What has to come before: the consent of that level. */
export function consentFirst(level: BureauKind): Text {
  const { zh, en } = LEVEL_NAMES[level]
  return text(`须先经${zh}审核同意`, `The ${en} has to endorse it first`)
}
