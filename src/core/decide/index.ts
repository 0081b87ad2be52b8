import type { Instant } from '../../../machines/vocabulary.ts'
import { applyAll } from '../apply.ts'
import type { Command } from '../command.ts'
import type { EntryDraft } from '../entry.ts'
import type { Refusal } from '../refusal.ts'
import { isRefusal } from '../refusal.ts'
import type { Response, Seq } from '../response.ts'
import type { Situation } from '../situation.ts'
import { changeAssignment } from './assignment.ts'
import type { Served } from '../surroundings/serve.ts'
import { serve } from '../surroundings/serve.ts'
import { decideEvent } from './event.ts'
import { decideMove } from './move.ts'
import { changeOverlay } from './overlay.ts'
import { decideReturn } from './return.ts'
import { decideSignOff } from './sign-off.ts'
import { stateConcealment } from './state-concealment.ts'
import { fallenDue } from './wake.ts'
import { withdrawConcealment } from './withdraw-concealment.ts'
import { decideWithdrawal } from './withdrawal.ts'

/** What a command comes to: the entries to write and the response after them. */
export interface Decision extends OwnDecision {
  /** What it changes in the unit's other responses, whose entries follow in this order. */
  readonly served: readonly Served[]
}

/** As far as it concerns the response that the command names. */
interface OwnDecision {
  readonly drafts: readonly EntryDraft[]
  readonly response: Response
  /** Index in `drafts` of the entry that answers the command; what fell due before it comes first. */
  readonly answer: number
}

/**
 * Decides a command: pure, no clock, no I/O. Whatever has fallen due is recorded first, so that the order of entries
 * is the order of time even when the clock comes late. `firstSeq` is the seq that the first entry will get.
 */
export function decide(command: Command, situation: Situation, now: Instant, firstSeq: Seq): Decision | Refusal {
  const own = decideOwn(command, situation, now, firstSeq)
  return isRefusal(own) ? own : { ...own, served: serve(command, situation, own, now, firstSeq, decideOwn) }
}

function decideOwn(command: Command, situation: Situation, now: Instant, firstSeq: Seq): OwnDecision | Refusal {
  const due = fallenDue(situation, now)
  const settled = applyAll(situation.response, due, firstSeq)
  if (command.kind === 'wake') return { drafts: due, response: settled, answer: due.length - 1 }
  const ready = afterDue(situation, settled)
  const drafts = judge(command, ready, now, firstSeq + due.length)
  if (isRefusal(drafts)) return drafts
  return { drafts: [...due, ...drafts], response: applyAll(settled, drafts, firstSeq + due.length), answer: due.length }
}

/** Overlays that have expired meanwhile hold no longer. */
function afterDue(situation: Situation, response: Response): Situation {
  const held = new Set((response.overlays ?? []).map(({ seq }) => seq))
  return { ...situation, response, overlays: situation.overlays.filter(({ overlay }) => held.has(overlay.seq)) }
}

function judge(command: Exclude<Command, { kind: 'wake' }>, situation: Situation, now: Instant, seq: Seq): readonly EntryDraft[] | Refusal {
  switch (command.kind) {
    case 'event':
      return decideEvent(command, situation, now)
    case 'signOff':
      return decideSignOff(command, situation, now, seq)
    case 'withdrawal':
      return decideWithdrawal(command, situation, now)
    case 'return':
      return decideReturn(command, situation, now)
    case 'concealment':
      return stateConcealment(command, situation, now)
    case 'concealmentWithdrawal':
      return withdrawConcealment(command, situation, now)
    case 'assignment':
      return [changeAssignment(command, situation, now)]
    case 'overlay':
      return [changeOverlay(command, situation, now)]
    case 'move':
      return decideMove(command, situation, now)
    default:
      return command satisfies never
  }
}
