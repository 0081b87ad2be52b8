import type { ConcealmentTable } from './concealment-table.ts'
import type { Generated } from 'kysely'
import type { PlaybookMoveRefusalTable, PlaybookMoveTable, PlaybookVersionTable } from './version-tables.ts'
import type { OverlayTable } from './overlay-table.ts'
import type { AttachmentTable } from './attachment-table.ts'
import type { AssignmentReceiptTable, AssignmentTable } from './assignment-tables.ts'

/**
 * The tables, in portable columns only: integer ids, instants as ISO text in UTC, truth values as 0 and 1, structures
 * as canonical JSON text. `journal` and `private_text` are the truth; `replay` rebuilds every other table of facts.
 */
export interface Tables {
  unit: UnitTable
  person: PersonTable
  response: ResponseTable
  journal: JournalTable
  private_text: PrivateTextTable
  sign_off: SignOffTable
  orders: OrdersTable
  order_outcome: OrderOutcomeTable
  idempotency: IdempotencyTable
  counter: CounterTable
  calendar: CalendarTable
  calendar_change: CalendarChangeTable
  setting: SettingTable
  session: SessionTable
  wrong_guess: WrongGuessTable
  lease: LeaseTable
  secret: SettingTable
  overlay: OverlayTable
  playbook_version: PlaybookVersionTable
  playbook_move: PlaybookMoveTable
  playbook_move_refusal: PlaybookMoveRefusalTable
  attachment: AttachmentTable
  assignment: AssignmentTable
  assignment_receipt: AssignmentReceiptTable
  concealment: ConcealmentTable
}

export interface UnitTable {
  id: number
  code: string
  parent: string | null
  kind: string
  name: string
  /** Codes from the root down, each followed by `/`. */
  path: string
  /** Levels of the bureaus above it, the widest first: `province city`. */
  levels: string
  boarders: number
  day: number
  staff: number
  hospital: string
  /** Seq of the entry that last recorded it; the journal holds its history. */
  seq: number
}

export interface PersonTable {
  id: string
  /** Null for people who sign without an account of their own. */
  username: string | null
  name: string
  role: string
  unit: string
  /** JSON array of posts. */
  posts: string
  active: number
  seq: number
}

export interface ResponseTable {
  id: number
  unit_id: number
  playbook: string
  mode: string
  version: number
  /** The whole `Response` as JSON. */
  state: string
  phase: string
  teaching: string
  since: string
  revision: number
  total: number
  done: number
  overdue: number
  /** Tasks that wait for a bureau above, and those of them past their deadline. */
  awaiting: number
  awaiting_overdue: number
  /** Seqs of the visits that are active or suspended, `,5,118,`: signatures of other visits are history. */
  visits: string
  open_cases: number
  provisional: number
  next_due_at: string | null
  next_wake_at: string | null
  /** Seq and order of the entry that led to the phase. */
  cause_seq: number
  cause_order: number | null
}

export interface JournalTable {
  seq: number
  unit_id: number | null
  playbook: string | null
  mode: string | null
  type: string
  actor: string
  post: string | null
  stands_in_for: string | null
  at: string
  /** Canonical JSON (RFC 8785); `texts` in it maps each field to SHA-256(salt ‖ text). */
  body: string
}

export interface PrivateTextTable {
  seq: number
  field: string
  salt: string
  /** Null once erased: the hash in the journal stays, and so does every proof. */
  text: string | null
}

/** Projection for screens and reports: the signatures, withdrawn ones too. */
export interface SignOffTable {
  seq: number
  unit_id: number
  playbook: string
  mode: string
  task: string
  visit: number
  occurrence: string | null
  statement: string
  /** Canonical JSON of counts, dates and choices. */
  evidence: string
  actor: string
  post: string
  stand_in: number
  at: string
  late: number
  complete: number
  /** Seq of the entry that withdrew it. */
  withdrawn_by: number | null
}

export interface OrdersTable {
  /** The seq of its `order.issued` entry. */
  id: number
  playbook: string
  mode: string
  event: string
  /** Counts, dates and choices; its texts are in `private_text` under the id. */
  facts: string
  scope: string
  issued_by: string
  issued_at: string
  unit: string
  status: string
  /** Path of the unit decided last; chunks go in order of path. */
  cursor: string
  expected: number
  changed: number
  unchanged: number
  refused: number
  settled_at: string | null
}

export interface OrderOutcomeTable {
  order_id: number
  unit_id: number
  result: string
  refusal: string | null
  /** JSON array of the texts of what a closed gate misses. */
  missing: string
  /** Seq of the entry that records it. */
  seq: number
}

export interface IdempotencyTable {
  actor: string
  key: string
  /** SHA-256 of the request, to tell a repetition from a mistake. */
  request: string
  answer: string
  at: string
}

/** One row, `id` 1: the seq given last. Taken inside each transaction, so seqs are gapless and in commit order. */
export interface CounterTable {
  id: number
  seq: number
  /** Seq of the entry that last changed the school calendar; 0 if none did. */
  calendar: number
}

/** Days of the schools of a region, local dates. */
export interface CalendarTable {
  region: string
  /** Empty for all kinds. */
  kind: string
  what: string
  first_day: string
  last_day: string
  name: string
}

/** A change of the calendar on its way to the schools below a unit. */
export interface CalendarChangeTable {
  /** Of its `calendar.recorded` entry. */
  seq: number
  path: string
  /** Path of the unit told last; chunks go in order of path. */
  cursor: string
}

export interface SettingTable {
  name: string
  value: string
}

/** What is read of better-auth's sessions; it alone writes them. */
export interface SessionTable {
  token: string
  userId: string
  /** ISO text in UTC. */
  expiresAt: string
}

/** Which process has a duty now; used on PostgreSQL only. */
export interface LeaseTable {
  name: string
  holder: string
  token: number
  /** Milliseconds since 1970 by the database's clock. */
  until: number
}

/** A sign-in that failed, kept for as long as it counts against the account. */
export interface WrongGuessTable {
  id: Generated<number>
  username: string
  at: string
}
