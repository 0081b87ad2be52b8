import { describe, expect, test } from 'vitest'
import { countyCommander, doctor, dutyLeader, headOfSecurity, LIANPING, otherPrincipal, principal, reporter, TINGLAN } from '../world.ts'
import type { TestCity } from './city.ts'
import { eventBy, openCity, signature } from './city.ts'

/** The visit to lockdown at 莲坪, once it has been ordered. */
async function sealed(city: TestCity): Promise<number> {
  await city.engine.execute(eventBy(countyCommander, 'ORDER_LOCKDOWN'), 'seal')
  return (await city.responseOf(LIANPING)).visits['control.lockdown']?.seq ?? 0
}

function verdicts(answers: readonly object[]): readonly string[] {
  return answers.map((answer) => ('refusal' in answer ? String(answer.refusal) : 'accepted')).toSorted()
}

describe('signatures that arrive at the same moment', () => {
  test('under the same step: one is accepted, the others hear that it is signed', async () => {
    const city = await openCity()
    const visit = await sealed(city)
    const answers = await Promise.all(
      [dutyLeader, reporter, principal, dutyLeader].map((actor, index) =>
        city.engine.execute(signature(actor, 'L-04', visit), `key-${index}`),
      ),
    )
    expect(verdicts(answers)).toEqual(['accepted', 'already_signed', 'already_signed', 'already_signed'])
    expect(await city.differences()).toEqual([])
  })

  test('as first and second signer: both count, in the order in which they came', async () => {
    const city = await openCity()
    const visit = await sealed(city)
    const answers = await Promise.all([
      city.engine.execute(signature(headOfSecurity, 'L-02', visit), 'a'),
      city.engine.execute(signature(dutyLeader, 'L-02', visit), 'b'),
    ])
    expect(answers.map((answer) => ('task' in answer ? answer.task?.state : answer))).toEqual(['partly', 'done'])
  })

  test('as second before the first: the second is refused, the first stands', async () => {
    const city = await openCity()
    const visit = await sealed(city)
    const answers = await Promise.all([
      city.engine.execute(signature(dutyLeader, 'L-02', visit), 'b'),
      city.engine.execute(signature(headOfSecurity, 'L-02', visit), 'a'),
    ])
    expect(verdicts(answers)).toEqual(['accepted', 'not_your_task'])
  })

  test('each sees the one before: a signature and its withdrawal can travel together', async () => {
    const city = await openCity()
    const visit = await sealed(city)
    const seq = (await city.entries()).length + 1
    const answers = await Promise.all([
      city.engine.execute(signature(dutyLeader, 'L-04', visit), 'sign'),
      city.engine.execute(
        {
          kind: 'withdrawal',
          actor: dutyLeader,
          unit: LIANPING.code,
          playbook: 'epidemic',
          mode: 'actual',
          signOff: seq,
          reason: '数字有误',
        },
        'undo',
      ),
      city.engine.execute(signature(reporter, 'L-04', visit), 'again'),
    ])
    expect(verdicts(answers)).toEqual(['accepted', 'accepted', 'accepted'])
    expect((await city.responseOf(LIANPING)).marks[`L-04@${visit}`]?.signatures.map(({ by }) => by)).toEqual([reporter.person])
    expect(await city.differences()).toEqual([])
  })

  test('by hundreds are all answered, each with a seq of its own, without a gap', async () => {
    const city = await openCity()
    const before = (await city.entries()).length
    const answers = await Promise.all(
      Array.from({ length: 600 }, (_, index) =>
        city.engine.execute(eventBy(countyCommander, 'SET_TEACHING', { facts: { teaching: 'blended' } }), `k-${index}`),
      ),
    )
    const seqs = answers.flatMap((answer) => ('seq' in answer ? [answer.seq] : []))
    expect(seqs).toEqual(Array.from({ length: 600 }, (_, index) => before + 1 + index))
    expect((await city.entries()).map(({ seq }) => seq)).toEqual(Array.from({ length: before + 600 }, (_, index) => index + 1))
  })
})

describe('one bad command among many', () => {
  test('does not spoil the others', async () => {
    const city = await openCity()
    const visit = await sealed(city)
    const bad = [
      signature(dutyLeader, 'L-03', visit, { evidence: { note: '\ud800' }, occurrence: '\udfff' }),
      signature(dutyLeader, 'L-03', visit, { evidence: { boardersOnSite: { $gt: 0 } }, occurrence: 'first' }),
      signature(dutyLeader, 'L-03', visit, { evidence: JSON.parse('{"__proto__": 1}'), occurrence: 'first' }),
      signature(dutyLeader, 'L-03', Number.NaN, {}),
      signature(dutyLeader, 'L-03', visit, { evidence: { boardersOnSite: Number.NaN }, occurrence: 'first' }),
      signature(dutyLeader, 'L-03', visit, { evidence: { boardersOnSite: undefined }, occurrence: 'first' }),
    ]
    const answers = await Promise.allSettled([
      ...bad.map((command, index) => city.engine.execute(command, `bad-${index}`)),
      city.engine.execute(signature(dutyLeader, 'L-04', visit), 'good'),
    ])
    expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 'fulfilled'))
    expect(answers.at(-1)).toMatchObject({ value: { task: { id: 'L-04', state: 'done' } } })
    expect((await city.responseOf(LIANPING)).marks).not.toHaveProperty(`L-03@${visit}#first`)
  })
})

describe('a school that is not yours', () => {
  test('looks like one that does not exist', async () => {
    const city = await openCity()
    const visit = await sealed(city)
    const answers = await Promise.all([
      city.engine.execute(signature(otherPrincipal, 'L-04', visit), 'a'),
      city.engine.execute(signature(otherPrincipal, 'L-04', visit, { unit: '999999' }), 'b'),
      city.engine.execute(eventBy(principal, 'REPORT_SUSPECTED', { unit: TINGLAN.code }), 'c'),
      city.engine.execute(eventBy(principal, 'REPORT_SUSPECTED', { playbook: 'earthquake' }), 'd'),
      city.engine.execute(eventBy(principal, 'REPORT_SUSPECTED', { mode: 'drill-1' }), 'e'),
    ])
    expect(answers).toEqual(answers.map(() => ({ refusal: 'unknown_unit' })))
    expect(await city.engine.situationOf(otherPrincipal, LIANPING.code, 'epidemic', 'actual')).toBeNull()
    expect(await city.engine.situationOf(principal, LIANPING.code, 'epidemic', 'actual')).not.toBeNull()
  })
})

describe('the same key', () => {
  test('twice is done once and answered the same, at the same moment or later', async () => {
    const city = await openCity()
    const visit = await sealed(city)
    const command = signature(dutyLeader, 'L-04', visit)
    const [first, second] = await Promise.all([city.engine.execute(command, 'k'), city.engine.execute(command, 'k')])
    expect(second).toEqual(first)
    expect(await city.engine.execute(command, 'k')).toEqual(first)
    expect((await city.entries()).filter(({ body }) => body.type === 'task.signed')).toHaveLength(1)
  })

  test('with another request is refused, whoever comes first', async () => {
    const city = await openCity()
    const visit = await sealed(city)
    await city.engine.execute(signature(dutyLeader, 'L-04', visit), 'k')
    expect(await city.engine.execute(signature(dutyLeader, 'L-06', visit), 'k')).toEqual({ refusal: 'idempotency_mismatch' })
  })

  test('of another person is another key', async () => {
    const city = await openCity()
    const visit = await sealed(city)
    await city.engine.execute(signature(dutyLeader, 'L-04', visit), 'k')
    expect(await city.engine.execute(signature(doctor, 'L-04', visit), 'k')).toEqual({ refusal: 'not_your_task' })
  })

  test('after a refusal may be tried again: nothing was done under it', async () => {
    const city = await openCity()
    const visit = await sealed(city)
    const second = signature(dutyLeader, 'L-02', visit)
    expect(await city.engine.execute(second, 'k')).toEqual({ refusal: 'not_your_task' })
    await city.engine.execute(signature(headOfSecurity, 'L-02', visit), 'j')
    expect(await city.engine.execute(second, 'k')).toMatchObject({ task: { state: 'done' } })
  })

  test('of a signature that came too late leaves one entry, however often it is sent', async () => {
    const city = await openCity()
    const stale = signature(dutyLeader, 'L-04', 1)
    const answers = [await city.engine.execute(stale, 'k'), await city.engine.execute(stale, 'k'), await city.engine.execute(stale, 'k')]
    expect(answers).toEqual(answers.map(() => ({ refusal: 'wrong_phase' })))
    expect((await city.entries()).filter(({ body }) => body.type === 'command.refused')).toHaveLength(1)
    expect(await city.differences()).toEqual([])
  })

  test('is remembered over a restart', async () => {
    const city = await openCity()
    const visit = await sealed(city)
    const command = signature(dutyLeader, 'L-04', visit)
    const first = await city.engine.execute(command, 'k')
    await city.restart()
    expect(await city.engine.execute(command, 'k')).toEqual(first)
    expect(await city.engine.execute(eventBy(countyCommander, 'ORDER_LOCKDOWN'), 'seal')).toMatchObject({ phase: 'lockdown.sealed' })
    expect((await city.entries()).filter(({ body }) => body.type === 'event.sent')).toHaveLength(1)
  })
})

test('what was refused changes nothing and tells no screen', async () => {
  const city = await openCity()
  const before = [await city.responseOf(LIANPING), (await city.entries()).length]
  const heard: number[] = []
  const { length } = await city.entries()
  city.engine.hub.subscribe((news) => heard.push(...news.map(({ seq }) => seq).filter((seq) => seq > length)))
  await city.engine.execute(eventBy(principal, 'ORDER_LOCKDOWN'), 'a')
  await city.engine.execute(eventBy(countyCommander, 'UNSEAL'), 'b')
  expect([await city.responseOf(LIANPING), (await city.entries()).length]).toEqual(before)
  expect(heard).toEqual([])
})

test('a screen hears of what was done, after it is on disk', async () => {
  const city = await openCity()
  const { length } = await city.entries()
  const heard: Promise<boolean>[] = []
  const isOnDisk = async (seq: number): Promise<boolean> => (await city.entries()).some((entry) => entry.seq === seq)
  city.engine.hub.subscribe((news) => heard.push(...news.filter(({ seq }) => seq > length).map(({ seq }) => isOnDisk(seq))))
  await city.engine.execute(eventBy(reporter, 'REPORT_SUSPECTED'), 'a')
  await expect.poll(() => heard.length).toBe(1)
  expect(await Promise.all(heard)).toEqual([true])
})
