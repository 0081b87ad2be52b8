import type { Actor } from '../core/actor.ts'
import type { RawEvidence } from '../core/command.ts'
import { isRefusal } from '../core/refusal.ts'
import type { Calendar } from '../core/situation.ts'
import type { Answer, Engine, NewPerson } from '../engine/engine.ts'
import type { UnitRow } from './unit-row.ts'

/** What those who act in the demo city work with. */
export interface DemoCity {
  readonly engine: Engine
  readonly calendar: Calendar
  /** Local date on which the demo opens. */
  readonly today: string
  readonly now: string
  readonly units: readonly UnitRow[]
  /** Everybody who signs or commands, by unit. */
  readonly actors: ReadonlyMap<string, Actor>
  /** The visit that each school's response began with. */
  readonly visits: ReadonlyMap<string, number>
}

export interface DemoSignature {
  readonly unit: string
  readonly task: string
  readonly visit: number
  readonly occurrence: string | null
  readonly evidence: RawEvidence
}

/** Signs a step as the unit's own signer; whatever is refused is a mistake in the demo. */
export async function sign(city: DemoCity, signature: DemoSignature): Promise<void> {
  const { unit, task, visit, occurrence } = signature
  const answer = await city.engine.execute(
    {
      ...signature,
      kind: 'signOff',
      actor: actorAt(city, unit),
      playbook: 'epidemic',
      mode: 'actual',
      statement: 'done',
      note: '',
      signedAt: null,
    },
    `demo ${unit} ${task} ${visit} ${occurrence ?? ''}`,
  )
  if (isRefusal(answer)) throw new Error(`demo: ${unit} ${task} was refused: ${JSON.stringify(answer)}`)
}

/** Sends an event to a unit as the signer of that unit or of a bureau above it. */
export async function send(city: DemoCity, by: string, unit: string, event: string, facts: RawEvidence, reason: string): Promise<Answer> {
  const answer = await city.engine.execute(
    {
      kind: 'event',
      actor: actorAt(city, by),
      unit,
      playbook: 'epidemic',
      mode: 'actual',
      event,
      facts,
      reason,
      document: '',
      order: null,
    },
    `demo ${unit} ${event} ${city.engine.clock.now()}`,
  )
  if (isRefusal(answer)) throw new Error(`demo: ${unit} ${event} was refused: ${JSON.stringify(answer)}`)
  return answer
}

function actorAt({ actors }: DemoCity, code: string): Actor {
  const actor = actors.get(code)
  if (actor === undefined) throw new Error(`demo: nobody acts at ${code}`)
  return actor
}

/** The people as the engine knows them once they have signed in. */
export function actorsOf(people: readonly NewPerson[], units: readonly UnitRow[]): ReadonlyMap<string, Actor> {
  const places = new Map(units.map((unit) => [unit.code, unit]))
  return new Map(
    people.map(({ id, role, unit, posts }) => {
      const isCounty = places.get(unit)?.kind === 'county'
      const path = isCounty ? `140000/140800/${unit}/` : `140000/140800/${places.get(unit)?.parent ?? ''}/${unit}/`
      return [unit, { person: id, role, unit, path, level: isCounty ? 'county' : 'school', posts }]
    }),
  )
}
