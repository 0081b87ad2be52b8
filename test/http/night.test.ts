import { afterAll, beforeAll, expect, test } from 'vitest'
import { auditor, cityCommander, countyCommander, doctor, filledIn, LIANPING, LINYI, principal, taskOf, TINGLAN } from '../world.ts'
import { first, serveCity, type ServedCity, answered } from './served.ts'

let city: ServedCity
beforeAll(async () => {
  city = await serveCity()
})
afterAll(() => city.close())

let keys = 0
const post = (who: Parameters<ServedCity['ask']>[0], path: string, body: object) =>
  city.ask(who, path, { method: 'POST', body, headers: { 'idempotency-key': `night-${(keys += 1)}` } })
const here = `/api/v1/units/${LIANPING.code}`
const taskNow = async (id: string) => first((await city.read(principal, `${here}/checklist`)).tasks.filter((task) => task.id === id))

test('an order locks the boarding schools of the county, and each has one outcome', async () => {
  const body = {
    playbook: 'epidemic',
    event: 'ORDER_LOCKDOWN',
    scope: { region: LINYI.code, boarding: true },
    reason: '县内发现疫情',
    document: '运指〔2026〕1号',
  }
  const answer = await post(cityCommander, '/api/v1/orders', body)
  const { id } = await answered(answer)
  await city.engine.idle()
  expect(await city.read(cityCommander, `/api/v1/orders/${id}`)).toMatchObject({
    id,
    status: 'settled',
    event: 'ORDER_LOCKDOWN',
    counts: { matched: 1, changed: 1, unchanged: 0, refused: 0, pending: 0 },
    issuedBy: 'city-commander',
    document: '运指〔2026〕1号',
  })
  const { items, next } = await city.read(cityCommander, `/api/v1/orders/${id}/outcomes`)
  expect(items).toMatchObject([{ unit: LIANPING.code, result: 'changed' }])
  expect(next).toBeNull()
  expect(await city.read(cityCommander, `/api/v1/units?phase=lockdown&region=${LINYI.code}`)).toMatchObject({
    items: [{ code: LIANPING.code }],
  })
})

test('the principal reads the checklist of the new phase, with by whose order', async () => {
  const unit = await city.read(principal, here)
  expect(unit).toMatchObject({
    code: LIANPING.code,
    region: LINYI.code,
    boarding: true,
    responses: [
      { playbook: 'epidemic', mode: 'actual', phase: 'lockdown.sealed' },
      { playbook: 'flood', mode: 'actual', phase: 'normal', teaching: '' },
    ],
  })
  expect(first(unit.responses).order).toBeGreaterThan(0)
  expect(first(unit.responses).events.map(({ type }) => type)).toContain('REPORT_SUSPECTED')
  const list = await city.read(principal, `${here}/checklist`)
  expect(list).toMatchObject({ playbook: 'epidemic', mode: 'actual', version: 1, phase: 'lockdown.sealed', teaching: expect.any(String) })
  expect(list.tasks.find(({ id }) => id === 'L-01')).toMatchObject({
    visit: expect.any(Number),
    signers: expect.arrayContaining([{ post: 'principal', level: 'school' }]),
    mandatory: true,
    state: 'open',
    fields: expect.any(Array),
    signOffs: [],
    source: ['L-01', 'R-25'],
  })
})

test('a step is signed with evidence, is on the list with who signed, and is withdrawn with a reason', async () => {
  const { id, visit, occurrence } = await taskNow('L-01')
  const signOff = { playbook: 'epidemic', task: id, visit, occurrence, statement: 'done', evidence: filledIn(taskOf(id), LIANPING) }
  const signed = await post(principal, `${here}/sign-offs`, signOff)
  expect(signed.status).toBe(201)
  const { seq, task, state } = await answered(signed)
  expect([task, state]).toEqual(['L-01', 'done'])
  expect((await taskNow('L-01')).signOffs).toMatchObject([
    { seq, by: 'principal', post: 'principal', at: expect.any(String), evidence: expect.any(Object) },
  ])
  const again = await post(principal, `${here}/sign-offs`, signOff)
  expect([again.status, (await answered(again)).refusal]).toEqual([409, 'already_signed'])
  const without = await post(principal, `${here}/sign-offs/${seq}/withdrawal`, {})
  expect([without.status, (await answered(without)).refusal]).toEqual([422, 'reason_required'])
  expect((await post(principal, `${here}/sign-offs/${seq}/withdrawal`, { reason: '人数填错' })).status).toBe(201)
  expect((await taskNow('L-01')).state).toBe('open')
})

test('people who do not add up to the roster are refused with by how many', async () => {
  const { id, visit, occurrence } = await taskNow('L-03')
  const right = filledIn(taskOf('L-03'), LIANPING)
  const [part] = taskOf('L-03').rules.flatMap((rule) => (rule.kind === 'sum' ? rule.parts.slice(0, 1) : []))
  const evidence = { ...right, [part ?? '']: Number(right[part ?? '']) - 3 }
  const answer = await post(principal, `${here}/sign-offs`, {
    playbook: 'epidemic',
    task: id,
    visit,
    occurrence,
    statement: 'done',
    evidence,
  })
  expect(answer.status).toBe(422)
  const { refusal, errors } = await answered(answer)
  expect(refusal).toBe('evidence_invalid')
  expect(first(errors).text).toMatch(/少 3/)
})

test('a task of another post is not for the doctor to sign, and a step of no phase is unknown', async () => {
  const { visit, occurrence } = await taskNow('L-01')
  const notHers = await post(doctor, `${here}/sign-offs`, {
    playbook: 'epidemic',
    task: 'L-01',
    visit,
    occurrence,
    statement: 'done',
    evidence: filledIn(taskOf('L-01'), LIANPING),
  })
  expect([notHers.status, (await answered(notHers)).refusal]).toEqual([403, 'not_your_task'])
  const none = await post(principal, `${here}/sign-offs`, { playbook: 'epidemic', task: 'Z-99', visit: 1, statement: 'done' })
  expect([none.status, (await answered(none)).refusal]).toEqual([422, 'unknown_task'])
})

test('an event of another phase is refused, and one whose gate is closed lists what is missing', async () => {
  const wrong = await post(principal, `${here}/events`, { playbook: 'epidemic', event: 'SUBMIT_PLAN' })
  expect([wrong.status, (await answered(wrong)).refusal]).toEqual([409, 'wrong_phase'])
  const closed = await post(countyCommander, `${here}/events`, { playbook: 'epidemic', event: 'RATIFY', reason: '补批' })
  const { refusal, missing } = await answered(closed)
  expect([closed.status, refusal]).toEqual([409, 'gate_closed'])
  expect(first(missing).text).toMatch(/\p{Script=Han}/u)
})

test('the auditor reads all of it in the journal, in order, by whatever is asked for', async () => {
  const { items } = await city.read(auditor, `/api/v1/journal?unit=${LIANPING.code}`)
  const types = items.map(({ type }) => type)
  expect(types).toEqual(expect.arrayContaining(['event.sent', 'task.signed', 'sign_off.withdrawn']))
  expect(types.indexOf('event.sent')).toBeLessThan(types.indexOf('task.signed'))
  const byPrincipal = await city.read(auditor, '/api/v1/journal?actor=principal')
  expect(new Set(byPrincipal.items.map(({ actor }) => actor))).toEqual(new Set(['principal']))
  const withdrawal = first((await city.read(auditor, '/api/v1/journal?type=sign_off.withdrawn')).items)
  expect(withdrawal).toMatchObject({ unit: LIANPING.code, actor: 'principal', post: 'principal', texts: { reason: '人数填错' } })
  expect((await city.read(auditor, `/api/v1/journal?after=${withdrawal.seq}`)).items.every(({ seq }) => seq > withdrawal.seq)).toBe(true)
})

test('the situation of the county adds up', async () => {
  const situation = await city.read(cityCommander, `/api/v1/regions/${LINYI.code}/situation`)
  expect(situation).toMatchObject({ units: 4, byPhase: { 'lockdown.sealed': { units: 1, people: 700 } } })
  expect(situation.people).toBe(700 + 320 + 136 + 65)
  expect(situation.missingReports).toContainEqual({ code: TINGLAN.code, name: TINGLAN.name })
})

test('a list goes on where the page before it ended', async () => {
  const codes: string[] = []
  for (let cursor: string | null = ''; cursor !== null;) {
    const page = await city.read(cityCommander, `/api/v1/units?limit=2${cursor === '' ? '' : `&cursor=${cursor}`}`)
    codes.push(...page.items.map(({ code }) => code))
    cursor = page.next
  }
  expect(codes).toHaveLength(9)
  expect(new Set(codes).size).toBe(9)
})
