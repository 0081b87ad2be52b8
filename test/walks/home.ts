import type { EventDefinition } from '../../machines/playbook.ts'
import type { Standing } from '../../src/core/lint/act.ts'
import { begin, later } from '../../src/core/lint/act.ts'
import { factsFor } from '../../src/core/lint/facts.ts'
import { openGates } from '../../src/core/lint/open-gates.ts'
import { offers } from '../../src/core/decide/event.ts'
import type { Situation } from '../../src/core/situation.ts'
import type { Response } from '../../src/core/response.ts'
import type { Unit } from '../../src/core/unit.ts'
import { claim } from './claim.ts'
import { standingIn } from './standing.ts'
import type { Walk } from './walk.ts'
import { headsNear, situationAt } from './walk.ts'

/** What led home from where, in earlier searches. */
export type Signposts = Map<string, string>

/** From wherever a response stands, the phase and teaching of its beginning can be reached. */
export async function noTrap(walk: Walk, unit: Unit, signposts: Signposts): Promise<void> {
  const situation = await situationAt(walk, unit, walk.playbook.name)
  const { phase, teaching, cases, plan, batch, nodes } = situation.response
  if (wayHome(standingIn(walk, situation), signposts) !== null) return
  claim(false, 'there is a way home', unit, { phase, teaching, cases, plan, batch, nodes }, lacks(walk, situation))
}

/** What each head is told of the events that the gates hold up. */
function lacks(walk: Walk, situation: Situation): readonly string[] {
  const offered = headsNear(walk, situation.unit).flatMap((actor) => offers(actor, situation, walk.city.clock.now()))
  return [
    ...new Set(offered.flatMap(({ event, missing = [] }) => missing.map(({ text, task }) => `${event.type}: ${text.zh} ${task ?? ''}`))),
  ]
}

/** The events that lead home; null if there is no way. Gates are opened by doing what they ask for. */
function wayHome(standing: Standing, signposts: Signposts): readonly string[] | null {
  const { phase, teaching } = begin(standing.playbook, standing.sample).response
  const isHome = ({ response }: Standing): boolean => response.phase === phase && response.teaching === teaching
  const from = standing.response
  const known = byWay(standing, signposts, isHome)
  if (known !== null) return known
  const seen = new Set([keyOf(standing.response, from)])
  const waiting: Reached[] = [{ standing, way: [], keys: [] }]
  for (const { standing: at, way, keys } of waiting) {
    if (isHome(at)) {
      for (const [index, key] of keys.entries()) signposts.set(key, way[index] ?? '')
      return way
    }
    if (waiting.length > MOST) return null
    for (const event of eventsOf(at)) {
      const after = sent(at, event)
      if (after === null || seen.has(keyOf(after.response, from))) continue
      seen.add(keyOf(after.response, from))
      waiting.push({ standing: after, way: [...way, event.type], keys: [...keys, keyOf(at.response, from)] })
    }
  }
  return null
}

interface Reached {
  readonly standing: Standing
  readonly way: readonly string[]
  readonly keys: readonly string[]
}

/** More places than any way home passes. */
const MOST = 600
const LONGEST = 20

function byWay(start: Standing, signposts: Signposts, isHome: (standing: Standing) => boolean): readonly string[] | null {
  const way: string[] = []
  const from = start.response
  let at = start
  while (!isHome(at) && way.length < LONGEST) {
    const event = at.playbook.events[signposts.get(keyOf(at.response, from)) ?? '']
    const after = event === undefined ? null : sent(at, event)
    if (event === undefined || after === null) return null
    way.push(event.type)
    at = after
  }
  return isHome(at) ? way : null
}

function eventsOf({ playbook }: Standing): readonly EventDefinition[] {
  // A further case leads nobody home.
  return Object.values(playbook.events).filter(({ marks, senders }) => marks !== 'caseOpened' && senders.some(({ by }) => by !== 'engine'))
}

/** After the event, once its gates are open; where a round was signed that keeps them closed, the next one is waited for. */
function sent(at: Standing, event: EventDefinition): Standing | null {
  for (const facts of factsFor(event, at)) {
    const attempt = openGates(at, event.type, facts)
    if (attempt.sent !== null) return attempt.sent
    if (attempt.closed.at(-1)?.missing.some(({ task }) => task !== undefined) !== true) continue
    for (const hours of [8, 16, 24, 32]) {
      const afterwards = openGates(later(at, hours * 60), event.type, facts).sent
      if (afterwards !== null) return afterwards
    }
  }
  return null
}

/** What differs in this is looked at apart. Findings of a review hold until there is a new version of the plan, so that counts. */
function keyOf({ nodes, suspended, cases, plan, batch }: Response, from: Response): string {
  const confirmed = cases.filter(({ confirmedAt }) => confirmedAt !== null).length
  const phases = suspended.map(({ phase }) => phase).join(' ')
  const reviewedAnew = plan.version > from.plan.version
  return [nodes.join(' '), phases, cases.length - confirmed, confirmed > 0, reviewedAnew, plan.endorsedBy.join(' '), batch > 0].join('|')
}
