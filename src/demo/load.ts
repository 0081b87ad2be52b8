import type { Connections } from '../../db/connect.ts'
import { loadResponses } from '../../db/responses.ts'
import { ENGINE } from '../core/actor.ts'
import { weekdayCalendar } from '../core/calendar/calendar.ts'
import { frozenClock } from '../engine/clock.ts'
import { passTo } from '../engine/pass-time.ts'
import { startEngine } from '../engine/start.ts'
import { demoUnits } from './city.ts'
import { actorsOf } from './demo-city.ts'
import { ordinaryDays } from './ordinary-days.ts'
import { DEMO_ACCOUNTS, officersOf } from './people.ts'
import type { DemoAccount } from './people.ts'
import { suspectedCases } from './suspected-cases.ts'
import type { UnitRow } from './unit-row.ts'

/** One thing that somebody in the demo city does, and when. */
export interface Action {
  readonly at: string
  readonly run: () => Promise<unknown>
}

/** Days of checks and reports before the demo opens. */
const DAYS_BEFORE = 1

/**
 * Makes the demo city in an empty, migrated database: everything goes through the engine itself, driven by a clock
 * that runs from the morning before to `now`. Returns the accounts, to which the caller gives their passwords.
 */
export async function loadDemo(connections: Connections, now: string, timeZone: string): Promise<readonly DemoAccount[]> {
  const calendar = weekdayCalendar(timeZone)
  const today = calendar.dateOf(now)
  const clock = frozenClock(calendar.instantOf(calendar.addDays(today, -DAYS_BEFORE), '05:30'))
  const engine = await startEngine({ connections, clock, timeZone })
  const units = demoUnits()
  await engine.recordUnits(ENGINE, units)
  const officers = officersOf(units)
  // The demo's own school is signed for by its principal.
  const ownSigner = DEMO_ACCOUNTS.filter(({ username }) => username === 'principal')
  await Promise.all([...DEMO_ACCOUNTS, ...officers].map((person) => engine.recordPerson(ENGINE, person)))
  const city = {
    engine,
    calendar,
    today,
    now,
    units,
    actors: actorsOf([...officers, ...ownSigner], units),
    visits: await openingVisits(connections, units),
  }
  const actions = [...ordinaryDays(city, DAYS_BEFORE), ...suspectedCases(city)]
  const byInstant = Map.groupBy(actions, ({ at }) => at)
  for (const at of [...byInstant.keys()].toSorted()) {
    await passTo(engine, clock, at)
    await Promise.all((byInstant.get(at) ?? []).map(({ run }) => run()))
  }
  await passTo(engine, clock, now)
  await engine.stop()
  return DEMO_ACCOUNTS
}

/** The visit that each school's response began with, by code. */
async function openingVisits(connections: Connections, units: readonly UnitRow[]): Promise<ReadonlyMap<string, number>> {
  const keys = units.map(({ code }) => ({ unit: code, playbook: 'epidemic', mode: 'actual' }))
  const loaded = await loadResponses(connections.reader, keys)
  // A unit has responses in other playbooks too.
  const own = [...loaded.values()].filter(({ response }) => response.playbook === 'epidemic')
  return new Map(own.map(({ id, unit }) => [unit.code, id]))
}
