import type { Playbook } from '../../machines/playbook.ts'
import type { Instant, Post } from '../../machines/vocabulary.ts'
import type { AttachmentsAtHand } from './files/attachment.ts'
import type { InHand } from './assignment/assignment.ts'
import type { InForce } from './overlay/overlaid.ts'
import type { Response } from './response.ts'
import type { Area } from './surroundings/area.ts'
import type { Unit } from './unit.ts'

/** All that a decision about one response may look at, gathered before it is made. */
export interface Situation {
  readonly unit: Unit
  readonly playbook: Playbook
  readonly response: Response
  /** Posts that somebody holds, by the code of the unit or of a bureau above it. */
  readonly heldPosts: ReadonlyMap<string, ReadonlySet<Post>>
  readonly calendar: Calendar
  /** What the local additions that hold at the response say. */
  readonly overlays: InForce
  /** The files that the command names, as far as they are known. */
  readonly attachments?: AttachmentsAtHand
  /** What the assignments at the response say. */
  readonly assignments: readonly InHand[]
  /** When something falls due next, if that is known: nothing can have fallen due before. */
  readonly nextWakeAt?: Instant | null
  /** The unit's other responses of the same mode, as far as the decision needs them; they know nothing of each other. */
  readonly beside?: readonly Situation[]
  /** What the bureaus above have declared for where the unit stands; absent where no gate asks. */
  readonly area?: Area
}

/** School days and local time of the unit's region. */
export interface Calendar {
  readonly isSchoolDay: (date: string) => boolean
  /** The instant of a local date (`YYYY-MM-DD`) and clock time (`HH:MM`, up to `24:00`). */
  readonly instantOf: (date: string, clock: string) => Instant
  /** The local date of an instant. */
  readonly dateOf: (at: Instant) => string
  /** The date `days` later. */
  readonly addDays: (date: string, days: number) => string
  /** The school terms with a day from the one local date to the other, in order. */
  readonly termsBetween: (from: string, to: string) => readonly Term[]
}

/** A school term (学期): `2026-spring`, with its first and last local date. */
export interface Term {
  readonly id: string
  readonly from: string
  readonly to: string
}
