import type { EvidenceRule, Field } from './form.ts'
import type { BureauKind, Kind, Level, Post, Text } from './vocabulary.ts'

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
  /** Kinds of unit it applies to; absent: all kinds of the playbook. */
  readonly kinds?: readonly Kind[]
  /** true: only where students board; false: only where nobody boards. */
  readonly boarding?: boolean
  /** A stage of the review of a plan: asked only where that level reviews, and signed once the levels before it have endorsed. */
  readonly reviewBy?: BureauKind
  /** The task goes on while its phase is suspended by another (the gates stay manned while a case is clarified). */
  readonly whileSuspended?: boolean
  /** When every occurrence of this task is signed, the engine sends this event. */
  readonly sends?: string
  /** Names a step that other playbooks ask for too, with the same form and signers: one signature serves them all. */
  readonly sameAs?: string
  /** Ids of domain rules that the task serves, e.g. `['L-03']`. */
  readonly source: readonly string[]
}

/** How the checklist is divided on the screen, in this order. */
export const TASK_GROUPS = [
  'assigned',
  'command',
  'report',
  'people',
  'buildings',
  'gates',
  'health',
  'life',
  'teaching',
  'families',
  'reopening',
  'capacity',
  'inspection',
] as const
export type TaskGroup = (typeof TASK_GROUPS)[number]

/** Who may sign: a post in the school, or a post in a bureau of that level above it; at a bureau, a post of its own. */
export interface Signer {
  readonly post: Post
  readonly level: Level
}

/**
 * When a task is due. Minutes are counted from the start of the visit (extended by the time the visit was suspended)
 * or, for `case`, from the report of each suspected case that is open: one occurrence a case, named by its seq; for
 * `provisional` the same for each act under emergency authority that nobody has ratified yet.
 * `recurring` has one occurrence a slot on every day, every school day or every n-th day since the visit began; with
 * `firstWithinMinutes` there is also an occurrence `first`, and the slots begin on the following day.
 * `calendar` has one occurrence for each local date of an RRULE (RFC 5545 §3.3.10), named by that date; with `school` it
 * falls due on the last school day up to then that lies in its `open` time. `term` has one for each school term.
 */
export type Timing =
  | { readonly kind: 'once'; readonly withinMinutes: number | null }
  | { readonly kind: 'case'; readonly withinMinutes: number }
  | { readonly kind: 'provisional'; readonly withinMinutes: number }
  | {
      readonly kind: 'recurring'
      readonly firstWithinMinutes?: number
      readonly days: 'all' | 'school'
      /** 1: every day. */
      readonly everyDays: number
      readonly slots: readonly Slot[]
    }
  | {
      readonly kind: 'calendar'
      readonly rule: string
      readonly open: OpenTime
      /** `HH:MM`. */
      readonly due: string
      readonly days: 'all' | 'school'
    }
  | { readonly kind: 'term'; readonly withinDays: number }

/** Around the date of an occurrence: its week from Monday to Sunday, its month, or so many whole days before and after. */
export type OpenTime = 'week' | 'month' | { readonly daysBefore: number; readonly daysAfter: number }

/** A part of a day in the unit's time zone, `HH:MM`; `closes` may be `24:00`. After it the occurrence is missed. */
export interface Slot {
  readonly id: string
  readonly title: Text
  readonly opens: string
  readonly due: string
  readonly closes: string
}
