import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { reportOf, type Fault } from './fault.ts'
import { caughtUp, ordersSettled, pause, replays, sentAgain, witnessOf } from './invariants.ts'
import { watchJournal } from './journal-watch.ts'
import { clientsOf, orderAll, signAndWithdraw } from './load.ts'
import { createMemory } from './memory.ts'
import { FORGETS_WHAT_WAS_DUE, OVERSLEEPS } from './mutants.ts'
import type { Place } from './place.ts'
import { COUNTY_WIDE } from './town.ts'
import { startServer, type Settings } from './server.ts'
import { faketime } from './tools.ts'

const HOUR_MS = 3_600_000
const [CLIENTS_EACH, ACTS_EACH] = [2, 4]

/** How far the server's clock is moved, one after the other, while it runs. */
const STEPS_H = [2, -2, 2, -72, 72, 3, -2]

/** Somebody sets the server's clock, or a time server does. */
export const movedClock: Fault = {
  name: 'moved clock',
  promise: 'the clock is set forward and back by hours and days: each deadline is noted once and not early, and seq goes on growing',
  rounds: STEPS_H.length,
  mutantRounds: STEPS_H.length,
  mutants: [OVERSLEEPS, FORGETS_WHAT_WAS_DUE],
  size: COUNTY_WIDE,
  run: async ({ town, build, rounds }) => {
    const place = await town.place.copy()
    const memory = createMemory(town.cookies)
    const journal = watchJournal()
    const clock = movableClock(place, Date.parse(town.at) + HOUR_MS / 4)
    const server = await startServer(build, { ...place.env, ...clock.settings })
    const violations: string[] = [...(await caughtUp(place, server, clock.now))]
    let done = 0
    for (; done < rounds && violations.length === 0; done += 1) {
      const seen = memory.all.length
      const clients = await clientsOf(town, server.address, String(done), CLIENTS_EACH)
      const order = orderAll(memory, server.address, done % 2 === 0 ? 'ORDER_LOCKDOWN' : 'UNSEAL', `${done}.order`)
      const load = [order, ...clients.map((client) => signAndWithdraw(memory, server.address, client, ACTS_EACH))]
      clock.step((STEPS_H[done] ?? 0) * HOUR_MS)
      await Promise.all(load)
      await pause(SEEN_AFTER_MS)
      // Nobody asks anything of it meanwhile: it has to see for itself that the time is another.
      violations.push(...(await caughtUp(place, server, clock.now)))
      const some = memory.all.slice(seen)
      violations.push(...(await sentAgain(town, server, some, journal)), ...(await ordersSettled(town, server, some, town.schools.length)))
    }
    violations.push(...(await journal.readOn(server.address, witnessOf(town))))
    await server.stop()
    violations.push(...(await replays(build, place.env)))
    place.remove()
    return reportOf(done, memory.all, violations, `${journal.deadlines()} deadlines, each once`)
  },
}

/** The library looks at its file once a second. */
const SEEN_AFTER_MS = 1_200

interface MovableClock {
  readonly settings: Settings
  readonly now: () => string
  readonly step: (ms: number) => void
}

/** The clock that the server's process sees, by libfaketime. Waiting goes by another clock that nobody sets. */
function movableClock({ env }: Place, start: number): MovableClock {
  const library = faketime()
  if (library === undefined) throw new Error('the clock can only be moved with libfaketime')
  const file = join(env['DATA_DIR'] ?? '', 'clock')
  let aheadMs = start - Date.now()
  const write = (): void => writeFileSync(file, `${aheadMs < 0 ? '-' : '+'}${Math.abs(aheadMs) / 1_000}s\n`)
  write()
  return {
    settings: { LD_PRELOAD: library, FAKETIME_TIMESTAMP_FILE: file, FAKETIME_CACHE_DURATION: '1', FAKETIME_DONT_FAKE_MONOTONIC: '1' },
    now: () => new Date(Date.now() + aheadMs).toISOString(),
    step: (ms) => {
      aheadMs += ms
      write()
    },
  }
}
