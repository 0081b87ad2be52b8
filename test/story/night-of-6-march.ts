import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { boardOf } from '../../db/board.ts'
import { AFFECTED_YANHU } from '../../src/demo/cast.ts'
import { replay } from '../../src/engine/replay.ts'
import { TIME_ZONE } from '../world.ts'
import type { AcceptedOrder, Moved, Signed } from './acts.ts'
import { at, checklistOf, dryRun, order, send, sign, signRound, taskAt, withdraw } from './acts.ts'
import { journalOf, outcomesOf, situationOf, unitsWhere } from './asks.ts'
import type { Desk } from './desk.ts'
import { accepted, refused } from './desk.ts'
import { BOARDING, countOnSite, DAY_SCHOOLS, reportZero, signFlows, signWhereabouts, whereabouts } from './night.ts'
import { LIANPING, MISTAKEN, SILENT } from './night-people.ts'
import type { Stage } from './stage.ts'

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 })

const WORDS = '临猗县发现疫情，经市指挥部研究，全县学校立即执行'
const BOARDING_OF_LINYI = { region: '140821', boarding: true }
const OTHERS_OF_LINYI = { region: '140821', boarding: false }

/** One night of one city, told in order on a stage: each step goes on from where the one before it left off. */
export function tellTheNight(open: () => Promise<Stage>): void {
  let stage: Stage
  let city: Desk
  let county: Desk
  let principal: Desk
  let auditor: Desk
  let sealing: AcceptedOrder

  beforeAll(async () => {
    stage = await open()
    city = await stage.signIn('city')
    county = await stage.signIn('county')
    principal = await stage.signIn('principal')
    auditor = await stage.signIn('auditor')
  })

  afterAll(() => stage.close())

  test('on Sunday afternoon every school of the city but one reports that nothing happened', async () => {
    await stage.passTo('2022-03-06 16:00')
    await reportZero(stage)
    await stage.passTo('2022-03-06 17:00')
    const { units, missingReports } = await situationOf(city, '140800')
    expect(units).toBe(1824)
    expect(missingReports.map(({ code }) => code)).toEqual([SILENT])
  })

  test('at 22:10, before any order has come, the principal of 莲坪 seals the school on the spot, and the command sees it', async () => {
    await stage.passTo('2022-03-06 22:10')
    const sealed = await accepted<Moved>(send(principal, LIANPING, 'SEAL_PROVISIONALLY', { facts: { note: '县里已有病例，先把门关上。' } }))
    expect(sealed).toMatchObject({ phase: 'lockdown.sealed', teaching: 'online' })
    expect(await situationOf(county, '140821')).toMatchObject({ provisional: 1, byPhase: { 'lockdown.sealed': { units: 1 } } })
  })

  test('at 22:20 the county tries its order out: it would seal the 47 boarding schools, and nothing has happened yet', async () => {
    await stage.passTo('2022-03-06 22:20')
    const preview = await dryRun(county, 'ORDER_LOCKDOWN', BOARDING_OF_LINYI, WORDS)
    expect(preview).toMatchObject({ matched: 47, accepted: 47, unchanged: 0, refusedTotal: 0 })
    expect(await unitsWhere(county, { region: '140821', phase: 'lockdown' })).toHaveLength(1)
  })

  test('an order without a reason, and one for schools of another county, are not taken', async () => {
    expect(await refused(order(county, 'ORDER_LOCKDOWN', BOARDING_OF_LINYI, ''))).toMatchObject({ refusal: 'reason_required' })
    expect(await refused(order(county, 'ORDER_LOCKDOWN', { units: AFFECTED_YANHU }, WORDS))).toMatchObject({
      status: 404,
      refusal: 'unknown_unit',
    })
    expect(await refused(order(auditor, 'ORDER_LOCKDOWN', BOARDING_OF_LINYI, WORDS))).toMatchObject({ refusal: 'not_your_role' })
  })

  test('the county gives the order, and each of the 47 is changed by it, once', async () => {
    sealing = await accepted<AcceptedOrder>(order(county, 'ORDER_LOCKDOWN', BOARDING_OF_LINYI, WORDS, 'seal-linyi'))
    await stage.strike()
    await stage.engine.idle()
    expect(await accepted(county.get(`/api/v1/orders/${sealing.id}`))).toMatchObject({
      status: 'settled',
      counts: { matched: 47, changed: 47, unchanged: 0, refused: 0, pending: 0 },
    })
    const outcomes = await outcomesOf(county, sealing.id)
    expect(outcomes.map(({ unit }) => unit)).toEqual(BOARDING.map(({ code }) => code))
    expect(new Set(outcomes.map(({ result }) => result))).toEqual(new Set(['changed']))
  })

  test('the same order sent twice is one order', async () => {
    const entries = (await journalOf(auditor, { type: 'event.sent' })).length
    expect(await accepted(order(county, 'ORDER_LOCKDOWN', BOARDING_OF_LINYI, WORDS, 'seal-linyi'))).toMatchObject({ id: sealing.id })
    await stage.engine.idle()
    expect(await journalOf(auditor, { type: 'event.sent' })).toHaveLength(entries)
  })

  test('what the principal of 莲坪 did first is ratified by the order and rests on it, and its clocks still run from 22:10', async () => {
    expect(await situationOf(county, '140821')).toMatchObject({ provisional: 0 })
    expect((await checklistOf(principal, LIANPING)).since).toBe(at('2022-03-06 22:10'))
    const [asIs] = await unitsWhere(principal, {})
    expect(asIs?.responses).toMatchObject([
      { playbook: 'epidemic', phase: 'lockdown.sealed', provisional: 0, order: sealing.id },
      { playbook: 'flood', phase: 'normal' },
    ])
  })

  test('the other 112 schools of 临猗 go online by a second order, each once', async () => {
    expect(await dryRun(county, 'ORDER_ONLINE', OTHERS_OF_LINYI, WORDS)).toMatchObject({ matched: 112, accepted: 112, refusedTotal: 0 })
    const { id } = await accepted<AcceptedOrder>(order(county, 'ORDER_ONLINE', OTHERS_OF_LINYI, WORDS))
    await stage.engine.idle()
    const outcomes = await outcomesOf(county, id)
    expect(outcomes.map(({ unit }) => unit)).toEqual(DAY_SCHOOLS.map(({ code }) => code))
    expect(outcomes.filter(({ result }) => result !== 'changed')).toEqual([])
  })

  test('at 22:30 the city seals the three affected schools of 盐湖 by name', async () => {
    await stage.passTo('2022-03-06 22:30')
    const { id } = await accepted<AcceptedOrder>(order(city, 'ORDER_LOCKDOWN', { units: AFFECTED_YANHU }, '盐湖区三校发现关联病例'))
    await stage.engine.idle()
    expect((await outcomesOf(city, id)).map(({ unit, result }) => `${unit} ${result}`)).toEqual(
      AFFECTED_YANHU.map((code) => `${code} changed`),
    )
  })

  test('the board of the city shows which county stands where', async () => {
    const rows = await boardOf(stage.connections.reader, { path: '140000/140800/' }, '140800', { date: '2022-03-06' })
    const row = (code: string) => rows.find(({ unit }) => unit.code === code)
    expect(rows).toHaveLength(13)
    expect(row('140821')?.byPhase).toEqual({ 'lockdown.sealed': { units: 47, people: 32_657 }, online: { units: 112, people: 38_555 } })
    expect(row('140802')?.byPhase).toMatchObject({ 'lockdown.sealed': { units: 3, people: 17_828 }, 'normal.inTerm': { units: 349 } })
    expect(row('140881')?.byPhase).toMatchObject({ 'normal.inTerm': { units: 142 } })
  })

  test('the head of security shuts the gates of 莲坪 but cannot confirm it too; the duty leader does', async () => {
    const guard = await stage.signIn('guard')
    const duty = await stage.signIn('duty')
    const gates = { gatesLocked: 3, gatesManned: 1 }
    expect(await refused(sign(duty, LIANPING, 'L-02', gates))).toMatchObject({ refusal: 'not_your_task' })
    expect(await accepted<Signed>(sign(guard, LIANPING, 'L-02', gates))).toMatchObject({ state: 'partly' })
    expect(await refused(sign(guard, LIANPING, 'L-02', gates))).toMatchObject({ refusal: 'second_signer_must_differ' })
    expect(await accepted<Signed>(sign(duty, LIANPING, 'L-02'))).toMatchObject({ state: 'done' })
    expect(await taskAt(principal, LIANPING, 'L-02')).toMatchObject({ late: false, signOffs: [{ by: 'guard' }, { by: 'duty' }] })
  })

  test('a head count that is one short is refused, and the answer says by how many', async () => {
    const count = { boardersOnSite: 486, staffOnSite: 70, dayOutside: 143, staffOutside: 0, unreached: 0 }
    const { status, refusal, errors } = await refused(sign(principal, LIANPING, 'L-03', count))
    expect([status, refusal]).toEqual([422, 'evidence_invalid'])
    expect(errors?.map(({ text }) => text)).toEqual([
      '在校学生＋在校教职工＋校外学生＋校外教职工＋失联、待核实 合计 699，应等于在册总人数 700，少 1，请核对',
    ])
    const corrected = await accepted<Signed>(
      sign(principal, LIANPING, 'L-03', { ...count, boardersOnSite: 629, dayOutside: 0, staffOnSite: 71 }),
    )
    expect(corrected.state).toBe('done')
  })

  test('by four in the morning the sealed schools have counted their people and signed where each of them goes', async () => {
    await stage.passTo('2022-03-07 03:50')
    await countOnSite(stage)
    await signFlows(stage)
    expect((await situationOf(county, '140821')).evidence).toMatchObject({ inSchool: 32_657, unreached: 0 })
    expect((await situationOf(city, '140802')).evidence).toMatchObject({ inSchool: 898, concentrated: 494, atHome: 16_436 })
  })

  test('before it is light the schools that went online know where everybody is; one miscounts three people, withdraws with a reason and signs again', async () => {
    await signWhereabouts(stage)
    const mistaken = await stage.signIn('mistaken')
    const { seq } = await accepted<Signed>(sign(mistaken, MISTAKEN, 'O-05-first', whereabouts(MISTAKEN, 3)))
    expect((await situationOf(county, '140821')).evidence).toMatchObject({ concentrated: 181, atHome: 38_374 })
    expect(await refused(withdraw(mistaken, MISTAKEN, seq, ''))).toMatchObject({ refusal: 'reason_required' })
    expect(await refused(withdraw(county, MISTAKEN, seq, '数字不对'))).toMatchObject({ refusal: 'not_your_task' })
    const reason = '三人已转为居家隔离，误计入集中隔离'
    expect(await accepted<Signed>(withdraw(mistaken, MISTAKEN, seq, reason))).toMatchObject({ task: 'O-05-first', state: 'open' })
    expect(await accepted<Signed>(sign(mistaken, MISTAKEN, 'O-05-first', whereabouts(MISTAKEN)))).toMatchObject({ state: 'done' })
    const [withdrawn] = await journalOf(auditor, { unit: MISTAKEN, type: 'sign_off.withdrawn' })
    expect(withdrawn).toMatchObject({ actor: 'mistaken', body: { signOff: seq, task: 'O-05-first' }, texts: { reason } })
  })

  test('at half past four the province asks, and the situation reports state the figures of the night', async () => {
    await stage.passTo('2022-03-07 04:30')
    const linyi = await situationOf(county, '140821')
    expect(linyi).toMatchObject({ units: 159, people: 71_212 })
    expect(linyi.evidence).toMatchObject({ inSchool: 32_657, atHome: 38_377, concentrated: 178, unreached: 0 })
    expect(linyi.byPhase).toEqual({ 'lockdown.sealed': { units: 47, people: 32_657 }, online: { units: 112, people: 38_555 } })
    const yanhu = await situationOf(city, '140802')
    expect(yanhu.evidence).toMatchObject({ inSchool: 898, concentrated: 494, atHome: 16_436 })
    expect(yanhu.byPhase['lockdown.sealed']).toEqual({ units: 3, people: 17_828 })
    const whole = await situationOf(city, '140800')
    expect(whole.evidence).toMatchObject({ inSchool: 32_657 + 898, atHome: 38_377 + 16_436, concentrated: 178 + 494, unreached: 0 })
    expect([whole.byPhase['lockdown.sealed']?.units, whole.byPhase['online']?.units]).toEqual([50, 112])
  })

  test('on Monday morning the city is told which school never reported on Sunday, and its principal cannot make up for it', async () => {
    await stage.passTo('2022-03-07 06:30')
    expect((await situationOf(city, '140800')).missingReports.map(({ code }) => code)).toEqual([SILENT])
    const missed = await journalOf(auditor, { unit: SILENT, type: 'occurrence.missed' })
    expect(missed.map(({ actor, body }) => [actor, body['task'], body['occurrence']])).toEqual([['engine', 'N-02', '2022-03-06']])
    const silent = await stage.signIn('silent')
    const today = await taskAt(silent, SILENT, 'N-02')
    const yesterday = { id: 'N-02', visit: today?.visit ?? 0, occurrence: '2022-03-06' }
    expect(await refused(signRound(silent, SILENT, yesterday, {}))).toMatchObject({ refusal: 'occurrence_closed' })
  })

  test('a county asks in vain for the figures of another', async () => {
    expect(await refused(county.get('/api/v1/regions/140802/situation'))).toMatchObject({ status: 404, refusal: 'unknown_unit' })
  })

  test('the auditor reads who did what at 莲坪, when and why, and can change nothing', async () => {
    const entries = await journalOf(auditor, { unit: LIANPING, from: at('2022-03-06 22:00') })
    const [own, ordered] = entries.filter(({ type }) => type === 'event.sent')
    expect(own).toMatchObject({
      actor: 'principal',
      post: 'principal',
      at: at('2022-03-06 22:10'),
      texts: { 'facts.note': '县里已有病例，先把门关上。' },
    })
    expect(ordered).toMatchObject({
      actor: 'county',
      post: 'commander',
      at: at('2022-03-06 22:20'),
      body: { event: 'ORDER_LOCKDOWN', order: sealing.id },
    })
    const [given] = await journalOf(auditor, { type: 'order.issued', actor: 'county', after: String(sealing.id - 1) })
    expect(given).toMatchObject({ seq: sealing.id, texts: { reason: WORDS }, body: { scope: BOARDING_OF_LINYI } })
    const signed = entries
      .filter(({ type }) => type === 'task.signed')
      .map(({ actor, body, standsInFor }) => [body['task'], actor, standsInFor])
    expect(signed).toEqual([
      ['L-02', 'guard', null],
      ['L-02', 'duty', null],
      ['L-03', 'principal', 'classTeacher'],
      ['L-04', 'duty', null],
    ])
    expect(await refused(sign(auditor, LIANPING, 'L-05', { zone: 'sealed' }))).toMatchObject({ status: 403, refusal: 'not_your_task' })
    expect(await refused(send(auditor, LIANPING, 'UNSEAL', { reason: '核查' }))).toMatchObject({ status: 403, refusal: 'not_your_role' })
  })

  test('the journal of the night rebuilds everything that is stored', async () => {
    expect((await replay(stage.connections, TIME_ZONE)).differences).toEqual([])
  })
}
