import type { Kind } from '../../machines/vocabulary.ts'

/** One line of the CSV of units. A bureau has neither people nor a hospital. */
export interface UnitRow {
  /** GB/T 2260 for a region; for a school its county's code and four digits. */
  readonly code: string
  readonly parent: string | null
  readonly kind: Kind
  readonly name: string
  readonly boarders: number
  readonly day: number
  readonly staff: number
  /** The hospital paired with the school (一校一院). */
  readonly hospital: string
}
