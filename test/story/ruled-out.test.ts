import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { RULED_OUT_SCHOOL as TINGLAN } from '../../src/demo/cast.ts'
import { demoUnits } from '../../src/demo/city.ts'
import { replay } from '../../src/engine/replay.ts'
import { TIME_ZONE } from '../world.ts'
import type { Moved, Signed } from './acts.ts'
import { at, checklistOf, send, sign, taskAt } from './acts.ts'
import { journalOf, situationOf } from './asks.ts'
import type { Desk } from './desk.ts'
import { accepted, refused } from './desk.ts'
import type { Stage } from './stage.ts'
import { openStage } from './stage.ts'

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 })

// 永济, two days: a child has a fever in the morning and is cleared by two tests. Each step goes on from the one before.
let stage: Stage
let county: Desk
let principal: Desk
let doctor: Desk
let selfCheck: Signed

const PLACES = ['140000', '140800', '140881', TINGLAN]
const BY_TELEPHONE = { notifiedBy: 'cdc', notice: 'telephone', notifiedAt: at('2022-03-08 09:40') }

beforeAll(async () => {
  stage = await openStage(
    '2022-03-07 06:00',
    demoUnits().filter(({ code }) => PLACES.includes(code)),
    [
      { id: 'yongji', username: 'yongji', name: '薛指挥', role: 'commander', unit: '140881', posts: ['commander'], active: true },
      { id: 'tinglan', username: 'tinglan', name: '谢校长', role: 'principal', unit: TINGLAN, posts: ['principal'], active: true },
      { id: 'doctor', username: 'doctor', name: '姚校医', role: 'staff', unit: TINGLAN, posts: ['doctor', 'reporter'], active: true },
    ],
  )
  county = await stage.signIn('yongji')
  principal = await stage.signIn('tinglan')
  doctor = await stage.signIn('doctor')
})

afterAll(() => stage.close())

test('early on Monday the school checks its pupils and itself, as on any other day', async () => {
  await stage.passTo('2022-03-07 08:30')
  const checked = { checked: 1263, absent: 1, feverish: 0, sentHome: 0 }
  expect(await accepted<Signed>(sign(doctor, TINGLAN, 'N-01', checked))).toMatchObject({ state: 'done' })
  selfCheck = await accepted<Signed>(
    sign(principal, TINGLAN, 'N-06', {
      itemsChecked: 40,
      findings: 0,
      findingsStaff: 0,
      findingsStudents: 0,
      findingsParents: 0,
      findingsCampus: 0,
    }),
  )
  expect(selfCheck.state).toBe('done')
})

test('at 09:20 the school doctor reports a feverish child with nothing but the press of a button', async () => {
  await stage.passTo('2022-03-07 09:20')
  expect(await accepted<Moved>(send(doctor, TINGLAN, 'REPORT_SUSPECTED'))).toMatchObject({
    phase: 'suspected.isolating',
    teaching: 'onsite',
  })
  expect(await situationOf(county, '140881')).toMatchObject({ openCases: 1, byPhase: { 'suspected.isolating': { units: 1 } } })
})

test('the child is isolated, everybody is told at once, and the class stays where it is', async () => {
  await stage.passTo('2022-03-07 09:28')
  const isolated = { isolatedAt: at('2022-03-07 09:24'), isolatedIn: '校医室旁观察室' }
  expect(await accepted<Signed>(sign(doctor, TINGLAN, 'U-01', isolated))).toMatchObject({ state: 'done' })
  const told = { told: ['principal', 'command', 'cdc', 'bureau'], toldAt: at('2022-03-07 09:27') }
  expect(await accepted<Signed>(sign(principal, TINGLAN, 'U-02', told))).toMatchObject({ state: 'done' })
  const held = { unitsHeld: ['class'], peopleHeld: 47 }
  expect(await accepted<Signed>(sign(principal, TINGLAN, 'U-03', held))).toMatchObject({ state: 'done' })
})

test('the principal signs for the guard that the school does not have, and the journal says so', async () => {
  await accepted<Signed>(sign(principal, TINGLAN, 'U-06', { preserved: ['access', 'video'] }))
  expect(await taskAt(principal, TINGLAN, 'U-06')).toMatchObject({ signOffs: [{ by: 'tinglan', post: 'security', standIn: true }] })
})

test('once the child was handed over, the school awaits the result without anybody having to say so', async () => {
  await stage.passTo('2022-03-07 10:40')
  await accepted<Signed>(sign(doctor, TINGLAN, 'U-04', { leftAt: at('2022-03-07 10:35'), receiver: '120' }))
  expect(await checklistOf(principal, TINGLAN)).toMatchObject({ phase: 'suspected.awaitingResult' })
})

test('the principal cannot rule the case out, and the county cannot before two tests are negative', async () => {
  await stage.passTo('2022-03-07 19:00')
  await accepted<Signed>(sign(doctor, TINGLAN, 'U-08', { tests: 1, negative: 1, positive: 0 }))
  expect(await refused(send(principal, TINGLAN, 'RULE_OUT', { facts: BY_TELEPHONE }))).toMatchObject({ refusal: 'not_your_role' })
  const { status, refusal, missing } = await refused(
    send(county, TINGLAN, 'RULE_OUT', { facts: { notifiedBy: 'cdc', notice: 'telephone' } }),
  )
  expect([status, refusal]).toEqual([409, 'gate_closed'])
  expect(missing).toEqual([{ gate: 'testedNegative', text: '阴性结果 1 次，至少 2 次', task: 'U-08-repeat' }])
})

test('nor may it be ruled out on nobody’s word', async () => {
  await stage.passTo('2022-03-08 09:40')
  await accepted<Signed>(sign(doctor, TINGLAN, 'U-08-repeat', { tests: 1, negative: 1, positive: 0 }))
  const { missing } = await refused(send(county, TINGLAN, 'RULE_OUT'))
  expect(missing?.map(({ gate }) => gate)).toEqual(['facts.notifiedBy'])
})

test('on Tuesday the county registers the finding, given by telephone, and the school is back where it was, its signatures standing', async () => {
  const cleared = await accepted<Moved>(
    send(county, TINGLAN, 'RULE_OUT', { facts: BY_TELEPHONE, reason: '两次核酸均为阴性，系普通感冒。' }),
  )
  expect(cleared).toMatchObject({ phase: 'normal.inTerm', teaching: 'onsite' })
  expect((await checklistOf(principal, TINGLAN)).since).toBe(at('2022-03-07 06:00'))
  expect(await taskAt(principal, TINGLAN, 'N-06')).toMatchObject({ state: 'done', signOffs: [{ seq: selfCheck.seq, by: 'tinglan' }] })
  expect(await situationOf(county, '140881')).toMatchObject({ openCases: 0, byPhase: { 'normal.inTerm': { units: 1 } } })
})

test('the journal tells the two days in order: who found it, who decided, on what word', async () => {
  const events = await journalOf(county, { unit: TINGLAN, type: 'event.sent' })
  expect(events.map(({ body, actor, post, at: when }) => [body['event'], actor, post, when])).toEqual([
    ['REPORT_SUSPECTED', 'doctor', 'reporter', at('2022-03-07 09:20')],
    ['HANDED_OVER', 'engine', null, at('2022-03-07 10:40')],
    ['RULE_OUT', 'yongji', 'commander', at('2022-03-08 09:40')],
  ])
  expect(events[2]).toMatchObject({
    body: { facts: BY_TELEPHONE, caseSeq: events[0]?.seq },
    texts: { reason: '两次核酸均为阴性，系普通感冒。' },
  })
  expect((await replay(stage.connections, TIME_ZONE)).differences).toEqual([])
})
