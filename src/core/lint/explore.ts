import type { Missing } from '../../../machines/gate.ts'
import type { EventDefinition, Playbook } from '../../../machines/playbook.ts'
import type { RawEvidence } from '../command.ts'
import { isRefusal } from '../refusal.ts'
import type { Response } from '../response.ts'
import { begin, send } from './act.ts'
import type { Standing } from './act.ts'
import { factsFor } from './facts.ts'
import { followUps } from './follow-ups.ts'
import type { Closed } from './open-gates.ts'
import { openGates } from './open-gates.ts'
import type { Ready } from './provoke.ts'
import type { Sample } from './sample.ts'

/** One situation in which a unit of the sample's kind can be, and how it got there. */
export interface Place {
  readonly id: number
  readonly standing: Standing
  /** Events that led there, from the beginning. */
  readonly way: readonly string[]
}

export interface Exit {
  readonly from: number
  readonly to: number
}

/** All that one sample can come to. */
export interface Walk {
  readonly places: readonly Place[]
  readonly exits: readonly Exit[]
  /** Events that the statechart accepted somewhere, whatever their gates said. */
  readonly accepted: ReadonlySet<string>
  /** Events that were sent at last. */
  readonly sent: ReadonlySet<string>
  /** Closed gates, each kind of explanation once. */
  readonly closed: readonly Explained[]
  /** Each event once where it could be sent. */
  readonly ready: readonly Ready[]
  /** Whether there was an end to it. */
  readonly complete: boolean
}

/** What an event lacked in one standing. */
export interface Explained extends Closed {
  readonly event: string
}

/** No playbook that people can follow comes near, neither in its situations nor in the phases waiting to be resumed. */
const MOST_PLACES = 3_000
const DEEPEST = 8

/**
 * Walks everywhere a unit can come to, deciding every event as the engine decides it and doing whatever opens its gates.
 * Two responses count as one place if they stand in the same nodes, have the same phases to return to and as many
 * cases, two standing for many. Yields once for each place, so that it can be done in the spare moments of a server.
 */
export function* explore(playbook: Playbook, sample: Sample): Generator<void, Walk> {
  const places = new Map<string, Place>()
  const exits: Exit[] = []
  const notes = {
    accepted: new Set<string>(),
    sent: new Set<string>(),
    closed: new Map<string, Explained>(),
    hopeless: new Set<string>(),
    looked: new Set<string>(),
    ready: new Map<string, Ready>(),
  }
  const arrive = (standing: Standing, way: readonly string[]): number => {
    const key = keyOf(standing.response)
    const place = places.get(key) ?? { id: places.size, standing, way }
    places.set(key, place)
    return place.id
  }
  arrive(begin(playbook, sample), [])
  // A map is gone through in the order in which it grows, while it grows.
  let complete = true
  for (const { id, standing, way } of places.values()) {
    complete = places.size <= MOST_PLACES && standing.response.suspended.length <= DEEPEST
    if (!complete) break
    for (const event of Object.values(playbook.events).filter(({ senders }) => senders.some(({ by }) => by !== 'engine')))
      for (const after of outcomes(event, standing, notes)) exits.push({ from: id, to: arrive(after, [...way, event.type]) })
    for (const { event, after, closed } of followUps(standing)) {
      for (const one of closed) explain(event, one, notes)
      if (after !== null) exits.push({ from: id, to: arrive(after, [...way, event.type]) })
      if (after !== null) for (const noted of [notes.accepted, notes.sent]) noted.add(event.type)
    }
    yield
  }
  const { accepted, sent, closed, ready } = notes
  return { places: [...places.values()], exits, accepted, sent, closed: [...closed.values()], ready: [...ready.values()], complete }
}

function keyOf({ nodes, suspended, cases }: Response): string {
  const open = cases.filter(({ confirmedAt }) => confirmedAt === null).length
  return [nodes.join(' '), suspended.map(({ phase }) => phase).join(' '), Math.min(open, 2), cases.length > open].join('|')
}

interface Notes {
  readonly accepted: Set<string>
  readonly sent: Set<string>
  readonly closed: Map<string, Explained>
  /** What was tried in vain, by all that a gate can see: it does not see the phases to return to. */
  readonly hopeless: Set<string>
  /** Events by the nodes in which every way of filling in their form was tried. */
  readonly looked: Set<string>
  readonly ready: Map<string, Ready>
}

/** Facts by which the statechart decides where an event leads. */
const READ = ['teaching', 'level', 'risk', 'case']

/** Where the event leads from here, with every way of filling in its form. */
function outcomes(event: EventDefinition, standing: Standing, notes: Notes): readonly Standing[] {
  const found: Standing[] = []
  let blocked: Blocked | null = null
  // Only gates read other facts, so what agrees in these is settled together.
  const settled = new Set<string>()
  const thorough = isNew(notes.looked, `${event.type} ${standing.response.nodes.join(' ')}`)
  for (const facts of factsFor(event, standing)) {
    const read = JSON.stringify(READ.map((name) => facts[name]))
    if (settled.has(read)) continue
    const after = send(standing, event.type, facts)
    if (after === null) return []
    if (!isRefusal(after)) {
      found.push(after)
      if (!notes.ready.has(event.type)) notes.ready.set(event.type, { event: event.type, standing, facts })
      if (!thorough || event.gates.length === 0) settled.add(read)
    } else if (after.missing === undefined) settled.add(read)
    else {
      explain(event, { standing, missing: after.missing }, notes)
      if (after.missing.some(({ gate }) => gate.startsWith('facts.'))) continue
      blocked ??= { facts, missing: after.missing }
      if (!thorough) settled.add(read)
    }
  }
  const opened = found.length > 0 || blocked === null ? null : opening(event, standing, blocked, notes)
  if (opened !== null) found.push(opened)
  if (found.length > 0) for (const noted of [notes.accepted, notes.sent]) noted.add(event.type)
  return found
}

function isNew(known: Set<string>, key: string): boolean {
  if (known.has(key)) return false
  known.add(key)
  return true
}

interface Blocked {
  readonly facts: RawEvidence
  readonly missing: readonly Missing[]
}

/** After the event, once everything was done that opens its gates; null if nothing does. */
function opening(event: EventDefinition, standing: Standing, { facts, missing }: Blocked, notes: Notes): Standing | null {
  const { nodes, cases } = standing.response
  const view = [
    event.type,
    nodes.join(' '),
    cases.length,
    ...missing.map(({ gate, task, text }) => `${gate} ${task ?? ''} ${text.en}`),
  ].join('|')
  if (notes.hopeless.has(view)) return null
  const { ready, sent, closed } = openGates(standing, event.type, facts)
  for (const one of closed) explain(event, one, notes)
  if (ready !== null && !notes.ready.has(event.type)) notes.ready.set(event.type, { event: event.type, standing: ready, facts })
  if (sent === null) notes.hopeless.add(view)
  return sent
}

function explain({ type }: EventDefinition, { standing, missing }: Closed, notes: Notes): void {
  notes.accepted.add(type)
  const { phase, teaching } = standing.response
  const what = missing.map(({ gate, task }) => `${gate} ${task ?? ''}`).join(' ')
  const key = `${type} ${phase} ${teaching} ${what}`
  if (!notes.closed.has(key)) notes.closed.set(key, { event: type, standing, missing })
}
