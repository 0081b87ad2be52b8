import type { AnyStateMachine } from 'xstate'
import type { FactField } from './form.ts'
import type { Gate } from './gate.ts'
import type { Mapping } from './mapping.ts'
import type { ReviewRoute } from './review.ts'
import type { Task } from './task.ts'
import type { BureauKind, Kind, SchoolPost, Text } from './vocabulary.ts'

/**
 * A playbook (预案): one versioned statechart together with the checklists of its nodes (in `meta`), the events
 * that people may send, and the gates that hold a transition until its conditions are met. Pure data and predicates.
 */
export interface Playbook {
  readonly name: string
  readonly version: number
  readonly title: Text
  /** Kinds of unit at which the playbook runs: schools, or bureaus themselves. */
  readonly kinds: readonly Kind[]
  /**
   * A region `control`, whose nodes are the phases, and where there is more to say regions beside it: `teaching` at
   * schools, `level` and `risk` at bureaus. Every node carries `NodeMeta` in `meta` and an entry action
   * `{ type: 'enter', params: { node } }` that names its path, so that a pure transition tells what it entered.
   */
  readonly machine: AnyStateMachine
  /** Nodes in which there are no school days, e.g. vacation. */
  readonly breaks?: readonly string[]
  /** Phases that are not entered while the unit stands in a phase of another playbook. */
  readonly conflicts?: readonly Conflict[]
  /** By which levels a plan is reviewed, depending on where the unit stands; the first row that fits holds. */
  readonly reviews?: readonly ReviewRoute[]
  readonly events: Readonly<Record<string, EventDefinition>>
  /** How responses come over from older versions; from those not named here they cannot. */
  readonly mappings?: readonly Mapping[]
}

/** Two phases of two playbooks that cannot both be. It holds up events of the playbook that declares it, never the other's. */
export interface Conflict {
  /** Not to be entered: a phase and all below it. */
  readonly phase: string
  /** While the unit's response to that playbook stands there, or below. */
  readonly with: { readonly playbook: string; readonly phase: string }
  readonly why: Text
  /** What has to be done before. */
  readonly first: Text
}

/** What a node of the statechart means to people. */
export interface NodeMeta {
  readonly title: Text
  /** One sentence for the head teacher: what this phase asks of the school. */
  readonly summary?: Text
  /** The same for kinds of which it asks something else. */
  readonly summaryAt?: Partial<Record<Kind, Text>>
  /** Kinds of unit that come here at all; absent: all kinds of the playbook. */
  readonly kinds?: readonly Kind[]
  readonly tasks: readonly Task[]
}

/** Who may send an event: named posts of the school, or a commander of a bureau of one of these levels, its own or one above. */
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
  readonly facts: readonly FactField[]
  readonly reason: 'required' | 'optional'
  /** May be given to many units in one order. */
  readonly order: boolean
  readonly gates: readonly Gate[]
  /** Kinds it can be sent to; absent: all. */
  readonly kinds?: readonly Kind[]
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

/** What is sent into the statechart: the event, the control phase in which it is sent, and the few facts its guards read. */
export interface ChartEvent {
  readonly type: string
  readonly openCasesAfter: number
  /** Phase to which `resumes` returns, e.g. `reopening.batch`; absent if nothing is suspended. */
  readonly resume?: string
  readonly resumeTeaching?: string
  readonly teaching?: string
  /** Response level and risk level that the event declares. */
  readonly level?: string
  readonly risk?: string
  readonly phase: string
}
