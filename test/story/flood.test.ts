import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { findOrder } from '../../db/orders.ts'
import { replay } from '../../src/engine/replay.ts'
import { manySchools } from '../engine/city.ts'
import { asPerson, CITY, cityCommander, filledIn, LIANPING, LINYI, principal, taskForce, TIME_ZONE, YUNCHENG } from '../world.ts'
import type { Desk } from './desk.ts'
import { accepted, refused } from './desk.ts'
import type { ChecklistShown } from './acts.ts'
import type { Stage } from './stage.ts'
import { openStage } from './stage.ts'
import { allTasks } from '../../src/core/checklist.ts'
import { flood } from '../../machines/flood/v2/index.ts'

vi.setConfig({ testTimeout: 120_000, hookTimeout: 180_000 })

// Summer 2021: in one night 7,010 schools are damaged. Each step goes on from the one before.
const DAMAGED = 7_010
let stage: Stage
let city: Desk
let county: Desk
let head: Desk

beforeAll(async () => {
  const units = [...CITY, ...manySchools(DAMAGED - 4, LINYI)]
  const people = [cityCommander, taskForce, principal].map((one) => ({ ...asPerson(one), username: one.person }))
  stage = await openStage('2021-07-20 21:00', units, people)
  city = await stage.signIn(cityCommander.person)
  county = await stage.signIn(taskForce.person)
  head = await stage.signIn(principal.person)
})

afterAll(() => stage.close())

async function signFlood(desk: Desk, task: string, evidence?: object) {
  const path = `/api/v1/units/${LIANPING.code}`
  const { tasks } = await accepted<ChecklistShown>(desk.get(`${path}/checklist?playbook=flood`))
  const shown = tasks.find(({ id }) => id === task)
  const known = allTasks(flood).find(({ id }) => id === task)
  if (shown === undefined || known === undefined) throw new Error(`${task} is not on the checklist`)
  const { visit, occurrence } = shown
  return desk.post(`${path}/sign-offs`, {
    playbook: 'flood',
    task,
    visit,
    occurrence,
    statement: 'done',
    evidence: evidence ?? filledIn(known, LIANPING),
  })
}

function sendFlood(desk: Desk, event: string, more: object = {}) {
  return desk.post(`/api/v1/units/${LIANPING.code}/events`, { playbook: 'flood', event, reason: '汛情', ...more })
}

test('one order declares 7,010 schools damaged, and each has its checklist that night', async () => {
  const body = { playbook: 'flood', event: 'DECLARE_DAMAGED', scope: { region: LINYI.code }, reason: '特大暴雨，全县校舍受灾' }
  const { id } = await accepted<{ readonly id: number }>(city.post('/api/v1/orders', body))
  await stage.engine.idle()
  expect((await findOrder(stage.connections.reader, YUNCHENG, id))?.counts).toMatchObject({
    matched: DAMAGED,
    changed: DAMAGED,
    refused: 0,
  })
  const list = await accepted<ChecklistShown>(head.get(`/api/v1/units/${LIANPING.code}/checklist?playbook=flood`))
  expect([list.phase, list.teaching, list.tasks[0]?.id]).toEqual(['damaged', '', 'F-01'])
})

test('the epidemic goes on beside it, as if nothing had happened', async () => {
  expect(await accepted<ChecklistShown>(head.get(`/api/v1/units/${LIANPING.code}/checklist`))).toMatchObject({ phase: 'normal.inTerm' })
})

test('the school counts, surveys, repairs and asks for acceptance', async () => {
  for (const task of ['F-01', 'F-02-fence', 'F-02', 'F-02-dormitory']) await accepted(signFlood(head, task))
  await accepted(sendFlood(head, 'BEGIN_REPAIR', { facts: { finishOn: '2021-08-25' } }))
  for (const task of ['F-03', 'F-03-done']) await accepted(signFlood(head, task))
  await accepted(sendFlood(head, 'FINISH_WORKS'))
  for (const task of ['F-05-disinfect', 'F-05-pipes', 'F-05-water']) await accepted(signFlood(head, task))
  expect(await accepted(sendFlood(head, 'REQUEST_ACCEPTANCE'))).toMatchObject({ phase: 'acceptance' })
})

test('it is sent back once with what to put right, and comes again', async () => {
  expect(await refused(sendFlood(city, 'REJECT_REPAIR', { reason: '', facts: { items: ['F-05-disinfect'] } }))).toMatchObject({
    refusal: 'reason_required',
  })
  await accepted(sendFlood(city, 'REJECT_REPAIR', { reason: '食堂淤泥没有清净', facts: { items: ['F-05-disinfect'] } }))
  expect(await refused(sendFlood(head, 'REQUEST_ACCEPTANCE'))).toMatchObject({ missing: [{ task: 'F-05-disinfect' }] })
  await accepted(signFlood(head, 'F-05-disinfect'))
  await accepted(sendFlood(head, 'REQUEST_ACCEPTANCE'))
})

test('two people accept it: the head alone does not, and the same hand never twice', async () => {
  await accepted(signFlood(head, 'F-06'))
  expect(await refused(signFlood(head, 'F-06'))).toMatchObject({ refusal: 'second_signer_must_differ' })
  expect(await refused(sendFlood(city, 'ACCEPT_REPAIR'))).toMatchObject({ refusal: 'gate_closed', missing: [{ task: 'F-06' }] })
  expect(await accepted(signFlood(county, 'F-06', {}))).toMatchObject({ state: 'done' })
  expect(await accepted(sendFlood(city, 'ACCEPT_REPAIR'))).toMatchObject({ phase: 'reopened' })
})

test('with everybody back it is closed, and the journal rebuilds it all', async () => {
  await accepted(signFlood(head, 'F-04-return'))
  expect(await accepted(sendFlood(city, 'CLOSE_RECOVERY'))).toMatchObject({ phase: 'normal' })
  expect((await replay(stage.connections, TIME_ZONE)).differences).toEqual([])
})
