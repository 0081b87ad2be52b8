import type { StoredAssignment } from '../../db/assignments.ts'
import { findMovingAssignment, moveAssignment, openReceipts, toAssignment } from '../../db/assignments.ts'
import type { Database } from '../../db/connect.ts'
import { lockMatchingUnits } from '../../db/order-progress.ts'
import type { LoadedResponse } from '../../db/responses.ts'
import { lockResponses } from '../../db/responses.ts'
import { ENGINE } from '../core/actor.ts'
import type { Assignment } from '../core/assignment/assignment.ts'
import { isOpenAt } from '../core/assignment/in-hand.ts'
import type { ChangeAssignment } from '../core/command.ts'
import { decide } from '../core/decide/index.ts'
import { isRefusal } from '../core/refusal.ts'
import { targetOf } from './assignments.ts'
import type { Work } from './batcher.ts'
import type { Context } from './context.ts'
import { situationFor } from './context.ts'
import type { Duty } from './duty.ts'
import type { Ledger } from './ledger.ts'
import { CHUNK } from './order-chunk.ts'

/**
 * Brings the assignment given first to its next units, or takes it back from those where it still waits. Units are matched
 * inside the transaction and the cursor commits with them, so after a crash it goes on exactly where it was. True if more waits.
 */
export function nextAssignmentChunkWork(context: Context, hold: Duty['hold']): Work<boolean> {
  return async (trx, open) => {
    await hold(trx)
    const row = await findMovingAssignment(trx, { kept: true })
    if (row === null) return false
    const { responses, moved } = row.status === 'spreading' ? await nextReceivers(trx, row) : await nextHolders(trx, row)
    await context.shelf.fetch(
      trx,
      responses.map(({ response }) => response),
    )
    const ledger = await open()
    const assignment = toAssignment(row)
    context.shelf.assignments.put(assignment)
    for (const loaded of responses) reach(context, row.status === 'spreading' ? 'received' : 'withdrawn', assignment, loaded, ledger)
    await moveAssignment(trx, row.id, moved)
    return true
  }
}

interface Next {
  readonly responses: readonly LoadedResponse[]
  readonly moved: Parameters<typeof moveAssignment>[2]
}

async function nextReceivers(trx: Database, row: StoredAssignment): Promise<Next> {
  const { playbook, scope } = toAssignment(row)
  const { units, cursor } = await lockMatchingUnits(trx, await targetOf(trx, { playbook, scope }), row.cursor, CHUNK)
  return { responses: units, moved: cursor === null ? { status: 'in_force' } : { cursor } }
}

/** Each chunk leaves none of its units waiting, so the next begins with those that are left. */
async function nextHolders(trx: Database, { id }: StoredAssignment): Promise<Next> {
  const keys = await openReceipts(trx, id, CHUNK)
  const wanted = new Set(keys.map(({ unit, playbook }) => `${unit} ${playbook}`))
  const responses = keys.length === 0 ? [] : [...(await lockResponses(trx, keys)).values()]
  return {
    responses: responses.filter(({ unit, response }) => response.mode === 'actual' && wanted.has(`${unit.code} ${response.playbook}`)),
    moved: keys.length < CHUNK ? { status: 'withdrawn' } : {},
  }
}

function reach(context: Context, change: ChangeAssignment['change'], assignment: Assignment, loaded: LoadedResponse, ledger: Ledger): void {
  const { unit, response } = loaded
  // It arrives once, and what was done stays done.
  if (change === 'received' ? holds(response, assignment) : !isOpenAt(response, assignment.seq)) return
  const { playbook, mode } = response
  const command: ChangeAssignment = { kind: 'assignment', actor: ENGINE, unit: unit.code, playbook, mode, assignment, change }
  const situation = { ...situationFor(context, unit, response, new Map()), nextWakeAt: loaded.nextWakeAt }
  const decision = decide(command, situation, ledger.now, ledger.nextSeq())
  if (isRefusal(decision)) throw new Error(`assignment ${assignment.seq} was refused at ${unit.code}: ${decision.refusal}`)
  ledger.append(decision.drafts, unit)
  ledger.put({ ...loaded, response: decision.response })
}

function holds({ assignments = [] }: LoadedResponse['response'], { seq }: Assignment): boolean {
  return assignments.some((one) => one.seq === seq)
}
