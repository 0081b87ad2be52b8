import { listOutcomes } from '../../db/orders.ts'
import type { IssueOrder } from '../../src/core/command.ts'
import { isPhase } from '../../src/core/apply.ts'
import { decide } from '../../src/core/decide/index.ts'
import type { Scope } from '../../src/core/entry.ts'
import { isRefusal } from '../../src/core/refusal.ts'
import type { Situation } from '../../src/core/situation.ts'
import { isWithin } from '../../src/core/unit.ts'
import { pick, shuffled } from '../../src/demo/random.ts'
import { commandFor } from '../../src/engine/orders.ts'
import { alike, claim } from './claim.ts'
import { explained } from './explained.ts'
import { fitting, unfit } from './forms.ts'
import { ROOT } from './town.ts'
import type { Walk } from './walk.ts'
import { chance, counterOf, newKey, note, REASON, situationAt } from './walk.ts'

/** A commander gives an order to some units. What it comes to is what a trial run said, and each unit has what the core foresees. */
export async function order(walk: Walk): Promise<void> {
  const { engine } = walk.city
  const asked = randomOrder(walk)
  if (chance(walk.random, 0.15)) return orderAndTakeBack(walk, asked)
  const situations = await Promise.all(walk.units.map((unit) => situationAt(walk, unit, asked.playbook)))
  const trial = await engine.dryRun(asked)
  const issued = await engine.issueOrder(asked, newKey(walk))
  note(walk, 'order', issued)
  if (isRefusal(issued)) {
    explained(issued)
    return claim(alike(issued, trial), 'an order is refused as its trial was', asked, { issued, trial })
  }
  await engine.idle()
  claim(!isRefusal(trial), 'an order that is taken was taken on trial', asked, trial)
  const { items } = await listOutcomes(walk.city.connections.reader, ROOT, issued.id, {}, { limit: 500, cursor: null })
  const results = Object.fromEntries(items.map((item) => [item.unit.code, item.refusal ?? item.result]))
  claim(alike(results, foreseenResults(walk, asked, situations)), 'every unit of an order has its one result', asked, results)
  for (const result of Object.values(results)) note(walk, 'order at a unit', result)
  const { changed = [], unchanged = [], refused = [] } = Object.groupBy(items, ({ result }) => result)
  const counts = { matched: items.length, accepted: changed.length, unchanged: unchanged.length, refusedTotal: refused.length }
  const { refused: named, ...tried } = trial
  claim(alike(counts, tried), 'an order comes to what its trial said', asked, counts, tried)
  for (const { refusal, missing } of named) explained({ refusal, missing })
}

/** Taken back in the moment in which it was given, it concerns nobody; once it has begun, it is not taken back. */
async function orderAndTakeBack(walk: Walk, asked: IssueOrder): Promise<void> {
  const { engine } = walk.city
  const id = (await counterOf(walk)) + 1
  const take = { actor: chance(walk.random, 0.8) ? asked.actor : pick(walk.random, walk.town.people), order: id, reason: REASON }
  const given = engine.issueOrder(asked, newKey(walk))
  const [issued, taken] = await Promise.all([given, engine.cancelOrder(take, newKey(walk))])
  await engine.idle()
  const again = await engine.cancelOrder({ ...take, actor: asked.actor }, newKey(walk))
  for (const answer of [issued, taken, again]) if (isRefusal(answer)) explained(answer)
  note(walk, 'order to be cancelled', issued)
  note(walk, 'cancellation', taken)
  note(walk, 'second cancellation', again)
  if (isRefusal(issued)) return claim(isRefusal(taken) && isRefusal(again), 'what was not ordered cannot be cancelled', taken)
  const { items } = await listOutcomes(walk.city.connections.reader, ROOT, id, {}, { limit: 500, cursor: null })
  claim(isRefusal(taken) || items.length === 0, 'an order that was cancelled concerns nobody', asked, items)
  const why = isRefusal(taken) ? 'order_under_way' : 'already_cancelled'
  claim(isRefusal(again) && again.refusal === why, 'it is cancelled once, and not when it is over', taken, again)
}

function randomOrder(walk: Walk): IssueOrder {
  const { random, playbook, town } = walk
  const commanders = town.people.filter(({ role }) => role === 'commander')
  const actor = chance(random, 0.04) ? pick(random, town.people) : pick(random, commanders)
  const common = Object.values(playbook.events).filter((event) => event.order)
  const event = pick(random, chance(random, 0.9) ? common : Object.values(playbook.events))
  const form = { fields: event.facts, rules: [] }
  const today = walk.city.clock.now().slice(0, 10)
  const good = fitting(random, form, ROOT, today) ?? {}
  const facts = chance(random, 0.06) ? unfit(random, form, good) : good
  const reason = chance(random, 0.04) ? '' : REASON
  return {
    actor,
    playbook: playbook.name,
    mode: 'actual',
    event: event.type,
    facts,
    scope: scopeFor(walk, actor.path),
    reason,
    document: '',
  }
}

/** Mostly a few units, or a region or a unit that lies elsewhere. */
function scopeFor(walk: Walk, path: string): Scope {
  const { random, units, town, playbook } = walk
  if (chance(random, 0.03)) return {}
  const below = units.filter((unit) => isWithin(unit.path, path))
  const reach = below.length === 0 || chance(random, 0.05) ? units : below
  const regions = town.bureaus.filter((unit) => isWithin(unit.path, path) || chance(random, 0.03))
  const named = shuffled(random, reach)
    .slice(0, 1 + Math.floor(random() * 4))
    .map(({ code }) => code)
  const phases = [...new Set(Object.values(playbook.events).flatMap(({ reaches }) => reaches?.split('.')[0] ?? []))]
  return {
    ...(chance(random, 0.7) || regions.length === 0 ? { units: named } : { region: pick(random, regions).code }),
    ...(chance(random, 0.2) ? { kinds: [pick(random, playbook.kinds), pick(random, playbook.kinds)] } : {}),
    ...(chance(random, 0.15) ? { boarding: chance(random, 0.5) } : {}),
    ...(chance(random, 0.15) && phases.length > 0 ? { phases: [pick(random, phases)] } : {}),
    ...(chance(random, 0.15) ? { except: [pick(random, reach).code] } : {}),
  }
}

function foreseenResults(walk: Walk, asked: IssueOrder, situations: readonly Situation[]): Readonly<Record<string, string>> {
  const now = walk.city.clock.now()
  return Object.fromEntries(
    situations
      .filter((situation) => matches(walk, asked.scope, situation))
      .map((situation) => {
        const command = commandFor(asked, situation.unit.code, 1)
        // Who commands holds a post; that some school post is vacant is nothing to an order.
        const decision = decide(command, { ...situation, heldPosts: new Map() }, now, 1_000_000_000)
        if (!isRefusal(decision)) return [situation.unit.code, 'changed']
        return [situation.unit.code, decision.refusal === 'already_in_phase' ? 'unchanged' : decision.refusal]
      }),
  )
}

function matches({ town }: Walk, scope: Scope, { unit, response }: Situation): boolean {
  const region = town.units.find(({ code }) => code === scope.region)
  return (
    (region === undefined || isWithin(unit.path, region.path)) &&
    (scope.units?.includes(unit.code) ?? true) &&
    (scope.kinds?.includes(unit.kind) ?? true) &&
    (scope.boarding === undefined || scope.boarding === unit.boarders > 0) &&
    (scope.phases?.some((phase) => isPhase(response.phase, phase)) ?? true) &&
    scope.except?.includes(unit.code) !== true
  )
}
