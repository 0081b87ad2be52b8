import type { SendEvent, SignOff, WithdrawSignOff } from '../../src/core/command.ts'
import type { Decision } from '../../src/core/decide/index.ts'
import { decide } from '../../src/core/decide/index.ts'
import type { Refusal } from '../../src/core/refusal.ts'
import { isRefusal, refuse } from '../../src/core/refusal.ts'
import type { Situation } from '../../src/core/situation.ts'
import { isWithin } from '../../src/core/unit.ts'
import type { Answer } from '../../src/engine/engine.ts'
import { alike, claim } from './claim.ts'
import { explained } from './explained.ts'
import type { Walk } from './walk.ts'
import { chance, counterOf, newKey, note, situationAt } from './walk.ts'

type Personal = SendEvent | SignOff | WithdrawSignOff

/**
 * Gives the engine a command at a moment in which nothing else goes on. Claims that it answers as the pure core foresees,
 * that a refusal changes nothing and explains itself, and, now and then, that the same again is answered the same.
 */
export async function submit(walk: Walk, command: Personal, situation: Situation): Promise<Answer | Refusal> {
  const { engine, clock } = walk.city
  const [key, before] = [newKey(walk), await counterOf(walk)]
  const foreseen = foresee(command, situation, clock.now(), before + 1)
  const answer = await engine.execute(command, key)
  note(walk, command.kind, answer)
  const after = await situationAt(walk, { code: command.unit }, command.playbook)
  const written = (await counterOf(walk)) - before
  if (isRefusal(answer)) {
    explained(answer)
    claim(alike(answer, foreseen), 'the engine refuses as the core foresees', command, { answer, foreseen })
    claim(alike(after.response, situation.response), 'a refusal changes no response', command, answer)
    // A signature that comes too late is on record.
    claim(written <= 1, 'a refusal writes at most that it was refused', command, answer, { written })
  } else {
    claim(!isRefusal(foreseen), 'what is taken is what the core would take', command, { answer, foreseen })
    claim(alike(after.response, foreseen.response), 'the response is as the core foresees', command, after.response, foreseen.response)
    claim(answer.seq === before + 1 + foreseen.answer, 'the answer names its entry', command, answer)
    claim(written === foreseen.drafts.length, 'no more is written than was decided', command, { written })
  }
  if (chance(walk.random, 0.05)) await sendAgain(walk, command, key, answer, written > 0)
  return answer
}

/** What the core makes of the command: pure, and without the engine's knowledge of when something falls due. */
function foresee(command: Personal, situation: Situation, now: string, seq: number): Decision | Refusal {
  const { path } = command.actor
  if (path === '' || !isWithin(situation.unit.path, path)) return refuse('unknown_unit')
  return decide(command, situation, now, seq)
}

/** The same key with the same words gives the same answer and writes nothing; with other words it is refused. */
async function sendAgain(walk: Walk, command: Personal, key: string, first: Answer | Refusal, kept: boolean): Promise<void> {
  const { engine } = walk.city
  const before = await counterOf(walk)
  const second = await engine.execute(command, key)
  note(walk, 'the same again', second)
  claim(alike(second, first), 'the same key is answered the same', command, { first, second })
  if (kept) {
    const other = await engine.execute(reworded(command), key)
    note(walk, 'other words under the same key', other)
    claim(alike(other, refuse('idempotency_mismatch')), 'a key is good for one request only', command, other)
  }
  claim((await counterOf(walk)) === before, 'what was sent again is not done again', command)
}

function reworded(command: Personal): Personal {
  return command.kind === 'signOff' ? { ...command, note: `${command.note}。` } : { ...command, reason: `${command.reason}。` }
}
