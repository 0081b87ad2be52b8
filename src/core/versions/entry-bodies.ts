import type { Scope } from '../entry.ts'
import type { Seq } from '../response.ts'

/** A command moves responses to another version of their playbook. The move is named by the seq of this entry. */
export interface MovePlanned {
  readonly type: 'move.planned'
  readonly v: 1
  readonly playbook: string
  readonly mode: string
  readonly from: number
  readonly to: number
  readonly scope: Scope
}

export interface MoveSettled {
  readonly type: 'move.settled'
  readonly v: 1
  readonly move: Seq
  readonly matched: number
  readonly moved: number
  readonly refused: number
}

/** From here on the response follows another version. As with events, the entry carries the state that it leads to. */
export interface ResponseMoved {
  readonly type: 'response.moved'
  readonly v: 1
  readonly move: Seq
  readonly from: number
  readonly to: number
  /** The phase before. */
  readonly phase: string
  readonly outcome: MovedPlace
  /** The phases to return to, in the order in which they were suspended. */
  readonly suspended: readonly MovedPlace[]
  /** Steps by their name in the older version; signatures of stays that go on count under the new name. */
  readonly renamed: Readonly<Record<string, string>>
  /** Steps that are gone: their signatures stay on record and no longer count. */
  readonly dropped: readonly string[]
  /** Steps whose deadlines are new or changed, and so are counted from now. */
  readonly counted: readonly string[]
}

/** Where a response, or one of its suspended phases, comes to stand. */
export interface MovedPlace {
  readonly phase: string
  readonly teaching: string
  readonly nodes: readonly string[]
  /** The stay that goes on at each node; a node that is not named begins a stay of its own. */
  readonly visits: Readonly<Record<string, Seq>>
}
