import type { Instant } from '../../../machines/vocabulary.ts'
import { checklist } from '../checklist.ts'
import type { Command, SignOff, WithdrawSignOff } from '../command.ts'
import type { EntryDraft } from '../entry.ts'
import type { Refusal } from '../refusal.ts'
import { isRefusal } from '../refusal.ts'
import type { Response, Seq } from '../response.ts'
import type { Situation } from '../situation.ts'
import { sameSteps } from './same-step.ts'

/** What a command changes in another response of the unit: entries that follow its own, and that response after them. */
export interface Served {
  readonly drafts: readonly EntryDraft[]
  readonly response: Response
}

/** What was decided of the command itself. */
interface Own extends Served {
  /** Index in `drafts` of the entry that answers it. */
  readonly answer: number
}

type Judge = (command: Command, situation: Situation, now: Instant, firstSeq: Seq) => Own | Refusal

/**
 * One signature serves every response of the unit that asks for the same step, and one withdrawal takes it back from all
 * of them. What the other response would refuse by itself (a post that may not sign there, a figure that an overlay adds)
 * is left open there; the command is done all the same. That a step does not apply is said of one playbook alone.
 */
export function serve(command: Command, situation: Situation, own: Own, now: Instant, firstSeq: Seq, judge: Judge): readonly Served[] {
  const along =
    command.kind === 'signOff'
      ? signaturesAlong(command, situation, now, firstSeq + own.answer)
      : command.kind === 'withdrawal'
        ? withdrawalsAlong(command, situation)
        : []
  let seq = firstSeq + own.drafts.length
  return along.flatMap(({ command: other, at }) => {
    const decision = judge(other, at, now, seq)
    if (isRefusal(decision)) return []
    seq += decision.drafts.length
    return [{ drafts: decision.drafts, response: decision.response }]
  })
}

interface Along {
  readonly command: SignOff | WithdrawSignOff
  readonly at: Situation
}

function signaturesAlong(command: SignOff, situation: Situation, now: Instant, servedBy: Seq): readonly Along[] {
  if (command.statement !== 'done') return []
  const item = checklist(situation, now).find(
    ({ task, visit, occurrence }) => task.id === command.task && visit === command.visit && occurrence.id === command.occurrence,
  )
  if (item === undefined) return []
  return sameSteps(item, situation, now).map(({ other, item: { task, visit, occurrence } }) => {
    const asked = Object.entries(command.evidence).filter(([name]) => task.fields.some((field) => field.name === name))
    const evidence = Object.fromEntries(asked)
    return {
      command: { ...command, playbook: other.response.playbook, task: task.id, visit, occurrence: occurrence.id, evidence, servedBy },
      at: other,
    }
  })
}

function withdrawalsAlong(command: WithdrawSignOff, situation: Situation): readonly Along[] {
  const signatures = (of: Situation) => Object.values(of.response.marks).flatMap((mark) => mark.signatures)
  const withdrawn = signatures(situation).find(({ seq }) => seq === command.signOff)
  const first = withdrawn?.servedBy ?? command.signOff
  return (situation.beside ?? []).flatMap((other) =>
    signatures(other)
      .filter(({ seq, servedBy }) => seq === first || servedBy === first)
      .map(({ seq }) => ({ command: { ...command, playbook: other.response.playbook, signOff: seq }, at: other })),
  )
}
