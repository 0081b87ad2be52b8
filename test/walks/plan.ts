import { offers } from '../../src/core/decide/event.ts'
import { checklist } from '../../src/core/checklist.ts'
import { openGates } from '../../src/core/lint/open-gates.ts'
import { pick, shuffled } from '../../src/demo/random.ts'
import { sendOffered } from './events.ts'
import { fitting } from './forms.ts'
import { isOpen, signItem } from './signatures.ts'
import { standingIn } from './standing.ts'
import { passTo } from './time.ts'
import type { Planned, Walk } from './walk.ts'
import { chance, headsNear, situationAt, someUnit } from './walk.ts'

/** Does the next thing of the plan, or makes a new one: to open the gates of some event that is closed now. */
export async function pursue(walk: Walk): Promise<void> {
  const [next, ...later] = walk.plan
  if (next === undefined) return makePlan(walk)
  walk.plan = later
  const situation = await situationAt(walk, next.unit, walk.playbook.name)
  const now = walk.city.clock.now()
  if (next.kind === 'event') {
    const able = shuffled(walk.random, headsNear(walk, next.unit)).flatMap((actor) =>
      offers(actor, situation, now)
        .filter(({ event, allowed }) => allowed && event.type === next.event)
        .map((offer) => ({ actor, offer })),
    )
    return able[0] === undefined ? undefined : sendOffered(walk, situation, able[0].actor, able[0].offer)
  }
  const { task, visit, occurrence } = next
  const item = checklist(situation, now).find((one) => one.task.id === task && one.visit === visit && one.occurrence.id === occurrence)
  // Meanwhile it may have been signed, or be asked no more.
  if (item === undefined || !isOpen(item)) return
  await signItem(walk, situation, item, isAsked(next.evidence, item.task.fields) ? next.evidence : undefined)
  // What needs two signatures needs another step.
  if (item.task.secondSigners !== undefined && item.mark === null) walk.plan = [next, ...later]
}

const MOST_DAYS = 15

/** A form may have been made longer meanwhile. */
function isAsked(
  evidence: Readonly<Record<string, unknown>>,
  fields: readonly { readonly name: string; readonly required: boolean }[],
): boolean {
  return (
    fields.every(({ name, required }) => !required || name in evidence) &&
    Object.keys(evidence).every((name) => fields.some((field) => field.name === name))
  )
}

async function makePlan(walk: Walk): Promise<void> {
  const { random, city } = walk
  const unit = someUnit(walk)
  const situation = await situationAt(walk, unit, walk.playbook.name)
  const now = city.clock.now()
  const closed = headsNear(walk, unit).flatMap((actor) => offers(actor, situation, now).filter(({ refusal }) => refusal === 'gate_closed'))
  const main = closed.filter(({ event }) => event.tone === 'main')
  if (closed.length === 0) return
  const { event } = pick(random, main.length > 0 && chance(random, 0.6) ? main : closed)
  const standing = standingIn(walk, situation)
  const facts = fitting(random, { fields: event.facts, rules: [] }, unit, situation.calendar.dateOf(now)) ?? {}
  const { ready } = openGates(standing, event.type, facts)
  if (ready === null) return
  const signatures = Object.entries(ready.response.marks).flatMap(([key, mark]): readonly Planned[] => {
    if (situation.response.marks[key]?.complete === true) return []
    const [name = '', occurrence = null] = key.split('#')
    const [task = '', visit = ''] = name.split('@')
    return [{ kind: 'signature', unit, task, visit: Number(visit), occurrence, evidence: mark.signatures[0]?.evidence ?? {} }]
  })
  // Where days have to pass, they sometimes do at once.
  if (ready.now > now && Date.parse(ready.now) - Date.parse(now) < MOST_DAYS * 86_400_000 && chance(random, 0.7)) {
    await passTo(walk, ready.now, 'as long as a gate asks')
  }
  walk.plan = [...signatures, { kind: 'event', unit, event: event.type, facts }]
}
