import type { Database } from '../../db/connect.ts'
import type { Matched, RunningOrder, Target } from '../../db/order-progress.ts'
import { lockMatchingUnits, lockRunningOrder, saveOutcomes, saveProgress } from '../../db/order-progress.ts'
import { keepPerson } from '../../db/people.ts'
import { textsOf } from '../../db/texts.ts'
import { loadUnitPlaces } from '../../db/unit-rows.ts'
import type { LoadedResponse } from '../../db/responses.ts'
import type { OrderOutcomeTable, OrdersTable } from '../../db/schema.ts'
import type { Actor } from '../core/actor.ts'
import { ENGINE } from '../core/actor.ts'
import type { IssueOrder, RawEvidence } from '../core/command.ts'
import { decide } from '../core/decide/index.ts'
import type { Scope } from '../core/entry.ts'
import { isRefusal, refuse } from '../core/refusal.ts'
import { levelOf } from '../core/unit.ts'
import type { Work } from './batcher.ts'
import type { Context } from './context.ts'
import { situationFor } from './context.ts'
import type { Duty } from './duty.ts'
import type { Ledger } from './ledger.ts'
import { commandFor } from './orders.ts'
import { refusalDraft } from './refusal-entry.ts'
import type { Surroundings } from './surroundings.ts'
import { lookAround, surrounded, wanted } from './surroundings.ts'

/** Schools decided in one transaction: long enough to be quick, short enough that a signature waits for few of them. */
export const CHUNK = 250

/**
 * Carries out the next chunk of the order accepted first. The units are matched inside the transaction that decides
 * them and the cursor commits with it, so after a crash the order goes on exactly where it was. True if more waits.
 */
export function nextChunkWork(context: Context, hold: Duty['hold']): Work<boolean> {
  return async (trx, open) => {
    await hold(trx)
    const row = await lockRunningOrder(trx)
    if (row === null) return false
    const actor = await issuerOf(trx, row)
    // Written by issueWork from a Scope.
    const scope = JSON.parse(row.scope) as Scope
    const region = scope.region === undefined ? null : ((await loadUnitPlaces(trx, [scope.region])).get(scope.region)?.path ?? null)
    const target: Target = { playbook: row.playbook, mode: row.mode, scope, regionPath: region }
    const looks = wanted({ kind: 'event', playbook: row.playbook, event: row.event })
    const matched = await lockMatchingUnits(trx, target, row.cursor, CHUNK, looks.beside)
    const around = await lookAround(context, trx, matched.units, looks, { kept: true })
    await context.shelf.fetch(
      trx,
      matched.units.map(({ response }) => response),
    )
    const order = { ...row, actor: actor ?? ENGINE, ...(await statedIn(trx, row)) }
    const ledger = await open()
    const outcomes = matched.units.map((loaded) => decideUnit(context, order, actor === null, loaded, around, ledger))
    await saveOutcomes(trx, outcomes)
    await saveProgress(trx, row.id, progressOf(row, matched, outcomes, ledger))
    return true
  }
}

/** What the order says: its facts put together again with their texts, its reason and its document. */
async function statedIn(trx: Database, { id, facts }: RunningOrder): Promise<Pick<IssueOrder, 'facts' | 'reason' | 'document'>> {
  const texts = (await textsOf(trx, [id])).get(id) ?? {}
  const named = Object.entries(texts).filter(([field, text]) => field.startsWith('facts.') && text !== null)
  // Written by issueWork from parsed facts.
  const counted = JSON.parse(facts) as RawEvidence
  return {
    facts: { ...counted, ...Object.fromEntries(named.map(([field, text]) => [field.slice('facts.'.length), text])) },
    reason: texts['reason'] ?? ERASED,
    document: texts['document'] ?? '',
  }
}

/** An order is never issued without a reason; one that was erased meanwhile still counts as given. */
const ERASED = '—'

function decideUnit(
  context: Context,
  order: Omit<IssueOrder, 'scope'> & Pick<RunningOrder, 'id'>,
  revoked: boolean,
  loaded: LoadedResponse,
  around: Surroundings,
  ledger: Ledger,
): OrderOutcomeTable {
  const { unit, response } = loaded
  const alone = { ...situationFor(context, unit, response, new Map()), nextWakeAt: loaded.nextWakeAt }
  const situation = surrounded(context, alone, wanted({ kind: 'event', ...order }), around)
  const outcome = { order_id: order.id, unit_id: unit.id, refusal: null, missing: '[]' }
  const command = commandFor(order, unit.code, order.id)
  const decision = revoked ? refuse('not_your_role') : decide(command, situation, ledger.now, ledger.nextSeq())
  if (!isRefusal(decision)) {
    const first = ledger.append(decision.drafts, unit)
    ledger.put({ ...loaded, response: decision.response })
    return { ...outcome, result: 'changed', seq: first + decision.answer }
  }
  const draft = refusalDraft(command, situation, decision, ledger.now)
  const seq = draft === null ? order.id : ledger.append([draft], unit)
  if (decision.refusal === 'already_in_phase') return { ...outcome, result: 'unchanged', seq }
  return {
    ...outcome,
    result: 'refused',
    refusal: decision.refusal,
    missing: JSON.stringify((decision.missing ?? []).map(({ text }) => text)),
    seq,
  }
}

/** The issuer's authority is looked up again for every chunk; whoever has lost it meanwhile moves nobody else. */
async function issuerOf(trx: Database, row: RunningOrder): Promise<Actor | null> {
  const person = await keepPerson(trx, row.issued_by)
  if (person === null || !person.active || person.unit !== row.unit) return null
  const { id, role, unit, path, kind, posts } = person
  return { person: id, role, unit, path, level: levelOf(kind), posts }
}

function progressOf(
  row: RunningOrder,
  { cursor }: Matched,
  outcomes: readonly OrderOutcomeTable[],
  ledger: Ledger,
): Pick<OrdersTable, 'cursor' | 'changed' | 'unchanged' | 'refused' | 'status' | 'settled_at'> {
  const count = (result: string): number => outcomes.filter((outcome) => outcome.result === result).length
  const counts = {
    changed: row.changed + count('changed'),
    unchanged: row.unchanged + count('unchanged'),
    refused: row.refused + count('refused'),
  }
  const settled = cursor === null
  if (settled) {
    const { changed, unchanged, refused } = counts
    ledger.append(
      [
        {
          at: ledger.now,
          unit: null,
          playbook: row.playbook,
          mode: row.mode,
          actor: ENGINE.person,
          post: null,
          standsInFor: null,
          body: { type: 'order.settled', v: 1, order: row.id, matched: changed + unchanged + refused, ...counts },
          texts: {},
        },
      ],
      null,
    )
  }
  return {
    ...counts,
    cursor: cursor ?? row.cursor,
    status: settled ? 'settled' : 'running',
    settled_at: settled ? ledger.now : null,
  }
}
