import { loadResponses } from '../../db/responses.ts'
import type { Actor } from '../../src/core/actor.ts'
import { checklist } from '../../src/core/checklist.ts'
import type { RawEvidence } from '../../src/core/command.ts'
import { isRefusal } from '../../src/core/refusal.ts'
import type { Stage } from './stage.ts'

/** A signature of one of the many who are not named: they act through the engine, each in their own person. */
export interface Signature {
  readonly unit: string
  readonly task: string
  readonly visit: number
  readonly occurrence: string | null
  readonly evidence: RawEvidence
}

/** Signs the round of the task that is open at the unit now. */
export async function signAs(stage: Stage, person: string, unit: string, task: string, evidence: RawEvidence): Promise<void> {
  const actor = await stage.actor(person)
  const situation = await stage.engine.situationOf(actor, unit, 'epidemic', 'actual')
  const items = situation === null ? [] : checklist(situation, stage.engine.clock.now())
  const item = items.find((each) => each.task.id === task && ['open', 'partly', 'overdue'].includes(each.state))
  if (item === undefined) throw new Error(`${unit} has no ${task} to sign`)
  await put(stage, actor, { unit, task, visit: item.visit, occurrence: item.occurrence.id, evidence })
}

let given = 0

/** Signs, where task and round are known already; what is refused fails the story. */
export async function put(stage: Pick<Stage, 'engine'>, actor: Actor, signature: Signature): Promise<void> {
  const answer = await stage.engine.execute(
    { ...signature, kind: 'signOff', actor, playbook: 'epidemic', mode: 'actual', statement: 'done', note: '', signedAt: null },
    `crowd ${(given += 1)}`,
  )
  if (isRefusal(answer)) throw new Error(`${signature.task} at ${signature.unit} was refused: ${JSON.stringify(answer)}`)
}

/** The visit that each school's response began with, by code. */
export async function openingVisits(stage: Pick<Stage, 'connections'>, units: readonly string[]): Promise<ReadonlyMap<string, number>> {
  const keys = units.map((unit) => ({ unit, playbook: 'epidemic', mode: 'actual' }))
  const loaded = await loadResponses(stage.connections.reader, keys)
  // A unit has responses in other playbooks too.
  const own = [...loaded.values()].filter(({ response }) => response.playbook === 'epidemic')
  return new Map(own.map(({ id, unit }) => [unit.code, id]))
}
