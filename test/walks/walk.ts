import { readCounter } from '../../db/append.ts'
import type { RawEvidence } from '../../src/core/command.ts'
import type { Playbook } from '../../machines/playbook.ts'
import type { Actor } from '../../src/core/actor.ts'
import type { Refusal } from '../../src/core/refusal.ts'
import { isRefusal } from '../../src/core/refusal.ts'
import type { Situation } from '../../src/core/situation.ts'
import type { Unit } from '../../src/core/unit.ts'
import type { Random } from '../../src/demo/random.ts'
import { pick } from '../../src/demo/random.ts'
import type { TestCity } from '../engine/city.ts'
import type { JournalWatch } from './journal-watch.ts'
import type { Published } from './overlays.ts'
import type { Town } from './town.ts'
import { ROOT } from './town.ts'

/** A walk under way. What is not `readonly` changes from step to step. */
export interface Walk {
  readonly city: TestCity
  readonly town: Town
  readonly playbook: Playbook
  readonly random: Random
  readonly watch: JournalWatch
  /** Units that have a response in the playbook. */
  readonly units: readonly Unit[]
  /** What was tried and what came of it, by kind of command. */
  readonly tally: Map<string, Map<string, number>>
  readonly overlays: Map<number, Published>
  /** A unit that is told of more than others, for a while. */
  favourite: Unit
  /** What is to be done next, so that somebody gets somewhere. */
  plan: readonly Planned[]
  keys: number
}

/** One of the things by which gates are opened: a signature, or at last the event. */
export type Planned =
  | {
      readonly kind: 'signature'
      readonly unit: Unit
      readonly task: string
      readonly visit: number
      readonly occurrence: string | null
      readonly evidence: RawEvidence
    }
  | { readonly kind: 'event'; readonly unit: Unit; readonly event: string; readonly facts: RawEvidence }

export const REASON = '按指挥部要求办理'

export function chance(random: Random, share: number): boolean {
  return random() < share
}

/** One of the units, the favourite more often than any other. */
export function someUnit({ random, favourite, units }: Walk): Unit {
  return chance(random, 0.6) ? favourite : pick(random, units)
}

/** The heads of the bureaus above the unit, and its own. */
export function headsNear({ town }: Walk, unit: Unit): readonly Actor[] {
  return town.near(unit).filter(({ role }) => role === 'commander' || role === 'principal')
}

export async function situationAt({ city }: Walk, unit: Pick<Unit, 'code'>, playbook: string): Promise<Situation> {
  const found = await city.engine.situationOf(ROOT, unit.code, playbook, 'actual')
  if (found === null) throw new Error(`${unit.code} has no response in ${playbook}`)
  return found
}

/** A key of its own for every command. */
export function newKey(walk: Walk): string {
  walk.keys += 1
  return `walk ${walk.keys}`
}

export function counterOf({ city }: Walk): Promise<number> {
  return readCounter(city.connections.reader)
}

/** Counts what a command came to. */
export function note({ tally }: Walk, kind: string, answer: Refusal | object | string): void {
  const results = tally.get(kind) ?? new Map<string, number>()
  tally.set(kind, results)
  const result = typeof answer === 'string' ? answer : isRefusal(answer) ? answer.refusal : 'accepted'
  results.set(result, (results.get(result) ?? 0) + 1)
}
