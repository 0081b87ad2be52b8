/** What was given to units to do (交办), and where it stands. */
export interface AssignmentTable {
  /** The seq of its `assignment.given` entry. Its texts are in `private_text` under the id. */
  id: number
  /** Code of the unit that gave it. */
  unit: string
  /** Level at which its giver acted. */
  level: string
  kind: string
  /** `AssignmentTerms` as canonical JSON. */
  terms: string
  /** Null: the usual one of each unit. */
  playbook: string | null
  scope: string
  given_by: string
  given_at: string
  due_at: string
  /** Units that matched when it was given: an estimate, for progress while it spreads. */
  expected: number
  /** Seq of the entry that withdrew it. */
  withdrawn_by: number | null
  /** `spreading`, `in_force`, `withdrawing` or `withdrawn`. */
  status: string
  /** Path of the unit reached last while it spreads. */
  cursor: string
}

/** Projection: an assignment at a unit that has it. All but the due time are seqs of entries. */
export interface AssignmentReceiptTable {
  received: number
  assignment_id: number
  unit_id: number
  /** The playbook in whose response it stands there. */
  playbook: string
  due_at: string
  /** The first signature that counts. */
  first_signed: number | null
  /** The signature that completed it. */
  done: number | null
  /** It was withdrawn before it was done. */
  ended: number | null
}
