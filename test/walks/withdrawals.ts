import { isHead } from '../../src/core/authority.ts'
import { isRefusal } from '../../src/core/refusal.ts'
import { pick } from '../../src/demo/random.ts'
import { claim } from './claim.ts'
import { submit } from './submit.ts'
import type { Walk } from './walk.ts'
import { chance, REASON, situationAt, someUnit } from './walk.ts'

/** Somebody takes a signature back: mostly who gave it, sometimes the head, sometimes somebody who may not. */
export async function withdraw(walk: Walk): Promise<void> {
  const { random, town } = walk
  const unit = someUnit(walk)
  const situation = await situationAt(walk, unit, walk.playbook.name)
  const signatures = Object.values(situation.response.marks).flatMap((mark) => mark.signatures)
  const signature = signatures.length === 0 ? undefined : pick(random, signatures)
  const own = town.people.filter(({ person }) => person === signature?.by)
  const actor = own[0] !== undefined && chance(random, 0.7) ? own[0] : pick(random, [...town.near(unit), ...town.people])
  const reason = chance(random, 0.1) ? ' ' : REASON
  const { playbook, mode } = situation.response
  const signOff = chance(random, 0.05) ? 1 : (signature?.seq ?? 1)
  const answer = await submit(walk, { kind: 'withdrawal', actor, unit: unit.code, playbook, mode, signOff, reason }, situation)
  const may = actor.person === signature?.by || (isHead(actor) && actor.unit === unit.code)
  const right = may && signOff === signature?.seq && reason !== ' '
  claim(isRefusal(answer) === !right, 'the signer and the head, with a reason, take a signature back, and nobody else', actor, answer)
}
