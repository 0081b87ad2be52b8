import type { EventDefinition } from '../../machines/playbook.ts'
import type { Actor } from '../../src/core/actor.ts'
import type { RawEvidence } from '../../src/core/command.ts'
import type { EventOffer } from '../../src/core/decide/event.ts'
import { offers } from '../../src/core/decide/event.ts'
import type { Refusal } from '../../src/core/refusal.ts'
import { isRefusal } from '../../src/core/refusal.ts'
import type { Situation } from '../../src/core/situation.ts'
import type { Unit } from '../../src/core/unit.ts'
import { pick, shuffled } from '../../src/demo/random.ts'
import type { Answer } from '../../src/engine/engine.ts'
import { claim } from './claim.ts'
import { fitting, unfit } from './forms.ts'
import { submit } from './submit.ts'
import type { Walk } from './walk.ts'
import { chance, headsNear, REASON, situationAt, someUnit } from './walk.ts'

/** Somebody sends an event: mostly one that is offered, sometimes one that is not, and sometimes somebody who has no business here. */
export async function sendEvent(walk: Walk): Promise<void> {
  await sendEventAt(walk, someUnit(walk), walk.playbook.name)
}

export async function sendEventAt(walk: Walk, unit: Unit, playbook: string): Promise<void> {
  const situation = await situationAt(walk, unit, playbook)
  if (chance(walk.random, 0.12)) return sendAnything(walk, situation)
  const wanted = chance(walk.random, 0.85)
  for (const actor of shuffled(walk.random, sendersNear(walk, unit))) {
    const offered = offers(actor, situation, walk.city.clock.now()).filter(({ allowed }) => allowed === wanted)
    if (offered.length > 0) return sendOffered(walk, situation, actor, chosen(walk, offered))
  }
}

/** Heads, and one other of the unit: posts differ in what they may send. */
function sendersNear(walk: Walk, unit: Unit): readonly Actor[] {
  return [...headsNear(walk, unit), pick(walk.random, walk.town.near(unit))]
}

/** The usual next step more often than any other, and no emergency after another. */
function chosen({ random }: Walk, offered: readonly EventOffer[]): EventOffer {
  const main = offered.filter(({ event }) => event.tone === 'main')
  const calm = offered.filter(({ event }) => event.tone !== 'urgent')
  return pick(random, main.length > 0 && chance(random, 0.6) ? main : calm.length > 0 && chance(random, 0.5) ? calm : offered)
}

/** Sends what is offered, or what is offered as closed, and holds the offer to its word. */
export async function sendOffered(walk: Walk, situation: Situation, actor: Actor, offer: EventOffer): Promise<void> {
  const { random } = walk
  const { event } = offer
  const form = { fields: event.facts, rules: [] }
  const today = situation.calendar.dateOf(walk.city.clock.now())
  const good = withCase(walk, event, situation, fitting(random, form, situation.unit, today) ?? {})
  if (chance(random, 0.07)) {
    const answer = await send(walk, situation, actor, event.type, unfit(random, form, good))
    return claim(isRefusal(answer) && answer.refusal === 'facts_invalid', 'a form filled in wrongly is refused', event.type, answer)
  }
  if (event.reason === 'required' && chance(random, 0.05)) {
    const answer = await send(walk, situation, actor, event.type, good, '')
    return claim(isRefusal(answer) && answer.refusal === 'reason_required', 'a reason is asked for', event.type, answer)
  }
  const answer = await send(walk, situation, actor, event.type, good)
  keepsWord(offer, answer, situation, good)
}

function keepsWord(offer: EventOffer, answer: Answer | Refusal, situation: Situation, facts: RawEvidence): void {
  const told = { event: offer.event.type, phase: situation.response.phase, facts, offer: { ...offer, event: undefined }, answer }
  if (offer.allowed) {
    if (!isRefusal(answer)) return
    // What is only stated in the form cannot be judged before; nor which of several cases it will name.
    const named = 'case' in facts && situation.response.cases.length > 1
    const byForm = (answer.missing ?? []).every(({ gate }) => gate.startsWith('facts.'))
    return claim(answer.refusal === 'gate_closed' && (byForm || named), 'what is offered is taken', told)
  }
  claim(isRefusal(answer) && answer.refusal === offer.refusal, 'what is not offered is refused for the reason that was given', told)
  const said = new Set((answer.missing ?? []).map(({ gate, text }) => `${gate} ${text.zh}`))
  const unsaid = (offer.missing ?? []).filter(({ gate, text }) => !said.has(`${gate} ${text.zh}`))
  claim(unsaid.length === 0, 'what was offered as missing is missing', told)
}

/** Names a case where the form asks for one, mostly one that is open. */
function withCase({ random }: Walk, { facts }: EventDefinition, { response }: Situation, filled: RawEvidence): RawEvidence {
  if (!facts.some(({ name }) => name === 'case')) return filled
  const { case: _, ...rest } = filled
  const open = response.cases.filter(({ confirmedAt }) => confirmedAt === null)
  if (open.length === 0 || chance(random, 0.2)) return rest
  return { ...rest, case: chance(random, 0.1) ? 1 : pick(random, open).seq }
}

/** Anybody sends anything; who has no post for it is told so. */
async function sendAnything(walk: Walk, situation: Situation): Promise<void> {
  const { random, town } = walk
  const actor = pick(random, town.people)
  const event = pick(random, ['NO_SUCH_EVENT', 'constructor', ...Object.keys(situation.playbook.events)])
  const offer = offers(actor, situation, walk.city.clock.now()).find((one) => one.event.type === event)
  if (offer !== undefined) return sendOffered(walk, situation, actor, offer)
  const answer = await send(walk, situation, actor, event, {})
  const kept = isRefusal(answer) && ['unknown_unit', 'unknown_event', 'not_your_role'].includes(answer.refusal)
  claim(kept, 'nobody sends what is not offered to them', { actor, event }, answer)
}

function send(
  walk: Walk,
  situation: Situation,
  actor: Actor,
  event: string,
  facts: RawEvidence,
  reason = REASON,
): Promise<Answer | Refusal> {
  const { unit, playbook, mode } = situation.response
  return submit(walk, { kind: 'event', actor, unit, playbook, mode, event, facts, reason, document: '', order: null }, situation)
}
