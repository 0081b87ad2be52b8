import type { SignOffTable } from '../../db/schema.ts'
import type { SignOffReturned, SignOffWithdrawn } from '../core/entry.ts'
import type { ResponseMoved } from '../core/versions/entry-bodies.ts'
import { staysOf } from '../core/versions/stays.ts'
import type { State, StoredEntry } from './replay.ts'

/** A signature as its row says it. */
export function takeSignOff(state: State, row: SignOffTable): void {
  const key = String(row.seq)
  state.signOffs.set(key, { ...row })
  const keys = state.signOffsOf.get(row.unit_id)
  if (keys === undefined) state.signOffsOf.set(row.unit_id, [key])
  else keys.push(key)
}

/** A first signature takes with it the second, given to what the first one said. */
export function markWithdrawn(state: State, body: SignOffReturned | SignOffWithdrawn, unitId: number, seq: number): void {
  for (const key of state.signOffsOf.get(unitId) ?? []) {
    const row = state.signOffs.get(key) ?? {}
    const same = row['task'] === body.task && row['visit'] === body.visit && row['occurrence'] === body.occurrence
    if (same && Number(key) >= body.signOff && row['withdrawn_by'] === null) state.signOffs.set(key, { ...row, withdrawn_by: seq })
  }
}

/** Signatures of stays that go on are listed under the step's new name. */
export function renameSignOffs(state: State, { playbook, mode }: StoredEntry, body: ResponseMoved, unitId: number): void {
  const stays = new Set<unknown>(staysOf(body))
  for (const key of state.signOffsOf.get(unitId) ?? []) {
    const row = state.signOffs.get(key) ?? {}
    const task = body.renamed[String(row['task'])]
    if (task !== undefined && row['playbook'] === playbook && row['mode'] === mode && stays.has(row['visit']))
      state.signOffs.set(key, { ...row, task })
  }
}
