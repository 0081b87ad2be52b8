import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { checklist } from '../../src/core/checklist.ts'
import type { SignOff } from '../../src/core/command.ts'
import { isRefusal } from '../../src/core/refusal.ts'
import type { Situation } from '../../src/core/situation.ts'
import type { Unit } from '../../src/core/unit.ts'
import { cityCommander, countyCommander, dutyLeader, LIANPING, LINYI, local, principal, TINGLAN, YANHU_SENIOR, YUNCHENG } from '../world.ts'
import type { TestCity } from './city.ts'
import { eventBy, foundCity, orderBy, settle, signature } from './city.ts'

/** A county in a flood and in an outbreak. Each test goes on from the one before. */
let city: TestCity
let key = 0

beforeAll(async () => {
  city = await foundCity({ at: local('2026-07-20 12:00') })
})
afterAll(() => city.close())
beforeEach(() => {
  key += 1
})

async function situationOf(unit: Unit, playbook: string): Promise<Situation> {
  const situation = await city.engine.situationOf(unit, unit.code, playbook, 'actual')
  if (situation === null) throw new Error(`${unit.name} has no response to ${playbook}`)
  return situation
}

async function signatureUnder(playbook: string, task: string): Promise<SignOff> {
  const item = checklist(await situationOf(LIANPING, playbook), city.clock.now()).findLast((one) => one.task.id === task)
  if (item === undefined) throw new Error(`${task} is not open`)
  return signature(dutyLeader, task, item.visit, { playbook, occurrence: item.occurrence.id })
}

async function states(): Promise<readonly (string | undefined)[]> {
  const stateIn = async (playbook: string, task: string) =>
    checklist(await situationOf(LIANPING, playbook), city.clock.now()).findLast((item) => item.task.id === task)?.state
  return [await stateIn('epidemic', 'L-03'), await stateIn('flood', 'F-01-daily')]
}

async function signedEntries() {
  const entries = await city.entries()
  return entries.flatMap(({ seq, playbook, body }) =>
    body.type === 'task.signed' ? [{ seq, playbook, task: body.task, servedBy: body.servedBy }] : [],
  )
}

describe('a school that is closed in an outbreak and hit by a flood', () => {
  test('counts its people once: one signature stands in both responses, and sent again it is the same one', async () => {
    await city.engine.execute(eventBy(principal, 'REPORT_DAMAGE', { playbook: 'flood' }), `hit ${key}`)
    await city.engine.execute(eventBy(countyCommander, 'ORDER_CLOSE'), `close ${key}`)
    city.clock.advanceTo(local('2026-07-21 08:00'))
    await city.engine.idle()
    const command = await signatureUnder('epidemic', 'L-03')
    const [answer, again] = [await city.engine.execute(command, 'count'), await city.engine.execute(command, 'count')]
    expect(again).toEqual(answer)
    expect(answer).toMatchObject({ task: { id: 'L-03', state: 'done' } })
    const seq = isRefusal(answer) ? 0 : answer.seq
    expect(await signedEntries()).toEqual([
      { seq, playbook: 'epidemic', task: 'L-03', servedBy: undefined },
      { seq: seq + 1, playbook: 'flood', task: 'F-01-daily', servedBy: seq },
    ])
  })

  test('takes both back with one withdrawal, asked for on either side, and signs again on the other', async () => {
    const second = (await signedEntries()).at(-1)?.seq ?? 0
    const back = { kind: 'withdrawal', actor: dutyLeader, unit: LIANPING.code, playbook: 'flood', mode: 'actual' } as const
    expect(await city.engine.execute({ ...back, signOff: second, reason: '漏了一个班' }, 'back')).toMatchObject({ task: { state: 'open' } })
    expect(await states()).toEqual(['open', 'open'])
    await city.engine.execute(await signatureUnder('flood', 'F-01-daily'), 'count again')
    expect(await city.differences()).toEqual([])
    expect((await signedEntries()).slice(2).map(({ playbook, servedBy }) => [playbook, servedBy === undefined])).toEqual([
      ['flood', true],
      ['epidemic', false],
    ])
  })

  test('is not torn by many who sign on both sides at once', async () => {
    city.clock.advanceTo(local('2026-07-22 08:00'))
    await city.engine.idle()
    const commands = [await signatureUnder('flood', 'F-01-daily'), await signatureUnder('epidemic', 'L-03')]
    const answers = await Promise.all([...commands, ...commands].map((command, index) => city.engine.execute(command, `rush ${index}`)))
    // The first serves the other as well, so whoever comes after it finds the step signed.
    expect(answers.filter((answer) => !isRefusal(answer))).toHaveLength(1)
    expect(answers.flatMap((answer) => (isRefusal(answer) ? answer.refusal : []))).toEqual(Array(3).fill('already_signed'))
  })
})

describe('an order', () => {
  test('to place students elsewhere passes by the schools that are sealed, and the preview says so beforehand', async () => {
    const flooded = { units: [LIANPING.code, TINGLAN.code] }
    await settle(city, { ...orderBy(countyCommander, 'DECLARE_DAMAGED', flooded), playbook: 'flood' }, `damaged ${key}`)
    await settle(city, orderBy(countyCommander, 'ORDER_LOCKDOWN', { units: [LIANPING.code] }), `seal ${key}`)
    const order = { ...orderBy(countyCommander, 'RELOCATE', flooded), playbook: 'flood' }
    expect(await city.engine.dryRun(order)).toMatchObject({
      accepted: 1,
      refused: [{ unit: LIANPING.code, refusal: 'gate_closed', missing: [{ text: { en: expect.stringContaining('unseals it first') } }] }],
    })
    expect((await settle(city, order, `relocate ${key}`)).results).toEqual({ [LIANPING.code]: 'gate_closed', [TINGLAN.code]: 'changed' })
  })

  test('to seal is held up by no flood', async () => {
    const { results } = await settle(city, orderBy(countyCommander, 'ORDER_LOCKDOWN', { units: [TINGLAN.code] }), `seal ${key}`)
    expect(results).toEqual({ [TINGLAN.code]: 'changed' })
  })

  test('to open the term passes by the schools of a county at high risk, until it is declared low', async () => {
    const risk = (value: string) => ({
      ...orderBy(cityCommander, 'SET_RISK', { units: [LINYI.code] }, { risk: value }),
      playbook: 'bureau',
    })
    const units = [LIANPING.code, YANHU_SENIOR.code]
    await settle(city, orderBy(countyCommander, 'LIFT', { region: LINYI.code }), `lift ${key}`)
    await settle(city, orderBy(cityCommander, 'BEGIN_VACATION', { region: YUNCHENG.code }), `vacation ${key}`)
    await settle(city, risk('high'), `high ${key}`)
    const opening = orderBy(cityCommander, 'BEGIN_TERM', { units })
    expect(await city.engine.dryRun(opening)).toMatchObject({
      accepted: 1,
      refused: [
        {
          unit: LIANPING.code,
          missing: [{ gate: 'areaAtLowRisk', text: { zh: expect.stringContaining('临猗县自 2026-07-22 起为高风险') } }],
        },
      ],
    })
    expect((await settle(city, opening, `opening ${key}`)).results).toEqual({
      [LIANPING.code]: 'gate_closed',
      [YANHU_SENIOR.code]: 'changed',
    })
    expect(await city.engine.execute(eventBy(cityCommander, 'BEGIN_TERM'), `one ${key}`)).toMatchObject({ refusal: 'gate_closed' })
    await settle(city, risk('low'), `low ${key}`)
    expect(await city.engine.execute(eventBy(cityCommander, 'BEGIN_TERM'), `open ${key}`)).toMatchObject({ phase: 'normal.inTerm' })
  })
})

test('risk declared and a school opened in one breath are judged one after the other', async () => {
  const base = { unit: LINYI.code, playbook: 'bureau', facts: { risk: 'high' } }
  await city.engine.execute(eventBy(cityCommander, 'BEGIN_VACATION'), `holiday ${key}`)
  const [declared, opened] = await Promise.all([
    city.engine.execute(eventBy(cityCommander, 'SET_RISK', base), `declare ${key}`),
    city.engine.execute(eventBy(cityCommander, 'BEGIN_TERM'), `breath ${key}`),
  ])
  expect([isRefusal(declared), opened]).toEqual([false, expect.objectContaining({ refusal: 'gate_closed' })])
})

test('the journal rebuilds all of it without asking what stood around', async () => {
  expect(await city.differences()).toEqual([])
})
