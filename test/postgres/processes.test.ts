import { onTestFinished, expect, test, vi } from 'vitest'
import { readEntries } from '../../db/append.ts'
import { connect } from '../../db/connect.ts'
import { readOrderCounts, readOutcomes } from '../../db/replay-rows.ts'
import type { Engine } from '../../src/engine/engine.ts'
import { startEngine } from '../../src/engine/start.ts'
import type { TestCity } from '../engine/city.ts'
import { eventBy, manySchools, openCity, orderBy, signature } from '../engine/city.ts'
import { CITY, countyCommander, dutyLeader, LIANPING, LINYI, principal, reporter, SUNFLOWER, TIME_ZONE, TINGLAN } from '../world.ts'

vi.setConfig({ testTimeout: 60_000 })

/** The city with a second process on the same database; the first has the duty. */
async function openTwice(schools = 0): Promise<{ readonly city: TestCity; readonly second: Engine }> {
  const city = await openCity({ units: [...CITY, ...manySchools(schools, LINYI)] })
  const connections = await connect(city.place)
  const second = await startEngine({ connections, clock: city.clock, timeZone: TIME_ZONE })
  // Before the city is closed: what was set up last ends first.
  onTestFinished(async () => {
    await second.stop()
    await connections.close()
  })
  return { city, second }
}

test('what two processes are asked is done in one order, without a gap, and each tells its screens of all of it', async () => {
  const { city, second } = await openTwice()
  await city.engine.idle()
  const { length } = await city.entries()
  const heard = [[], []] as [number[], number[]]
  for (const [index, engine] of [city.engine, second].entries())
    engine.hub.subscribe((news) => heard[index]?.push(...news.map(({ seq }) => seq).filter((seq) => seq > length)))
  const schools = [LIANPING, TINGLAN, SUNFLOWER]
  const asked = schools.flatMap(({ code }, index) => [
    city.engine.execute(eventBy(countyCommander, 'ORDER_LOCKDOWN', { unit: code }), `a ${index}`),
    second.execute(eventBy(countyCommander, 'ORDER_CLOSE', { unit: code }), `b ${index}`),
    second.execute(eventBy(countyCommander, 'UNSEAL', { unit: code }), `c ${index}`),
    city.engine.execute(eventBy(countyCommander, 'LIFT', { unit: code }), `d ${index}`),
  ])
  await Promise.all(asked)
  const seqs = (await city.entries()).map(({ seq }) => seq)
  expect(seqs).toEqual(Array.from({ length: seqs.length }, (_, index) => index + 1))
  const added = seqs.slice(length)
  expect(added.length).toBeGreaterThan(3)
  await expect.poll(() => heard).toEqual([added, added])
  expect(await city.differences()).toEqual([])
})

test('one key given to two processes at the same moment is one act, answered the same by both', async () => {
  const { city, second } = await openTwice()
  const { length } = await city.entries()
  const answers = await Promise.all([
    city.engine.execute(eventBy(reporter, 'REPORT_SUSPECTED'), 'key'),
    second.execute(eventBy(reporter, 'REPORT_SUSPECTED'), 'key'),
  ])
  expect(answers[1]).toEqual(answers[0])
  expect(await city.entries()).toHaveLength(length + 1)
})

test('one order given to two processes at the same moment is one order', async () => {
  const { city, second } = await openTwice()
  const order = orderBy(countyCommander, 'ORDER_CLOSE', { region: LINYI.code })
  const answers = await Promise.all([city.engine.issueOrder(order, 'key'), second.issueOrder(order, 'key')])
  expect(answers[1]).toEqual(answers[0])
  await second.idle()
  expect(await readOrderCounts(city.connections.reader)).toMatchObject([{ status: 'settled', changed: 4 }])
})

test('two people who sign the same step at two processes: one is accepted, the other hears that it is signed', async () => {
  const { city, second } = await openTwice()
  await second.execute(eventBy(countyCommander, 'ORDER_LOCKDOWN'), 'seal')
  const visit = (await city.responseOf(LIANPING)).visits['control.lockdown']?.seq ?? 0
  const answers = await Promise.all([
    city.engine.execute(signature(dutyLeader, 'L-04', visit), 'a'),
    second.execute(signature(principal, 'L-04', visit), 'b'),
  ])
  const refusals = answers.map((answer) => ('refusal' in answer ? answer.refusal : 'accepted'))
  expect(refusals.toSorted()).toEqual(['accepted', 'already_signed'])
  expect(await city.differences()).toEqual([])
})

test('an order that the process without the duty accepts is carried out by the other, each school once', async () => {
  const { city, second } = await openTwice(900)
  const answer = await second.issueOrder(orderBy(countyCommander, 'ORDER_LOCKDOWN', { region: LINYI.code }), 'order')
  await second.idle()
  const outcomes = await readOutcomes(city.connections.reader, 'id' in answer ? answer.id : 0)
  expect(outcomes).toHaveLength(904)
  expect(new Set(outcomes.map(({ unit_id }) => unit_id)).size).toBe(904)
  expect(await city.differences()).toEqual([])
})

test('a process that ends leaves its duty, and an order under way, to the other', async () => {
  const { city, second } = await openTwice(900)
  const answer = await city.engine.issueOrder(orderBy(countyCommander, 'ORDER_LOCKDOWN', { region: LINYI.code }), 'order')
  await city.engine.stop()
  await second.idle()
  const outcomes = await readOutcomes(city.connections.reader, 'id' in answer ? answer.id : 0)
  expect(new Set(outcomes.map(({ unit_id }) => unit_id)).size).toBe(904)
  expect(outcomes).toHaveLength(904)
})

test('what falls due is recorded once, however many processes look', async () => {
  const { city, second } = await openTwice(50)
  await city.engine.execute(eventBy(countyCommander, 'ORDER_LOCKDOWN'), 'seal')
  city.clock.advanceTo(new Date(Date.parse(city.clock.now()) + 36 * 3_600_000).toISOString())
  await Promise.all([city.engine.idle(), second.idle()])
  const entries = await readEntries(city.connections.reader, 0, 10_000)
  const facts = entries.flatMap(({ unitId, body }) =>
    body.type === 'deadline.passed' || body.type === 'occurrence.missed' ? [JSON.stringify([unitId, body])] : [],
  )
  expect(facts.length).toBeGreaterThan(50)
  expect(new Set(facts).size).toBe(facts.length)
  expect(await city.differences()).toEqual([])
})
