/** Projection: a statement that a report was concealed (瞒报). */
export interface ConcealmentTable {
  /** The seq of the entry that stated it. */
  seq: number
  unit_id: number
  playbook: string
  mode: string
  task: string
  /** Local date of the report. */
  date: string
  case_seq: number | null
  /** Code of the unit whose office stated it. */
  office: string
  actor: string
  post: string
  at: string
  /** Seq of the entry that took it back. */
  withdrawn_by: number | null
}
