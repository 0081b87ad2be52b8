import { sql } from 'kysely'
import type { Database } from './connect.ts'

/** What the server changes besides adding rows; of a private text it may only erase the text. What the triggers leave of a file's row, too. */
const CHANGED = [
  'unit',
  'person',
  'response',
  'sign_off',
  'orders',
  'playbook_version',
  'playbook_move',
  'overlay',
  'calendar_change',
  'assignment',
  'assignment_receipt',
  'concealment',
  'counter',
  'setting',
  'lease',
  'user',
  'session',
  'account',
  'verification',
]
const REMOVED = ['setting', 'calendar', 'calendar_change', 'wrong_guess', 'attachment', 'session', 'account', 'user', 'verification']

/**
 * Gives a PostgreSQL role what a server needs and nothing that would let it get past the journal's triggers: whoever
 * migrates owns the tables, and the server runs under the other role.
 */
export async function grantServer(owner: Database, role: string): Promise<void> {
  const to = sql.id(role)
  await sql`grant usage on schema public to ${to}`.execute(owner)
  await sql`grant select, insert on all tables in schema public to ${to}`.execute(owner)
  await sql`grant usage on all sequences in schema public to ${to}`.execute(owner)
  for (const table of CHANGED) await sql`grant update on ${sql.table(table)} to ${to}`.execute(owner)
  for (const table of REMOVED) await sql`grant delete on ${sql.table(table)} to ${to}`.execute(owner)
  await sql`grant update (text) on private_text to ${to}`.execute(owner)
  await sql`grant update (seq, field, position, personal, name, bytes) on attachment to ${to}`.execute(owner)
}
