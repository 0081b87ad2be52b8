import { describe, expect, test, vi } from 'vitest'
import { listReceipts } from '../../db/assignment-units.ts'
import { viewAssignment } from '../../db/assignment-view.ts'
import { findEntry } from '../../db/journal.ts'
import { answersTo, signOffsOf } from '../../db/sign-offs.ts'
import { findAssignment } from '../../db/assignments.ts'
import { checklist } from '../../src/core/checklist.ts'
import type { ChecklistItem } from '../../src/core/checklist.ts'
import type { Actor } from '../../src/core/actor.ts'
import type { RawEvidence, SignOff } from '../../src/core/command.ts'
import type { GiveAssignment } from '../../src/core/decide/give-assignment.ts'
import type { Unit } from '../../src/core/unit.ts'
import {
  auditor,
  CITY,
  cityCommander,
  countyCommander,
  dutyLeader,
  EVERYBODY,
  headOfSecurity,
  inspector,
  LIANPING,
  LINYI,
  local,
  otherPrincipal,
  principal,
  TINGLAN,
  yanhuCommander,
  YANHU_SENIOR,
  YUNCHENG,
} from '../world.ts'
import type { TestCity } from './city.ts'
import { manySchools, openCity } from './city.ts'

vi.setConfig({ testTimeout: 60_000 })

const TEXTS = { title: '关于做好夜间值守的通知', text: '今晚起双岗值守。', document: '', from: '', to: '' }
const CORRECTED = { correction: '已更换留样柜', correctedOn: '2026-03-07' }

function notice(more: Partial<GiveAssignment> = {}): GiveAssignment {
  const scope = { region: LINYI.code }
  return { actor: countyCommander, terms: { kind: 'document' }, playbook: null, scope, due: { hours: 12 }, texts: TEXTS, ...more }
}

async function give(city: TestCity, command: GiveAssignment = notice(), key = 'give'): Promise<number> {
  const answer = await city.engine.giveAssignment(command, key)
  if ('refusal' in answer) throw new Error(`refused: ${answer.refusal} ${JSON.stringify(answer.errors)}`)
  await city.engine.idle()
  return answer.id
}

async function itemAt(city: TestCity, id: number, unit: Unit, playbook = 'epidemic'): Promise<ChecklistItem | undefined> {
  const situation = await city.engine.situationOf({ path: unit.path }, unit.code, playbook, 'actual')
  return situation === null ? undefined : checklist(situation, city.clock.now()).find(({ task }) => task.id === `A-${id}`)
}

let keys = 0
async function sign(city: TestCity, id: number, actor: Actor, at: Unit, evidence: RawEvidence = {}, playbook = 'epidemic') {
  const visit = (await itemAt(city, id, at, playbook))?.visit ?? 0
  const base: Omit<SignOff, 'actor' | 'unit' | 'task'> = {
    kind: 'signOff',
    playbook,
    mode: 'actual',
    visit,
    occurrence: null,
    statement: 'done',
    evidence,
    note: '',
    signedAt: null,
  }
  return city.engine.execute({ ...base, actor, unit: at.code, task: `A-${id}` }, `sign-${(keys += 1)}`)
}

async function counts(city: TestCity, viewer: Actor, id: number) {
  return (await viewAssignment(city.connections.reader, viewer, id, city.clock.now()))?.counts
}

describe('a document goes to a whole county', () => {
  test('through a crash while it spreads; some sign, the rest are named once they are late, and replay agrees', async () => {
    const city = await openCity({ units: [...CITY, ...manySchools(300, LINYI)] })
    const answer = await city.engine.giveAssignment(notice(), 'give')
    await city.crash()
    await city.engine.idle()
    const id = 'id' in answer ? answer.id : 0
    expect(await city.engine.giveAssignment(notice(), 'give')).toEqual({ id, status: 'spreading' })
    expect(await city.engine.giveAssignment(notice({ due: { hours: 13 } }), 'give')).toMatchObject({ refusal: 'idempotency_mismatch' })
    expect(await findAssignment(city.connections.reader, id)).toMatchObject({ status: 'in_force', expected: 304 })
    const types = (await city.entries()).map(({ body }) => body.type)
    expect(types.filter((type) => type === 'assignment.received')).toHaveLength(304)
    expect((await itemAt(city, id, LIANPING))?.task).toMatchObject({
      title: { zh: '文件签收：关于做好夜间值守的通知' },
      how: { zh: '今晚起双岗值守。' },
      why: { zh: '临猗县交办' },
    })
    expect(await itemAt(city, id, YANHU_SENIOR)).toBeUndefined()
    expect(await sign(city, id, principal, LIANPING)).toMatchObject({ task: { id: `A-${id}`, state: 'done' } })
    expect(await sign(city, id, auditor, TINGLAN)).toMatchObject({ refusal: 'not_your_task' })
    expect(await sign(city, id, countyCommander, TINGLAN)).toMatchObject({ refusal: 'not_your_task' })
    expect(await counts(city, countyCommander, id)).toEqual({ received: 304, done: 1, open: 303, overdue: 0, ended: 0 })
    city.clock.advanceTo(local('2026-03-07 11:00'))
    await city.engine.idle()
    await city.restart()
    await city.engine.idle()
    expect(await counts(city, cityCommander, id)).toEqual({ received: 304, done: 1, open: 0, overdue: 303, ended: 0 })
    expect(await counts(city, principal, id)).toEqual({ received: 1, done: 1, open: 0, overdue: 0, ended: 0 })
    const late = (await city.entries()).filter(({ body }) => body.type === 'deadline.passed' && body.task === `A-${id}`)
    expect(late).toHaveLength(303)
    const page = { limit: 2, cursor: null }
    const first = await listReceipts(city.connections.reader, countyCommander, id, { now: city.clock.now() }, page)
    expect(first.items.map(({ unit, state }) => [unit.code, state])).toEqual([
      ['1408210003', 'overdue'],
      [TINGLAN.code, 'overdue'],
    ])
    const rest = await listReceipts(
      city.connections.reader,
      countyCommander,
      id,
      { now: city.clock.now() },
      { limit: 500, cursor: first.next },
    )
    expect(rest.items).toHaveLength(302)
    expect(rest.items.at(-1)).toMatchObject({ unit: { code: LIANPING.code }, state: 'done', late: false, signed: { post: 'principal' } })
    expect(await viewAssignment(city.connections.reader, yanhuCommander, id, city.clock.now())).toBeNull()
    expect(await city.differences()).toEqual([])
  })

  test('withdrawn with a reason it goes from those who have not signed; what was signed stays', async () => {
    const city = await openCity()
    const id = await give(city)
    await sign(city, id, principal, LIANPING)
    const back = (actor: Actor, reason: string, key: string) => city.engine.withdrawAssignment({ actor, assignment: id, reason }, key)
    expect(await back(yanhuCommander, '发错了', 'a')).toMatchObject({ refusal: 'unknown_assignment' })
    expect(await back(inspector, '发错了', 'b')).toMatchObject({ refusal: 'not_your_role' })
    expect(await back(countyCommander, ' ', 'c')).toMatchObject({ refusal: 'reason_required' })
    expect(await back(cityCommander, '发错了', 'd')).toEqual({ id, status: 'withdrawing' })
    await city.engine.idle()
    expect(await findAssignment(city.connections.reader, id)).toMatchObject({ status: 'withdrawn' })
    expect((await itemAt(city, id, LIANPING))?.state).toBe('done')
    expect(await itemAt(city, id, TINGLAN)).toBeUndefined()
    expect(await sign(city, id, otherPrincipal, TINGLAN)).toMatchObject({ refusal: 'assignment_over' })
    expect(await counts(city, countyCommander, id)).toEqual({ received: 4, done: 1, open: 0, overdue: 0, ended: 3 })
    expect(await back(countyCommander, '再撤', 'e')).toMatchObject({ refusal: 'assignment_over' })
    expect(await city.differences()).toEqual([])
  })

  test('nobody outside, and nothing at all for a scope that reaches beyond the giver or matches nobody', async () => {
    const city = await openCity()
    const before = (await city.entries()).length
    const refused: readonly (readonly [Partial<GiveAssignment>, string])[] = [
      [{ scope: { region: YUNCHENG.code } }, 'unknown_unit'],
      [{ scope: { units: [LIANPING.code, YANHU_SENIOR.code] } }, 'unknown_unit'],
      [{ scope: { region: LINYI.code, except: [YANHU_SENIOR.code] } }, 'unknown_unit'],
      [{ scope: {} }, 'assignment_invalid'],
      [{ scope: { region: LINYI.code, kinds: ['university'] } }, 'assignment_invalid'],
      [{ actor: principal, scope: { units: [LIANPING.code] } }, 'not_your_role'],
      [{ actor: auditor }, 'not_your_role'],
      [{ playbook: 'no-such-playbook' }, 'unknown_playbook'],
    ]
    for (const [more, refusal] of refused) expect(await city.engine.giveAssignment(notice(more), refusal)).toMatchObject({ refusal })
    expect(await city.engine.previewAssignment(notice())).toEqual({ matched: 4, dueAt: local('2026-03-07 10:00') })
    expect(await city.entries()).toHaveLength(before)
  })
})

test('a finding is corrected, sent back, corrected again and closed; the record says who did what', async () => {
  const city = await openCity()
  const terms = { kind: 'finding', measures: ['N-17'] } as const
  const texts = { ...TEXTS, title: '食堂留样不足 48 小时' }
  const id = await give(city, notice({ actor: inspector, terms, texts, scope: { units: [LIANPING.code] }, due: { date: '2026-03-09' } }))
  const first = await sign(city, id, principal, LIANPING, CORRECTED)
  const signOff = 'seq' in first ? first.seq : 0
  const base = { kind: 'return', unit: LIANPING.code, playbook: 'epidemic', mode: 'actual', signOff, reason: '仍缺一天留样' } as const
  expect(await city.engine.execute({ ...base, actor: principal }, 'r1')).toMatchObject({ refusal: 'not_your_task' })
  expect(await city.engine.execute({ ...base, actor: inspector }, 'r2')).toMatchObject({ task: { id: `A-${id}`, state: 'open' } })
  expect(await city.engine.execute({ ...base, actor: inspector }, 'r2')).toMatchObject({ task: { state: 'open' } })
  expect(await city.differences()).toEqual([])
  const again = await sign(city, id, principal, LIANPING, CORRECTED)
  const seq = 'seq' in again ? again.seq : 0
  // The city gave it and judges by what was written; the county in between does not read it.
  const read = async (viewer: Actor) => {
    const [signed] = await signOffsOf(city.connections.reader, viewer, LIANPING.code, { task: `A-${id}` })
    const entry = await findEntry(city.connections.reader, viewer, seq)
    return [signed?.texts['correction'], entry?.texts['evidence.correction']]
  }
  expect(await read(inspector)).toEqual([CORRECTED.correction, CORRECTED.correction])
  expect(await read(principal)).toEqual([CORRECTED.correction, CORRECTED.correction])
  for (const other of [countyCommander, yanhuCommander]) expect(await read(other)).toEqual([undefined, undefined])
  expect(await sign(city, id, inspector, LIANPING)).toMatchObject({ task: { state: 'done' } })
  expect(await counts(city, inspector, id)).toMatchObject({ received: 1, done: 1 })
  expect(await city.differences()).toEqual([])
})

test('a school asks for help, the county passes it up and answers; nobody above has nobody to ask', async () => {
  const city = await openCity()
  const ask = (actor: Actor, continues: number | null): GiveAssignment =>
    notice({ actor, terms: { kind: 'help', need: 'rooms', quantity: 20, continues }, scope: {}, texts: { ...TEXTS, title: '缺隔离房间' } })
  const id = await give(city, ask(principal, null), 'school')
  expect((await itemAt(city, id, LINYI, 'bureau'))?.task.title.zh).toBe('求援：缺隔离房间')
  expect(await city.engine.giveAssignment(ask(yanhuCommander, id), 'other')).toMatchObject({ refusal: 'unknown_assignment' })
  const above = await give(city, ask(countyCommander, id), 'county')
  expect(await itemAt(city, above, YUNCHENG, 'bureau')).toMatchObject({ state: 'open' })
  const provinceCommander = EVERYBODY[0] ?? countyCommander
  expect(await city.engine.giveAssignment(ask(provinceCommander, null), 'top')).toMatchObject({ refusal: 'nobody_to_ask' })
  const answer = { answer: 'passedUp', decision: '已报市指挥部' }
  expect(await sign(city, id, principal, LINYI, answer, 'bureau')).toMatchObject({ refusal: 'unknown_unit' })
  expect(await sign(city, id, countyCommander, LINYI, answer, 'bureau')).toMatchObject({ task: { state: 'done' } })
  expect(await counts(city, principal, id)).toMatchObject({ received: 1, done: 1 })
  const read = async (viewer: Actor) =>
    (await answersTo(city.connections.reader, viewer, id, 10)).map(({ texts, unit }) => [unit.name, texts])
  for (const who of [principal, countyCommander]) expect(await read(who)).toEqual([['临猗县', { decision: '已报市指挥部' }]])
  // Above they see that it was answered; beside they see nothing.
  expect(await read(cityCommander)).toEqual([['临猗县', {}]])
  for (const who of [otherPrincipal, yanhuCommander]) expect(await read(who)).toEqual([])
  expect(await city.differences()).toEqual([])
})

test('a post is handed over by two persons', async () => {
  const successor: Actor = { ...headOfSecurity, person: 'next-head-of-security' }
  const city = await openCity({ people: [...EVERYBODY, successor] })
  const texts = { ...TEXTS, title: '安保负责人交接', from: '张某', to: '李某' }
  const command = notice({ actor: principal, terms: { kind: 'handover', post: 'security' }, scope: { units: [LIANPING.code] }, texts })
  const id = await give(city, command)
  const evidence = { items: 12, trainedOn: '2026-03-06', openMatters: '无' }
  expect(await sign(city, id, dutyLeader, LIANPING, evidence)).toMatchObject({ refusal: 'not_your_task' })
  expect(await sign(city, id, headOfSecurity, LIANPING, evidence)).toMatchObject({ task: { state: 'partly' } })
  expect(await sign(city, id, headOfSecurity, LIANPING)).toMatchObject({ refusal: 'second_signer_must_differ' })
  expect(await sign(city, id, successor, LIANPING)).toMatchObject({ task: { state: 'done' } })
  const [seen, above] = [
    await viewAssignment(city.connections.reader, principal, id, city.clock.now()),
    await viewAssignment(city.connections.reader, cityCommander, id, city.clock.now()),
  ]
  // Names stay in the school.
  expect([seen?.words.from, above?.words.from]).toEqual(['张某', ''])
  expect(JSON.stringify(await city.entries())).not.toContain('张某')
  expect(await city.differences()).toEqual([])
})
