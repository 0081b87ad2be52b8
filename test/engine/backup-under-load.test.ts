import { join } from 'node:path'
import { beforeEach, expect, onTestFinished, test, vi } from 'vitest'
import { readCounter, readEntries } from '../../db/append.ts'
import { connect, type Place } from '../../db/connect.ts'
import { readOrderCounts, readOutcomes } from '../../db/replay-rows.ts'
import type { SignOff, WithdrawSignOff } from '../../src/core/command.ts'
import { backup, type BackedUp } from '../../src/engine/backup.ts'
import { frozenClock } from '../../src/engine/clock.ts'
import type { Answer, Engine } from '../../src/engine/engine.ts'
import { replay } from '../../src/engine/replay.ts'
import { startEngine } from '../../src/engine/start.ts'
import { CITY, countyCommander, dutyLeader, LIANPING, LINYI, NIGHT, TIME_ZONE } from '../world.ts'
import { manySchools, openCity, orderBy, settle, signature, type TestCity } from './city.ts'
import { newFolder, restoredDatabase } from './restored.ts'

// A county of a thousand schools takes a while on a machine that is busy with other tests.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 })

const SCHOOLS = 1_000
/** The county's schools but 莲坪, where somebody signs all the time; the cast has three others. */
const ORDERED = { region: LINYI.code, except: [LIANPING.code] }
const MATCHED = SCHOOLS + 3

/** Something that was done and told of, with what it takes to send it again. */
interface Told {
  readonly key: string
  readonly command: SignOff | WithdrawSignOff
  readonly answer: Answer
}

let city: TestCity
let toldBefore: readonly Told[]
let made: BackedUp
let seqAfterwards: number
let restoredFrom: string

beforeEach(async () => {
  city = await openCity({ units: [...CITY, ...manySchools(SCHOOLS, LINYI)] })
  await settle(city, orderBy(countyCommander, 'ORDER_LOCKDOWN', { region: LINYI.code }), 'lockdown')
  const told: Told[] = []
  const enough = new AbortController()
  const signing = signAgainAndAgain(city, told, enough.signal)
  await vi.waitUntil(() => told.length >= 20)
  await city.engine.issueOrder(orderBy(countyCommander, 'UNSEAL', ORDERED), 'unseal')
  toldBefore = [...told]
  restoredFrom = join(newFolder(), 'night.backup')
  made = await backupBeside(city.place, restoredFrom)
  seqAfterwards = await readCounter(city.connections.reader)
  enough.abort()
  await signing
  await city.engine.idle()
})

test('a backup that is taken while an order runs and people sign holds all that anybody was told of before', async () => {
  // Otherwise nothing was put to the test: others wrote while it was read.
  expect(seqAfterwards).toBeGreaterThan(made.seq)
  const connections = await restoredDatabase(restoredFrom)
  const { reader } = connections
  expect(await readCounter(reader)).toBe(made.seq)
  const original = (await city.entries()).slice(0, made.seq)
  expect(await readEntries(reader, 0, made.seq + 1)).toEqual(original)
  expect(toldBefore.every(({ answer }) => answer.seq <= made.seq)).toBe(true)
  expect((await replay(connections, TIME_ZONE)).differences).toEqual([])
})

test('what is sent to the restored engine again with the same key is answered as before, and not done again', async () => {
  const engine = await engineOver(restoredFrom)
  const { connections } = engine
  await engine.idle()
  const before = await readCounter(connections.reader)
  const again = await Promise.all(toldBefore.map(({ command, key }) => engine.execute(command, key)))
  expect(again).toEqual(toldBefore.map(({ answer }) => answer))
  expect(await readCounter(connections.reader)).toBe(before)
})

test('an order that was running settles in the restored engine: each school has one outcome, as in the original', async () => {
  const engine = await engineOver(restoredFrom)
  expect(engine.statusAtStart).toEqual(['settled', 'running'])
  await engine.idle()
  const { reader } = engine.connections
  const orders = await readOrderCounts(reader)
  expect(orders).toEqual(await readOrderCounts(city.connections.reader))
  for (const [index, { id, status }] of orders.entries()) {
    const units = (await readOutcomes(reader, id)).map(({ unit_id }) => unit_id)
    expect([status, units.length, new Set(units).size]).toEqual(['settled', ...Array(2).fill(MATCHED + 1 - index)])
  }
  expect((await replay(engine.connections, TIME_ZONE)).differences).toEqual([])
})

/** A connection of its own, as the command has in its own process. */
async function backupBeside(place: Place, file: string): Promise<BackedUp> {
  const connections = await connect(place)
  try {
    const answer = await backup(connections, file, NIGHT)
    if ('refusal' in answer) throw new Error(`no backup: ${answer.refusal}`)
    return answer
  } finally {
    await connections.close()
  }
}

async function engineOver(file: string) {
  const connections = await restoredDatabase(file)
  const statusAtStart = (await readOrderCounts(connections.reader)).map(({ status }) => status)
  const engine: Engine = await startEngine({ connections, clock: frozenClock(NIGHT), timeZone: TIME_ZONE })
  onTestFinished(engine.stop)
  return { ...engine, connections, statusAtStart }
}

/** The duty leader signs a step, takes it back and signs again, until told to stop. */
async function signAgainAndAgain({ engine, responseOf }: TestCity, told: Told[], enough: AbortSignal): Promise<void> {
  const visit = (await responseOf(LIANPING)).visits['control.lockdown']?.seq ?? 0
  const send = async (command: SignOff | WithdrawSignOff, key: string): Promise<number> => {
    const answer = await engine.execute(command, key)
    if ('refusal' in answer) throw new Error(`${key}: ${answer.refusal}`)
    told.push({ command, key, answer })
    return answer.seq
  }
  for (let time = 0; !enough.aborted; time += 1) {
    const signed = await send(signature(dutyLeader, 'L-04', visit), `sign ${time}`)
    const base = { actor: dutyLeader, unit: LIANPING.code, playbook: 'epidemic', mode: 'actual', reason: '重新清点' }
    await send({ kind: 'withdrawal', ...base, signOff: signed }, `withdraw ${time}`)
  }
}
