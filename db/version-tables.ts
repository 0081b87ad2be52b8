// The tables of versions of playbooks and of moves from one to another; see schema.ts.

/** A version of a playbook that has been in use here. It is never altered; the server does not start with another wording. */
export interface PlaybookVersionTable {
  playbook: string
  version: number
  /** `digestOf` the version when it came into use; empty from an older database until the first start. */
  digest: string
}

/** Responses moved from one version of a playbook to another. */
export interface PlaybookMoveTable {
  /** The seq of its `move.planned` entry. */
  id: number
  playbook: string
  mode: string
  from_version: number
  to_version: number
  scope: string
  planned_by: string
  planned_at: string
  unit: string
  /** `running` or `settled`. */
  status: string
  /** Path of the unit decided last; chunks go in order of path. */
  cursor: string
  expected: number
  moved: number
  refused: number
  settled_at: string | null
}

/** A unit that stayed with the older version, and why. */
export interface PlaybookMoveRefusalTable {
  move_id: number
  unit_id: number
  refusal: string
  /** JSON array of what is missing. */
  missing: string
  /** Seq of the entry that records it. */
  seq: number
}
