import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { replay } from '../../src/engine/replay.ts'
import { CITY, LIANPING, MUSIC_SCHOOL, SUNFLOWER, TIME_ZONE, TINGLAN } from '../world.ts'
import type { AcceptedOrder, Moved } from './acts.ts'
import { at, checklistOf, dryRun, order, send, taskAt } from './acts.ts'
import { isEpidemic, journalOf, outcomesOf, unitsWhere } from './asks.ts'
import { accepted, refused } from './desk.ts'
import { endorsePlan, PASSED, PLAN_STEPS, signPlan, signReturn, signStep, signTested } from './reopening-steps.ts'
import type { Diligent } from './routine.ts'
import { liveTo, signWhatIsOpen } from './routine.ts'
import type { Stage } from './stage.ts'
import { openStage } from './stage.ts'
import { WAY } from './way-of-lianping.ts'
import type { Desks } from './way-back-people.ts'
import { diligentSchools, PEOPLE, signInAll } from './way-back-people.ts'

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 })

// Six weeks of four schools of 临猗, from the night of the outbreak until all is as before. Each step goes on from the one before.
let stage: Stage
let schools: readonly Diligent[]
let by: Desks

const live = (wall: string) => liveTo(stage, schools, wall)
const catchUp = () => Promise.all(schools.map((school) => signWhatIsOpen(stage, school)))
const REVIEW = { region: '140821', phases: ['reopening.review'] }

beforeAll(async () => {
  const units = CITY.map(({ id: _id, path: _path, ...unit }) => unit)
  stage = await openStage('2022-03-06 05:30', units, PEOPLE)
  schools = await diligentSchools(stage)
  by = await signInAll(stage)
})

afterAll(() => stage.close())

test('on the night the county seals the boarding school and the training institution, and sends the others online', async () => {
  await live('2022-03-06 22:20')
  await accepted(order(by.county, 'ORDER_LOCKDOWN', { units: [LIANPING.code, MUSIC_SCHOOL.code] }, '全县立即封控'))
  await accepted(order(by.county, 'ORDER_ONLINE', { region: '140821', phases: ['normal'] }, '其余学校转线上教学'))
  await stage.engine.idle()
  const phases = (await unitsWhere(by.county, { region: '140821' })).flatMap(({ name, responses }) =>
    responses.filter(isEpidemic).map(({ phase, teaching }) => [name, phase, teaching]),
  )
  expect(phases).toEqual([
    [SUNFLOWER.name, 'online', 'online'],
    [TINGLAN.name, 'online', 'online'],
    [LIANPING.name, 'lockdown.sealed', 'online'],
    [MUSIC_SCHOOL.name, 'lockdown.sealed', 'online'],
  ])
})

test('a kindergarten is asked to guide parents, not to give lessons; a training institution to lock up and hand over its list', async () => {
  const tasksOf = async (code: string) => (await checklistOf(by.county, code)).tasks.map(({ id }) => id)
  const kindergarten = await tasksOf(SUNFLOWER.code)
  expect(kindergarten).toContain('O-01-kindergarten')
  expect(kindergarten.filter((id) => ['O-01', 'O-02'].includes(id))).toEqual([])
  expect(await tasksOf(MUSIC_SCHOOL.code)).toEqual(['N-02', 'L-02-training', 'L-03-training', 'L-05', 'L-09-training', 'O-09'])
})

test('what the training institution locks counts once the county has verified it on the spot', async () => {
  await signStep(by.music, MUSIC_SCHOOL, 'L-02-training', { premisesLocked: 1, peopleCleared: 65 })
  expect(await taskAt(by.music, MUSIC_SCHOOL.code, 'L-02-training')).toMatchObject({ state: 'partly' })
  await catchUp()
  expect(await taskAt(by.music, MUSIC_SCHOOL.code, 'L-02-training')).toMatchObject({
    state: 'done',
    signOffs: [
      { by: 'music', post: 'principal' },
      { by: 'task-force', post: 'taskForce' },
    ],
  })
})

test('on the 8th a boarder falls ill and the case is confirmed: the school stays sealed, and cannot simply be lifted', async () => {
  await live('2022-03-08 10:00')
  expect(await accepted<Moved>(send(by.doctor, LIANPING.code, 'REPORT_SUSPECTED'))).toMatchObject({ phase: 'lockdown.sealed' })
  await catchUp()
  await live('2022-03-08 20:00')
  const unseal = send(by.county, LIANPING.code, 'UNSEAL', { reason: '解封' })
  expect((await refused(unseal)).missing?.map(({ text }) => text)).toEqual(['还有 1 例疑似未出结论'])
  const finding = { notifiedBy: 'hospital', notice: 'telephone', notifiedAt: at('2022-03-08 19:50') }
  expect(await accepted<Moved>(send(by.county, LIANPING.code, 'CONFIRM', { facts: finding }))).toMatchObject({ phase: 'lockdown.sealed' })
  const lift = send(by.county, LIANPING.code, 'LIFT', { reason: '放行' })
  expect((await refused(lift)).missing?.map(({ text }) => text)).toEqual(['有确诊病例，须走分批复课程序'])
})

test('on the 14th the county releases the training institution by an order of its own', async () => {
  await live('2022-03-14 09:00')
  expect(await refused(send(by.music, MUSIC_SCHOOL.code, 'BEGIN_REOPENING'))).toMatchObject({ refusal: 'wrong_phase' })
  const lifted = await accepted<Moved>(send(by.county, MUSIC_SCHOOL.code, 'LIFT', { reason: '未发现关联人员，经核查予以放行' }))
  expect(lifted).toMatchObject({ phase: 'normal.inTerm', teaching: 'onsite' })
})

test('on the 16th the boarding school is unsealed, which is not reopening: it stays closed, and next day its boarders go home', async () => {
  await live('2022-03-16 09:00')
  const unsealed = await accepted<Moved>(send(by.county, LIANPING.code, 'UNSEAL', { reason: '末例转出满 7 天，三轮检测均为阴性' }))
  expect(unsealed).toMatchObject({ phase: 'lockdown.closed', teaching: 'online' })
  await catchUp()
  await live('2022-03-17 09:00')
  expect(await accepted<Moved>(send(by.county, LIANPING.code, 'ORDER_ONLINE', { reason: '住校生点对点返家' }))).toMatchObject({
    phase: 'online',
  })
  await catchUp()
})

test('on the 23rd it is too early to think of reopening: the last case in the county is 13 days ago; on the 24th it is time', async () => {
  await live('2022-03-23 08:30')
  const { refusal, missing } = await refused(send(by.lianping, LIANPING.code, 'BEGIN_REOPENING'))
  expect([refusal, missing]).toEqual(['gate_closed', [{ gate: 'clearDays', text: '距最近一例 13 天，满 14 天方可启动', task: 'O-10' }]])
  await live('2022-03-24 08:30')
  for (const head of [by.lianping, by.tinglan]) {
    const school = head === by.tinglan ? TINGLAN : LIANPING
    expect(await accepted<Moved>(send(head, school.code, 'BEGIN_REOPENING'))).toMatchObject({
      phase: 'reopening.planning',
      teaching: 'online',
    })
  }
})

test('a plan goes up when all eleven items are signed, the acceptance by school and bureau; until then the school reads which are not', async () => {
  const { missing } = await refused(send(by.lianping, LIANPING.code, 'SUBMIT_PLAN'))
  expect(missing?.map(({ task }) => task)).toEqual(PLAN_STEPS)
  await live('2022-03-25 15:00')
  await signPlan(by.lianping, by.taskForce, LIANPING)
  await signPlan(by.tinglan, by.taskForce, TINGLAN)
  const startsOn = { facts: { startsOn: '2022-03-28' } }
  expect(await accepted<Moved>(send(by.lianping, LIANPING.code, 'SUBMIT_PLAN', startsOn))).toMatchObject({ phase: 'reopening.review' })
  expect(await accepted<Moved>(send(by.tinglan, TINGLAN.code, 'SUBMIT_PLAN', startsOn))).toMatchObject({ phase: 'reopening.review' })
})

test('the county returns a plan with reasons: only the items that it names are open again, everything else stays signed', async () => {
  await live('2022-03-26 10:00')
  const facts = { items: ['P-01-food', 'P-03'], by: '2022-03-27' }
  expect(await refused(send(by.county, LIANPING.code, 'RETURN_PLAN', { facts }))).toMatchObject({ refusal: 'reason_required' })
  await accepted(send(by.county, LIANPING.code, 'RETURN_PLAN', { facts, reason: '两名炊事员健康证过期；演练缺校内病例科目' }))
  const { phase, tasks } = await checklistOf(by.lianping, LIANPING.code)
  const open = tasks.filter(({ id, state }) => PLAN_STEPS.includes(id) && state !== 'done')
  expect([phase, open.map(({ id }) => id)]).toEqual(['reopening.planning', ['P-01-food', 'P-03']])
})

test('put right, the plan goes up again; the city waits for the county, and nobody endorses without a signed review', async () => {
  await live('2022-03-27 10:00')
  await signStep(by.lianping, LIANPING, 'P-01-food', { kitchenStaff: 14, kitchenStaffCleared: 14 })
  await signStep(by.lianping, LIANPING, 'P-03', { drilledOn: '2022-03-27', drillFindings: 2, drillFindingsClosed: 2 })
  await accepted(send(by.lianping, LIANPING.code, 'SUBMIT_PLAN'))
  const preview = await dryRun(by.city, 'APPROVE_PLAN', REVIEW, '同意')
  expect(preview).toMatchObject({ matched: 2, accepted: 0, refusedTotal: 2 })
  const early = await refused(send(by.county, LIANPING.code, 'ENDORSE_PLAN'))
  expect(early.missing).toEqual([{ gate: 'ownReviewSigned', text: '未签：县级审核与现场核查', task: 'P-05-county' }])
  for (const school of [LIANPING, TINGLAN]) await signStep(by.taskForce, school, 'P-05-county', PASSED)
  await accepted(order(by.county, 'ENDORSE_PLAN', REVIEW, '现场核查合格，同意上报'))
  await stage.engine.idle()
})

test('the city reviews in its turn and approves both plans by one order, and the first batch returns while the others still learn online', async () => {
  await live('2022-03-27 17:00')
  for (const school of [LIANPING, TINGLAN]) await signStep(by.city, school, 'P-05-city', PASSED)
  await accepted(order(by.city, 'ENDORSE_PLAN', REVIEW, '材料齐全，复核同意'))
  const { id } = await accepted<AcceptedOrder>(order(by.city, 'APPROVE_PLAN', REVIEW, '同意分批复课'))
  await stage.engine.idle()
  expect((await outcomesOf(by.city, id)).map(({ unit, result }) => [unit, result])).toEqual([
    [TINGLAN.code, 'changed'],
    [LIANPING.code, 'changed'],
  ])
  expect(await checklistOf(by.lianping, LIANPING.code)).toMatchObject({ phase: 'reopening.batch', teaching: 'blended' })
})

test('the next batch has to wait: the answer names the days and the steps that are missing', async () => {
  await live('2022-03-28 16:30')
  await signReturn(by.lianping, by.taskForce, LIANPING)
  await signReturn(by.tinglan, by.taskForce, TINGLAN)
  const { missing } = await refused(send(by.county, LIANPING.code, 'NEXT_BATCH'))
  expect(missing?.map(({ text, task }) => task ?? text)).toEqual(['已观察 0 天，须满 3 天', 'P-09', 'P-15'])
})

test('three days on, the second batch returns with steps of its own, and the primary school, all back, is watched', async () => {
  await live('2022-03-30 16:30')
  await signTested(by.doctor, LIANPING)
  await signTested(by.tinglan, TINGLAN)
  await live('2022-03-30 17:00')
  const first = await taskAt(by.county, LIANPING.code, 'P-07')
  await accepted(send(by.county, LIANPING.code, 'NEXT_BATCH', { reason: '第一批次三天无异常' }))
  const second = await taskAt(by.county, LIANPING.code, 'P-07')
  expect([first?.state, second?.state, first?.visit === second?.visit]).toEqual(['done', 'open', false])
  expect(await accepted<Moved>(send(by.county, TINGLAN.code, 'BEGIN_OBSERVING'))).toMatchObject({
    phase: 'reopening.observing',
    teaching: 'onsite',
  })
})

test('the kindergarten comes last, by the same steps', async () => {
  await live('2022-03-31 08:30')
  await signReturn(by.lianping, by.taskForce, LIANPING)
  await accepted(send(by.sunflower, SUNFLOWER.code, 'BEGIN_REOPENING'))
  await signPlan(by.sunflower, by.taskForce, SUNFLOWER)
  await accepted(send(by.sunflower, SUNFLOWER.code, 'SUBMIT_PLAN'))
  await endorsePlan(by, SUNFLOWER)
  expect(await accepted<Moved>(send(by.city, SUNFLOWER.code, 'APPROVE_PLAN'))).toMatchObject({ phase: 'reopening.batch' })
  await live('2022-04-01 08:00')
  await signReturn(by.sunflower, by.taskForce, SUNFLOWER)
  await signTested(by.sunflower, SUNFLOWER)
  await signTested(by.doctor, LIANPING)
  await live('2022-04-03 08:30')
  const observing = await accepted<AcceptedOrder>(
    order(by.county, 'BEGIN_OBSERVING', { region: '140821', phases: ['reopening.batch'] }, '全员返校'),
  )
  await stage.engine.idle()
  expect((await outcomesOf(by.county, observing.id)).map(({ unit, result }) => [unit, result])).toEqual([
    [SUNFLOWER.code, 'changed'],
    [LIANPING.code, 'changed'],
  ])
})

test('after a week it is not over yet; after fourteen quiet days and with the lessons drawn, all three are back to normal', async () => {
  await live('2022-04-10 17:00')
  const { missing } = await refused(send(by.county, LIANPING.code, 'RETURN_TO_NORMAL'))
  expect(missing?.map(({ text }) => text)).toEqual(['已观察 7 天，须满 14 天', '未签：经验总结'])
  const lessons = { actions: 2, actionsOwned: 2, lessons: '名单要提前备好；值守交接要当面' }
  await signStep(by.lianping, LIANPING, 'P-14', lessons)
  await signStep(by.tinglan, TINGLAN, 'P-14', lessons)
  await signStep(by.sunflower, SUNFLOWER, 'P-14', lessons)
  await live('2022-04-17 09:00')
  await accepted(order(by.county, 'RETURN_TO_NORMAL', { region: '140821', phases: ['reopening'] }, '观察期满，恢复常态'))
  await stage.engine.idle()
  const found = (await unitsWhere(by.county, { region: '140821' })).flatMap(({ responses }) => responses.filter(isEpidemic))
  expect(found.map(({ phase, teaching, openCases }) => `${phase} ${teaching} ${openCases}`)).toEqual(
    Array(4).fill('normal.inTerm onsite 0'),
  )
})

test('in six weeks no school that signed every day was ever said to have missed or overrun anything', async () => {
  const said = [
    ...(await journalOf(by.auditor, { region: '140821', type: 'occurrence.missed' })),
    ...(await journalOf(by.auditor, { region: '140821', type: 'deadline.passed' })),
  ]
  // The county's bureau, which nobody plays, missed its own.
  expect(said.filter(({ unit }) => unit !== '140821')).toEqual([])
})

test('the auditor reads the whole way of 莲坪: what was done, by whom, and why', async () => {
  const events = await journalOf(by.auditor, { unit: LIANPING.code, type: 'event.sent' })
  const orders = new Map((await journalOf(by.auditor, { type: 'order.issued' })).map(({ seq, texts }) => [seq, texts['reason']]))
  expect(
    events.map(({ body, actor, texts }) => [body['event'], actor, texts['reason'] ?? orders.get(Number(body['order'])) ?? null]),
  ).toEqual(WAY)
})

test('the journal of the six weeks rebuilds everything that is stored', async () => {
  expect((await replay(stage.connections, TIME_ZONE)).differences).toEqual([])
})
