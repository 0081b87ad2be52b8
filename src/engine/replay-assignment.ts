import { toCanonicalJson } from '../../db/append.ts'
import { changed, changeOf, toReceipt } from '../../db/receipt-rows.ts'
import type { AssignmentGiven } from '../core/assignment/entry-bodies.ts'
import type { State, StoredEntry } from './replay.ts'

/** What an assignment asks, for the checklists of its units, and its row. */
export function takeAssignment(state: State, entry: StoredEntry, { terms, level, playbook, scope, dueAt }: AssignmentGiven): void {
  const { seq, at, actor, unitId } = entry
  const unit = state.units.get(unitId ?? -1)?.code ?? ''
  state.shelf.assignments.put({ seq, unit, level, playbook, scope, givenAt: at, dueAt, terms })
  state.assignments.set(String(seq), {
    unit,
    level,
    kind: terms.kind,
    terms: toCanonicalJson(terms),
    playbook,
    scope: toCanonicalJson(scope),
    given_by: actor,
    given_at: at,
    due_at: dueAt,
    withdrawn_by: null,
  })
}

/** Who received an assignment, signed for it, or need not any longer. */
export function takeReceipt(state: State, { body, seq, unitId, playbook }: StoredEntry): void {
  const arrived = toReceipt({ draft: { body, playbook }, seq, unitId })
  if (arrived !== null) state.receipts.set(`${arrived.assignment_id} ${arrived.unit_id}`, arrived)
  const change = changeOf(body, seq)
  const key = change === null ? '' : `${change.assignment} ${unitId ?? ''}`
  const found = state.receipts.get(key)
  if (change !== null && found !== undefined) state.receipts.set(key, changed(found, change))
}
