import { sql } from 'kysely'
import { Client } from 'pg'
import { expect, test, vi } from 'vitest'
import { readOrderCounts, readOutcomes } from '../../db/replay-rows.ts'
import type { Answer } from '../../src/engine/engine.ts'
import type { Command } from '../../src/core/command.ts'
import { isRefusal } from '../../src/core/refusal.ts'
import type { Refusal } from '../../src/core/refusal.ts'
import type { TestCity } from '../engine/city.ts'
import { manySchools, openCity, orderBy, signature } from '../engine/city.ts'
import { CITY, countyCommander, LINYI } from '../world.ts'
import type { Actor } from '../../src/core/actor.ts'
import type { Unit } from '../../src/core/unit.ts'

vi.setConfig({ testTimeout: 120_000, hookTimeout: 60_000 })

const SCHOOLS = manySchools(1_200, LINYI)
const ROUNDS = 40

test('connections cut again and again while an order runs and people sign: the order settles, and nothing told is lost or done twice', async () => {
  const people = SCHOOLS.slice(0, 20).map(headOf)
  const city = await openCity({ units: [...CITY, ...SCHOOLS], people: [countyCommander, ...people] })
  const order = await city.engine.issueOrder(orderBy(countyCommander, 'ORDER_LOCKDOWN', { region: LINYI.code }), 'order')
  const cutting = cut(city)
  const told = await Promise.all(people.map((head, index) => signUntilTold(city, head, SCHOOLS[index])))
  expect(await cutting).toBeGreaterThan(ROUNDS)
  await city.engine.idle()
  expect(await readOrderCounts(city.connections.reader)).toMatchObject([{ status: 'settled', changed: SCHOOLS.length + 4 }])
  const outcomes = await readOutcomes(city.connections.reader, 'id' in order ? order.id : 0)
  expect(new Set(outcomes.map(({ unit_id }) => unit_id)).size).toBe(SCHOOLS.length + 4)
  expect(outcomes).toHaveLength(SCHOOLS.length + 4)
  const signed = (await city.entries()).filter(({ body }) => body.type === 'task.signed').map(({ seq }) => seq)
  expect(signed.toSorted((a, b) => a - b)).toEqual(told.toSorted((a, b) => a - b))
  expect(await city.differences()).toEqual([])
})

/** Cuts three connections every fifty milliseconds; answers how many were cut. */
async function cut({ place }: TestCity): Promise<number> {
  const client = new Client({ connectionString: 'url' in place ? place.url : '' })
  await client.connect()
  let times = 0
  for (let round = 0; round < ROUNDS; round += 1) {
    const { rowCount } = await client.query(
      `select pg_terminate_backend(pid) from pg_stat_activity
       where datname = current_database() and pid <> pg_backend_pid() order by random() limit 3`,
    )
    times += rowCount ?? 0
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  await client.end()
  return times
}

/** Signs as soon as the order has come; what ends without an answer is asked again with the same key. */
async function signUntilTold(city: TestCity, head: Actor, school: Unit | undefined): Promise<number> {
  if (school === undefined) throw new Error('every head has a school')
  const visit = await untilDone(async () => {
    const situation = await city.engine.situationOf(head, school.code, 'epidemic', 'actual')
    return situation?.response.visits['control.lockdown.sealed']?.seq ?? null
  })
  const command: Command = signature(head, 'L-04', visit, { at: school })
  const answer = await untilDone<Answer | Refusal>(() => city.engine.execute(command, `sign ${school.code}`))
  if (isRefusal(answer)) throw new Error(`refused: ${answer.refusal}`)
  return answer.seq
}

async function untilDone<T>(attempt: () => Promise<T | null>): Promise<T> {
  for (let tries = 0; tries < 2_000; tries += 1) {
    const got = await attempt().catch(() => null)
    if (got !== null) return got
    await new Promise((resolve) => setTimeout(resolve, 10))
  }
  throw new Error('asked in vain')
}

function headOf({ code, path }: Unit): Actor {
  return { person: `head-${code}`, role: 'principal', unit: code, path, level: 'school', posts: ['principal'] }
}

test('a database that is away for a while fails no command that can wait', async () => {
  const city = await openCity()
  const before = (await city.entries()).length
  await sql`select 1`.execute(city.connections.reader)
  const cutting = cut(city)
  const answer = await city.engine.issueOrder(orderBy(countyCommander, 'ORDER_CLOSE', { region: LINYI.code }), 'order')
  await cutting
  await city.engine.idle()
  expect(answer).toMatchObject({ status: 'running' })
  expect((await city.entries()).length).toBeGreaterThan(before)
})
