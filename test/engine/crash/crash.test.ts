import { fork } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { readOrderCounts, readOutcomes } from '../../../db/replay-rows.ts'
import { between, mulberry32 } from '../../../src/demo/random.ts'
import { systemClock } from '../../../src/engine/clock.ts'
import type { Engine } from '../../../src/engine/engine.ts'
import { CITY, countyCommander, EVERYBODY, LINYI } from '../../world.ts'
import type { TestCity } from '../city.ts'
import { openCity, orderBy, settle } from '../city.ts'
import type { Message } from './night.ts'
import { PRINCIPALS, SCHOOLS } from './night.ts'

type Done = Extract<Message, { kind: 'done' }>

const KILLS = Number(process.env['CRASH_KILLS'] ?? 5)
const random = mulberry32(Number(process.env['CRASH_SEED'] ?? 6))

test('killed in the middle of an order, again and again: it settles, each school has one result, every signature told of is there once', async () => {
  const city = await openCity({ at: systemClock().now(), units: [...CITY, ...SCHOOLS], people: [...EVERYBODY, ...PRINCIPALS] })
  await settle(city, orderBy(countyCommander, 'ORDER_CLOSE', { region: LINYI.code }), 'close')
  let toldOf = 0
  let cutShort = 0
  for (let round = 0; round < KILLS; round += 1) {
    const told = await killedDuring(city, round, round % 2 === 0 ? 'ORDER_LOCKDOWN' : 'UNSEAL')
    await city.restart()
    cutShort += (await readOrderCounts(city.connections.reader)).filter(({ status }) => status === 'running').length
    await city.engine.idle()
    await everythingToldIsThere(city.engine, told)
    await everyOrderSettled(city)
    toldOf += told.length
  }
  expect(await city.differences()).toEqual([])
  // Otherwise nothing was put to the test.
  expect(toldOf).toBeGreaterThan(KILLS * 10)
  expect(cutShort).toBeGreaterThan(0)
}, 120_000)

/** Runs the engine in a process of its own and kills it at a random moment; answers with all that it had told by then. */
async function killedDuring(city: TestCity, round: number, event: string): Promise<readonly Done[]> {
  await city.engine.stop()
  await city.connections.close()
  const told: Done[] = []
  const child = fork(join(import.meta.dirname, 'engine-process.ts'), [JSON.stringify(city.place), String(round), event], { execArgv: [] })
  const exited = once(child, 'exit')
  const ordered = new Promise<void>((resolve, reject) => {
    child.on('message', (message: Message) => {
      if (message.kind === 'done') told.push(message)
      if (message.kind === 'ordered') resolve()
    })
    child.once('exit', (code) => reject(new Error(`the engine ended by itself: ${code}`)))
  })
  await ordered
  await new Promise((resolve) => setTimeout(resolve, between(random, 0, 250)))
  child.kill('SIGKILL')
  await exited
  return told
}

/** Sent again with the same key, each is answered as before and leaves nothing new. */
async function everythingToldIsThere(engine: Engine, told: readonly Done[]): Promise<void> {
  const again = await Promise.all(told.map(({ command, key }) => engine.execute(command, key)))
  expect(again).toEqual(told.map(({ answer }) => answer))
}

async function everyOrderSettled({ connections }: TestCity): Promise<void> {
  const orders = await readOrderCounts(connections.reader)
  expect(orders.filter(({ status }) => status !== 'settled')).toEqual([])
  for (const { id } of orders) {
    const outcomes = await readOutcomes(connections.reader, id)
    expect(new Set(outcomes.map(({ unit_id }) => unit_id)).size).toBe(SCHOOLS.length + 4)
    expect(outcomes).toHaveLength(SCHOOLS.length + 4)
  }
}
