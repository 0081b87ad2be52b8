import { expect } from 'vitest'
import type { Actor } from '../../src/core/actor.ts'
import { checklist } from '../../src/core/checklist.ts'
import type { ChecklistItem } from '../../src/core/checklist.ts'
import type { RawEvidence } from '../../src/core/command.ts'
import type { Situation } from '../../src/core/situation.ts'
import { isRefusal } from '../../src/core/refusal.ts'
import { countyCommander, local, otherPrincipal, SHANXI, taskForce, TINGLAN } from '../world.ts'
import type { TestCity } from './city.ts'
import { eventBy, signature } from './city.ts'

/** An engine and its clock, wherever they are served from. */
export type Desk = Pick<TestCity, 'engine' | 'clock'>

/** 汀兰 is sent home and, the next morning, draws up its plan, is accepted on site and submits it. */
export async function submitPlan(desk: Desk): Promise<void> {
  await sent(desk, countyCommander, 'ORDER_ONLINE')
  desk.clock.advanceTo(local('2026-03-07 08:00'))
  await desk.engine.idle()
  await signed(desk, otherPrincipal, 'O-10', { lastCaseOn: '2026-02-20' })
  await sent(desk, otherPrincipal, 'BEGIN_REOPENING')
  for (const { task, node } of await itemsAt(desk)) {
    if (node !== 'control.reopening.planning') continue
    await signed(desk, otherPrincipal, task.id)
    if (task.secondSigners !== undefined) await signed(desk, taskForce, task.id)
  }
  await sent(desk, otherPrincipal, 'SUBMIT_PLAN')
}

/** That level signs its review of 汀兰 and endorses the plan. */
export async function endorse(desk: Desk, actor: Actor): Promise<void> {
  await signed(desk, actor, `P-05-${actor.level}`)
  await sent(desk, actor, 'ENDORSE_PLAN')
}

export async function sent({ engine }: Desk, actor: Actor, event: string): Promise<void> {
  const answer = await engine.execute(eventBy(actor, event, { unit: TINGLAN.code }), `${event} ${actor.person}`)
  expect(isRefusal(answer) ? answer : 'accepted').toBe('accepted')
}

async function signed(desk: Desk, actor: Actor, task: string, said: RawEvidence = {}): Promise<void> {
  const item = (await itemsAt(desk)).find((one) => one.task.id === task)
  const { evidence, ...given } = signature(actor, task, item?.visit ?? 0, { at: TINGLAN, occurrence: item?.occurrence.id ?? null })
  const answer = await desk.engine.execute({ ...given, evidence: { ...evidence, ...said } }, `${task} ${actor.person}`)
  expect(isRefusal(answer) ? answer : 'accepted').toBe('accepted')
}

export async function itemsAt(desk: Desk): Promise<readonly ChecklistItem[]> {
  return checklist(await situationOf(desk), desk.clock.now())
}

export async function situationOf({ engine }: Desk): Promise<Situation> {
  const found = await engine.situationOf(SHANXI, TINGLAN.code, 'epidemic', 'actual')
  if (found === null) throw new Error('nobody knows 汀兰')
  return found
}
