import type { AnyStateMachine } from 'xstate'
import type { BureauKind, Instant, Level, Post, SchoolKind, SchoolPost, Text } from './vocabulary.ts'

/**
 * A playbook (预案): one versioned statechart together with the checklists of its nodes (in `meta`), the events
 * that people may send, and the gates that hold a transition until its conditions are met. Pure data and predicates.
 */
export interface Playbook {
  readonly name: string
  readonly version: number
  readonly title: Text
  /** School kinds at which the playbook runs. */
  readonly kinds: readonly SchoolKind[]
  /**
   * Two parallel regions, `control` and `teaching`. Every node carries `NodeMeta` in `meta` and an entry action
   * `{ type: 'enter', params: { node } }` that names its path, so that a pure transition tells what it entered.
   */
  readonly machine: AnyStateMachine
  /** Nodes in which there are no school days, e.g. vacation. */
  readonly breaks?: readonly string[]
  readonly events: Readonly<Record<string, EventDefinition>>
}

/** What a node of the statechart means to people. */
export interface NodeMeta {
  readonly title: Text
  /** One sentence for the head teacher: what this phase asks of the school. */
  readonly summary?: Text
  readonly tasks: readonly Task[]
}

/** A step that somebody must do (任务). Tasks are derived from the nodes that are active, never stored. */
export interface Task {
  /** Stable within a playbook version, e.g. `L-03` or `L-03-onsite`. */
  readonly id: string
  readonly title: Text
  /** What to do, in plain words. */
  readonly how: Text
  /** Why it matters; shown with the sources. */
  readonly why: Text
  readonly group: TaskGroup
  /** Any one of these may sign. */
  readonly signers: readonly Signer[]
  /** If present, somebody else out of these must sign as well. */
  readonly secondSigners?: readonly Signer[]
  readonly mandatory: boolean
  readonly timing: Timing
  readonly fields: readonly Field[]
  readonly rules: readonly EvidenceRule[]
  /** Kinds of school it applies to; absent: all kinds of the playbook. */
  readonly kinds?: readonly SchoolKind[]
  /** true: only where students board; false: only where nobody boards. */
  readonly boarding?: boolean
  /** The task goes on while its phase is suspended by another (the gates stay manned while a case is clarified). */
  readonly whileSuspended?: boolean
  /** When every occurrence of this task is signed, the engine sends this event. */
  readonly sends?: string
  /** Ids of domain rules that the task serves, e.g. `['L-03']`. */
  readonly source: readonly string[]
}

/** How the checklist is divided on the screen, in this order. */
export const TASK_GROUPS = ['report', 'people', 'gates', 'health', 'life', 'teaching', 'families', 'reopening'] as const
export type TaskGroup = (typeof TASK_GROUPS)[number]

/** Who may sign: a post in the school, or a post in a bureau of that level above it. */
export interface Signer {
  readonly post: Post
  readonly level: Level
}

/**
 * When a task is due. Minutes are counted from the start of the visit (extended by the time the visit was suspended)
 * or, for `case`, from the report of each suspected case that is open: one occurrence a case, named by its seq.
 * `recurring` has one occurrence a slot on every day, every school day or every n-th day since the visit began; with
 * `firstWithinMinutes` there is also an occurrence `first`, and the slots begin on the following day.
 */
export type Timing =
  | { readonly kind: 'once'; readonly withinMinutes: number | null }
  | { readonly kind: 'case'; readonly withinMinutes: number }
  | {
      readonly kind: 'recurring'
      readonly firstWithinMinutes?: number
      readonly days: 'all' | 'school'
      /** 1: every day. */
      readonly everyDays: number
      readonly slots: readonly Slot[]
    }

/** A part of a day in the unit's time zone, `HH:MM`; `closes` may be `24:00`. After it the occurrence is missed. */
export interface Slot {
  readonly id: string
  readonly title: Text
  readonly opens: string
  readonly due: string
  readonly closes: string
}

export interface Choice {
  readonly value: string
  readonly label: Text
}

interface FieldBase {
  readonly name: string
  readonly label: Text
  readonly hint?: Text
  readonly required: boolean
}

/**
 * One field of an evidence form or of an event's facts. `count` is a whole number ≥ 0; `date` is `YYYY-MM-DD`;
 * `time` is an instant; `choice` takes one of its choices and `choices` a list of them; `text` is personal by
 * default and stays outside the hashed body.
 */
export type Field =
  | (FieldBase & { readonly type: 'count'; readonly max?: number })
  | (FieldBase & { readonly type: 'date' })
  | (FieldBase & { readonly type: 'time' })
  | (FieldBase & { readonly type: 'choice'; readonly choices: readonly Choice[] })
  | (FieldBase & { readonly type: 'choices'; readonly choices: readonly Choice[] })
  | (FieldBase & { readonly type: 'text'; readonly long?: boolean })

/** A number known of the unit: everybody, boarders, day students, staff, or all students. */
export type RosterPart = 'roster' | 'boarders' | 'day' | 'staff' | 'students'

/** What must hold between the fields of a form. */
export type EvidenceRule =
  | {
      readonly kind: 'sum'
      readonly parts: readonly string[]
      readonly equals: { readonly roster: RosterPart } | { readonly field: string }
    }
  | { readonly kind: 'atMost'; readonly field: string; readonly limit: { readonly roster: RosterPart } | { readonly field: string } }
  | { readonly kind: 'atLeast'; readonly field: string; readonly least: number }
  | { readonly kind: 'zero'; readonly field: string }
  /** `field` becomes required when `when` is greater than zero. */
  | { readonly kind: 'requiredWhen'; readonly field: string; readonly when: string }

/** Who may send an event: named posts of the school, or a commander of a bureau of one of these levels above it. */
export type Sender =
  | { readonly by: 'school'; readonly posts: readonly SchoolPost[] }
  | { readonly by: 'bureau'; readonly levels: readonly BureauKind[] }
  | { readonly by: 'engine' }

/** An event that moves a response or leaves a fact in it. From where it is accepted, the statechart alone says. */
export interface EventDefinition {
  readonly type: string
  readonly title: Text
  /** What will happen, in one sentence, for the person about to send it. */
  readonly consequence: Text
  readonly senders: readonly Sender[]
  readonly facts: readonly Field[]
  readonly reason: 'required' | 'optional'
  /** May be given to many units in one order. */
  readonly order: boolean
  readonly gates: readonly Gate[]
  /** Kinds it can be sent to; absent: all. */
  readonly kinds?: readonly SchoolKind[]
  /** Reached already, an order records `unchanged`: phase prefix, e.g. `lockdown.sealed`. */
  readonly reaches?: string
  /** Phase prefixes that this event suspends, to be resumed later. */
  readonly suspends?: readonly string[]
  /** Returns to the phase suspended last. */
  readonly resumes?: boolean
  readonly marks?: EventMark
  /** Draws the eye on the school page: the usual next step, an emergency, or neither. */
  readonly tone?: 'main' | 'urgent'
  readonly source: readonly string[]
}

/**
 * What an accepted event leaves in the response besides its phase: a case opened, ruled out or confirmed; a
 * provisional act opened or ratified; a plan submitted, endorsed, returned (reopening the tasks named in the fact
 * `items`) or approved; the next batch; everything about cases closed.
 */
export type EventMark =
  | 'caseOpened'
  | 'caseRuledOut'
  | 'caseConfirmed'
  | 'provisional'
  | 'ratified'
  | 'planSubmitted'
  | 'planEndorsed'
  | 'planReturned'
  | 'planApproved'
  | 'nextBatch'
  | 'casesClosed'
  | 'deferred'

/** A condition of an event. Open when `check` returns nothing; otherwise it names everything that is missing. */
export interface Gate {
  readonly id: string
  readonly title: Text
  readonly check: (facts: GateFacts) => readonly Missing[]
  readonly source: readonly string[]
}

/** One thing that a closed gate lacks, with the task to do if there is one. */
export interface Missing {
  readonly gate: string
  readonly text: Text
  readonly task?: string
}

/** What a gate may look at. Total and pure. */
export interface GateFacts {
  readonly kind: SchoolKind
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
}

export type EvidenceValue = number | string | readonly string[]
export type Evidence = Readonly<Record<string, EvidenceValue>>

/** What is sent into the statechart: the event, the control phase in which it is sent, and the few facts its guards read. */
export interface ChartEvent {
  readonly type: string
  readonly openCasesAfter: number
  /** Phase to which `resumes` returns, e.g. `reopening.batch`; absent if nothing is suspended. */
  readonly resume?: string
  readonly resumeTeaching?: string
  readonly teaching?: string
  readonly phase: string
}
