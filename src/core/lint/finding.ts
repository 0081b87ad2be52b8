import type { Playbook } from '../../../machines/playbook.ts'
import type { Kind, Text } from '../../../machines/vocabulary.ts'
import type { Route } from './routes.ts'
import type { Sample } from './sample.ts'

/** Everything that is proved of a playbook, in the order in which it is shown. */
export const RULES = [
  'states',
  'return',
  'traps',
  'events',
  'gates',
  'tasks',
  'signers',
  'forms',
  'deadlines',
  'ids',
  'references',
  'mappings',
  'languages',
] as const
export type RuleName = (typeof RULES)[number]

/** One fault of a playbook: which rule it breaks, where, and what to do about it. */
export interface Finding {
  readonly rule: RuleName
  readonly where: Where
  readonly text: Text
}

/** As much of it as there is: a node by path, a task, event or gate by id, a field by name, the kinds concerned. */
export interface Where {
  readonly node?: string
  readonly task?: string
  readonly event?: string
  readonly gate?: string
  readonly field?: string
  /** Absent: all kinds of the playbook. */
  readonly kinds?: readonly Kind[]
}

/** What a rule looks at. */
export interface Subject {
  readonly playbook: Playbook
  readonly samples: readonly Sample[]
  /** What the samples can come to. */
  readonly routes: readonly Route[]
}

/** What a rule found: how many things it proved sound, and all that is not. */
export interface Proof {
  readonly proved: number
  readonly findings: readonly Omit<Finding, 'rule'>[]
}

/** One rule, by itself: each stands in a file of its name. */
export type Rule = (subject: Subject) => Proof
