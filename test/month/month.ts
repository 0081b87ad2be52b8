import type { Instant } from '../../machines/vocabulary.ts'
import type { Actor } from '../../src/core/actor.ts'
import type { IssueOrder, SendEvent, SignOff, WithdrawSignOff } from '../../src/core/command.ts'
import { isRefusal } from '../../src/core/refusal.ts'
import type { Answer } from '../../src/engine/engine.ts'
import { passTo } from '../../src/engine/pass-time.ts'
import type { TestDatabase } from '../databases.ts'
import type { TestCity } from '../engine/city.ts'
import { foundCity } from '../engine/city.ts'
import { openingVisits } from '../story/crowd.ts'
import { local } from '../world.ts'
import { digestOf } from './digest.ts'
import { everyday } from './everyday.ts'
import { outbreak } from './outbreak.ts'
import { saltsFrom } from './salts.ts'
import type { Town } from './town.ts'

/** One thing that somebody does, and when. Things of one instant are done in the order in which they are listed. */
export interface Deed {
  readonly at: Instant
  readonly run: (month: Month) => Promise<unknown>
}

/** A city in which commands are given one after another, each with a key of its own, and none may be refused. */
export interface Month {
  readonly city: TestCity
  /** The visit that each school's response began with, by code: what runs in every phase is signed for it. */
  readonly visits: ReadonlyMap<string, number>
  readonly command: (command: SendEvent | SignOff | WithdrawSignOff) => Promise<Answer>
  /** Gives the order and waits until every school has had it. */
  readonly order: (order: IssueOrder) => Promise<void>
}

/** What a month came to. */
export interface Lived {
  readonly entries: number
  readonly seconds: number
  /** Seconds in which this process had a processor: what is left of `seconds` on a machine with nothing else to do and a quick disk. */
  readonly computing: number
  /** SHA-256 of the journal with its texts and their salts. */
  readonly digest: string
  /** Types of entries, each with how many there are. */
  readonly types: Readonly<Record<string, number>>
}

const FIRST_DAY = '2022-03-01'
const DAYS = 30

/** Lives March 2022 in that town, in an empty database that is removed in the end. Nothing is left to chance: even the salts have a seed. */
export async function liveMonth(town: Town, on: TestDatabase): Promise<Lived> {
  const [started, before] = [performance.now(), process.cpuUsage()]
  const { units, people } = town
  const city = await foundCity({ at: local(`${FIRST_DAY} 05:30`), units, people, newSalt: saltsFrom(20_220_306), on })
  try {
    const visits = await openingVisits(
      city,
      town.schools.map(({ code }) => code),
    )
    const month = monthIn(city, visits)
    for (const { at, run } of deedsOf(town)) {
      if (at > city.clock.now()) await passTo(city.engine, city.clock, at)
      await run(month)
    }
    await passTo(city.engine, city.clock, local('2022-03-31 05:30'))
    const seconds = (performance.now() - started) / 1000
    const { user, system } = process.cpuUsage(before)
    return { seconds, computing: (user + system) / 1e6, ...(await digestOf(city.connections.reader)) }
  } finally {
    await city.close()
  }
}

function deedsOf(town: Town): readonly Deed[] {
  const days = Array.from({ length: DAYS }, (_, day) => `2022-03-${String(day + 1).padStart(2, '0')}`)
  return [...outbreak(town, days), ...everyday(town, days)].toSorted((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0))
}

function monthIn(city: TestCity, visits: Month['visits']): Month {
  let keys = 0
  const key = (): string => `month ${(keys += 1)}`
  return {
    city,
    visits,
    command: async (command) => {
      const answer = await city.engine.execute(command, key())
      if (isRefusal(answer)) throw new Error(`refused: ${JSON.stringify([command, answer])}`)
      return answer
    },
    order: async (order) => {
      const answer = await city.engine.issueOrder(order, key())
      if (isRefusal(answer)) throw new Error(`refused: ${JSON.stringify([order, answer])}`)
      await city.engine.idle()
    },
  }
}

/** An event that somebody sends to one school. */
export function eventBy(actor: Actor, unit: string, event: string, more: Partial<Pick<SendEvent, 'facts' | 'reason'>> = {}): SendEvent {
  const { facts = {}, reason = '依据电话通知' } = more
  return { kind: 'event', actor, unit, playbook: 'epidemic', mode: 'actual', event, facts, reason, document: '', order: null }
}

export function signatureBy(actor: Actor, signed: Pick<SignOff, 'unit' | 'task' | 'visit' | 'occurrence' | 'evidence'>): SignOff {
  return { ...signed, kind: 'signOff', actor, playbook: 'epidemic', mode: 'actual', statement: 'done', note: '', signedAt: null }
}
