import type { Actor } from '../../src/core/actor.ts'
import type { ChecklistItem } from '../../src/core/checklist.ts'
import { checklist } from '../../src/core/checklist.ts'
import type { RawEvidence, SignOff } from '../../src/core/command.ts'
import { nextCapacity } from '../../src/core/next-signature.ts'
import { isRefusal } from '../../src/core/refusal.ts'
import type { Situation } from '../../src/core/situation.ts'
import { statementsOn } from '../../src/core/statements.ts'
import { pick } from '../../src/demo/random.ts'
import { claim } from './claim.ts'
import { fitting, unfit } from './forms.ts'
import { submit } from './submit.ts'
import type { Walk } from './walk.ts'
import { chance, REASON, situationAt, someUnit } from './walk.ts'

/** Somebody signs: mostly a step that is open, with evidence that fits, and sometimes wrongly. */
export async function signStep(walk: Walk): Promise<void> {
  const { random, city } = walk
  const situation = await situationAt(walk, someUnit(walk), walk.playbook.name)
  const items = checklist(situation, city.clock.now())
  const open = items.filter(isOpen)
  const partly = open.filter(({ state, mark }) => state === 'partly' || mark !== null)
  if (chance(random, 0.1) || open.length === 0) return signWrongly(walk, situation, items)
  await signItem(walk, situation, pick(random, partly.length > 0 && chance(random, 0.5) ? partly : open))
}

export function isOpen({ state, after }: ChecklistItem): boolean {
  if (after !== undefined) return false
  return state === 'open' || state === 'partly' || state === 'overdue'
}

/** Signs an open item by somebody who may; somebody always may. With evidence that is given it must be taken. */
export async function signItem(walk: Walk, situation: Situation, item: ChecklistItem, given?: RawEvidence): Promise<void> {
  const { random, town, city } = walk
  const able = town.near(situation.unit).filter((actor) => maySign(actor, item, situation))
  claim(able.length > 0, 'somebody may sign every open step', situation.unit, item)
  const today = situation.calendar.dateOf(city.clock.now())
  const good = given ?? fitting(random, item.task, situation.unit, today)
  claim(good !== null, 'every form can be filled in', situation.unit, item.task)
  const actor = pick(random, able)
  const told = { unit: situation.unit.code, actor: actor.person, task: item.task.id, good }
  if (given === undefined && chance(random, 0.1)) {
    const bad = unfit(random, item.task, good)
    // Nothing at all is a confirmation, where somebody has signed before.
    const evidence = Object.keys(bad).length === 0 ? { 'no such field': 1 } : bad
    const answer = await sign(walk, situation, actor, item, { evidence })
    return claim(isRefusal(answer) && answer.refusal === 'evidence_invalid', 'evidence that does not fit is refused', told, answer)
  }
  if (given === undefined && chance(random, 0.08)) {
    const silent = chance(random, 0.3)
    const answer = await sign(walk, situation, actor, item, { statement: 'not_applicable', evidence: {}, note: silent ? ' ' : REASON })
    const mayNot = silent || !statementsOn(item.task).includes('not_applicable')
    return claim(isRefusal(answer) === mayNot, 'a step that does not apply is signed with the reason why', told, answer)
  }
  // A second signer may confirm without typing it all again.
  const evidence = item.mark !== null && chance(random, 0.5) ? {} : good
  const answer = await sign(walk, situation, actor, item, { evidence })
  claim(!isRefusal(answer), 'who may sign an open step with evidence that fits, signs it', told, answer)
}

function maySign(actor: Actor, item: ChecklistItem, situation: Situation): boolean {
  return nextCapacity(actor, item, situation) !== null
}

/** By the wrong person, twice, for another visit, or for a round that is over or has not begun. */
async function signWrongly(walk: Walk, situation: Situation, items: readonly ChecklistItem[]): Promise<void> {
  const { random, town, watch } = walk
  if (items.length === 0) return
  const item = pick(random, items)
  const stranger = pick(random, town.people)
  const known = pick(random, town.near(situation.unit))
  const bygone = watch.missed.filter(({ unitId, playbook }) => unitId === situation.unit.id && playbook === situation.response.playbook)
  const missed = bygone.length === 0 ? undefined : pick(random, bygone).body
  const done = items.filter(({ mark }) => mark?.complete === true)
  const tries: readonly (() => ReturnType<typeof sign>)[] = [
    () => sign(walk, situation, stranger, item),
    () => sign(walk, situation, known, done.length > 0 ? pick(random, done) : item),
    () => sign(walk, situation, known, item, { visit: item.visit + 1 }),
    () => sign(walk, situation, known, item, { task: 'no such task' }),
    () => sign(walk, situation, known, item, { occurrence: dayAhead(item) }),
    () => sign(walk, situation, known, item, missed?.type === 'occurrence.missed' ? { ...missed, evidence: {} } : {}),
  ]
  const tried = pick(random, tries)
  const answer = await tried()
  const able = tried === tries[0] ? maySign(stranger, item, situation) : true
  claim(isRefusal(answer) || able, 'a stranger signs nothing', { stranger, task: item.task.id }, answer)
}

function dayAhead({ occurrence }: ChecklistItem): string {
  const [date, slot] = (occurrence.id ?? '').split('/')
  const named = /^\d{4}-\d{2}-\d{2}$/.test(date ?? '')
  const next = named
    ? Temporal.PlainDate.from(date ?? '')
        .add({ days: 1 })
        .toString()
    : 'no such round'
  return slot === undefined ? next : `${next}/${slot}`
}

function sign(walk: Walk, situation: Situation, actor: Actor, item: ChecklistItem, more: Partial<SignOff> = {}) {
  const { unit, playbook, mode } = situation.response
  const { statement = 'done', evidence = {}, note = '', task = item.task.id, visit = item.visit } = more
  const occurrence = more.occurrence === undefined ? item.occurrence.id : more.occurrence
  return submit(
    walk,
    { kind: 'signOff', actor, unit, playbook, mode, task, visit, occurrence, statement, evidence, note, signedAt: null },
    situation,
  )
}
