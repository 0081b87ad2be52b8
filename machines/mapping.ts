import type { Text } from './vocabulary.ts'

/**
 * How a response comes over from an older version of its playbook: part of the newer version, and frozen with it. What it does
 * not name keeps its name. A phase or step that is gone and has no line here keeps the responses in question where they are.
 */
export interface Mapping {
  /** The older version. */
  readonly from: number
  /** Node without children of the older version → node without children of the newer, by path; the stay there goes on. */
  readonly states: Readonly<Record<string, string>>
  /** Step of the older version → the step under which its signatures go on to count. */
  readonly renamed: Readonly<Record<string, string>>
  /** Steps that are gone, and why: their signatures stay in the record and no longer count. */
  readonly dropped: Readonly<Record<string, Text>>
  /** Steps of the newer version that are asked for again though they were signed, and why. */
  readonly askedAgain: Readonly<Record<string, Text>>
}
