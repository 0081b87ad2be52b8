import type { Field } from '../../../machines/form.ts'
import type { Task } from '../../../machines/task.ts'
import type { Instant, SchoolKind, SchoolPost } from '../../../machines/vocabulary.ts'
import type { Seq } from '../response.ts'

/**
 * What a bureau or a school asks beyond a playbook (属地补充措施, R-03): it may add and tighten, never drop or relax.
 * Named by the seq of the entry that published it, and never altered after that.
 */
export interface Overlay extends OverlayTerms {
  readonly seq: Seq
  /** Code of the unit that issued it; it holds for the schools below, or for that school. */
  readonly unit: string
  readonly publishedAt: Instant
  /** When it ends by itself: the end of the local day `expiresOn`. */
  readonly expiresAt: Instant
}

/** What the issuer lays down. Plain values: they are in the journal, and whoever signs can be shown what was asked. */
export interface OverlayTerms {
  readonly playbook: string
  readonly title: string
  /** Kinds of school for which it holds; absent: all of the playbook. */
  readonly kinds?: readonly SchoolKind[]
  /** Local dates, `YYYY-MM-DD`. Against piling up, every addition ends, and somebody looks at it before. */
  readonly reviewOn: string
  readonly expiresOn: string
  readonly additions: readonly Addition[]
}

/** One thing that an overlay adds or tightens. */
export type Addition =
  | { readonly kind: 'step'; readonly node: string; readonly step: LocalStep }
  /** An earlier deadline, in minutes from the same start as before. */
  | { readonly kind: 'tighten'; readonly task: string; readonly withinMinutes: number }
  /** What was optional becomes mandatory. */
  | { readonly kind: 'require'; readonly task: string }
  /** One more thing to state on the form. */
  | { readonly kind: 'field'; readonly task: string; readonly field: LocalField }

/** A step as a county officer writes it: in one language, for the posts of a school. */
export interface LocalStep extends Pick<Task, 'group'> {
  readonly title: string
  readonly how: string
  readonly why: string
  readonly signers: readonly SchoolPost[]
  readonly timing: LocalTiming
  readonly fields: readonly LocalField[]
  readonly boarding?: boolean
}

/** Once, so many minutes after the phase began, or every day until a time of day. */
export type LocalTiming =
  | { readonly kind: 'once'; readonly withinMinutes: number }
  | { readonly kind: 'daily'; readonly due: string; readonly days: 'all' | 'school' }

export interface LocalField {
  readonly label: string
  readonly type: Extract<Field['type'], 'count' | 'date' | 'text'>
}

/** An overlay that holds at a response, and since when: deadlines count from then if the visit is older. */
export interface OverlayInForce {
  readonly seq: Seq
  readonly since: Instant
  readonly expiresAt: Instant
  /** Time that each visit had been suspended by then, in ms by the seq of the visit; those of none are left out. */
  readonly awayMs: Readonly<Record<string, number>>
}
