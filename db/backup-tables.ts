/** A table as a backup holds it. */
export interface BackupTable {
  readonly name: string
  /** Its primary key, by which it is read page after page. */
  readonly key: readonly string[]
  /** Has rows in an empty database already: the backup's take their place. */
  readonly startsFilled?: true
  /** Rows of a page, where a thousand would be more than a few megabytes. */
  readonly page?: number
}

/** Every table of a backup, those that others refer to first. The journal is in order of seq, as it was written. */
export const BACKUP_TABLES: readonly BackupTable[] = [
  { name: 'counter', key: ['id'], startsFilled: true },
  { name: 'setting', key: ['name'], startsFilled: true },
  { name: 'unit', key: ['id'] },
  { name: 'person', key: ['id'] },
  { name: 'journal', key: ['seq'] },
  { name: 'private_text', key: ['seq', 'field'] },
  { name: 'idempotency', key: ['key', 'actor'] },
  { name: 'response', key: ['id'] },
  { name: 'sign_off', key: ['seq'] },
  { name: 'orders', key: ['id'] },
  { name: 'order_outcome', key: ['order_id', 'unit_id'] },
  { name: 'calendar', key: ['region', 'kind', 'what', 'first_day'] },
  { name: 'calendar_change', key: ['seq'] },
  { name: 'overlay', key: ['id'] },
  { name: 'playbook_version', key: ['playbook', 'version'] },
  { name: 'playbook_move', key: ['id'] },
  { name: 'playbook_move_refusal', key: ['move_id', 'unit_id'] },
  { name: 'attachment', key: ['id'], page: 2 },
  { name: 'assignment', key: ['id'] },
  { name: 'assignment_receipt', key: ['received'] },
  { name: 'concealment', key: ['seq'] },
  { name: 'user', key: ['id'] },
  { name: 'account', key: ['id'] },
  { name: 'verification', key: ['id'] },
]

/** What no backup holds, and why. A table that stands in neither list fails a test. */
export const LEFT_OUT: Readonly<Record<string, string>> = {
  session: 'a copy that lies about signs nobody in: whoever uses what was restored gives a password first',
  secret: 'whoever uses what was restored gives a password first, and cookies are signed with a new key',
  lease: 'says which process works now',
  journal_key: 'PostgreSQL fills it itself as the journal is filled',
  wrong_guess: 'guesses count for fifteen minutes and are dropped then',
}
