import type { Evidence } from './form.ts'
import type { BureauKind, Instant, Kind, Level, Text } from './vocabulary.ts'

/** A condition of an event. Open when `check` returns nothing; otherwise it names everything that is missing. */
export interface Gate {
  readonly id: string
  readonly title: Text
  readonly check: (facts: GateFacts) => readonly Missing[]
  readonly source: readonly string[]
  /** Reads `area`, which is looked up for such gates alone. */
  readonly readsArea?: true
  /** Reads `review` or `sender`: what one level is refused another may be granted. */
  readonly readsReview?: true
}

/** One thing that a closed gate lacks, with the task to do if there is one. */
export interface Missing {
  readonly gate: string
  readonly text: Text
  readonly task?: string
}

/** What a gate may look at. Total and pure. */
export interface GateFacts {
  readonly kind: Kind
  readonly boarders: number
  readonly phase: string
  readonly teaching: string
  readonly now: Instant
  /** Today's date in the unit's time zone. */
  readonly today: string
  /** Facts of the event, already parsed. */
  readonly facts: Evidence
  /** Seq of the case that the event names, or of the only one open. */
  readonly caseSeq: number | null
  readonly openCases: number
  readonly confirmedCases: number
  /** Whole days since the last case was reported or confirmed here; null if there was none. */
  readonly daysSinceLastCase: number | null
  readonly openProvisional: number
  /** Levels that endorsed the plan now under review. */
  readonly endorsedBy: readonly BureauKind[]
  /** Levels that review the unit's plans, in order, and the one whose turn it is; null once all have endorsed. */
  readonly review: { readonly route: readonly BureauKind[]; readonly turn: BureauKind | null }
  /** The level of whoever sends the event. */
  readonly sender: Level
  /** Number of the running batch; 0 before the first. */
  readonly batch: number
  /** Whole days since the node was entered, time away not counted; null if it is not active. */
  readonly daysIn: (node: string) => number | null
  /** Mandatory non-recurring tasks of the node and its children that are not signed. */
  readonly openTasks: (node: string) => readonly { readonly id: string; readonly title: Text }[]
  /** Latest evidence of a signed task (of that occurrence, if named), in a visit that is active. */
  readonly evidence: (task: string, occurrence?: string) => Evidence | null
  /** Earliest opening date that the region set, if the school's opening is deferred. */
  readonly earliestOn: string | null
  /** What holds where the unit stands, as the nearest bureau declared it that says anything. */
  readonly area: GateArea
}

/** response level and risk level; null where nobody has declared one. */
export interface GateArea {
  readonly level: AreaDeclaration | null
  readonly risk: AreaDeclaration | null
}

export interface AreaDeclaration {
  readonly value: string
  /** The bureau in whose area it holds. */
  readonly of: string
  /** The local date on which it was declared. */
  readonly since: string
}
