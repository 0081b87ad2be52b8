import { expect, test } from 'vitest'
import { concealedReports, concealmentsAt } from '../../db/concealments.ts'
import { situationReport } from '../../db/situation.ts'
import type { Actor } from '../../src/core/actor.ts'
import type { StateConcealment } from '../../src/core/command.ts'
import { auditor, cityCommander, countyCommander, inspector, LIANPING, LINYI, principal, SUNFLOWER, YANHU } from '../world.ts'
import { YANHU_SENIOR, yanhuCommander, YUNCHENG } from '../world.ts'
import { openCity } from './city.ts'

const DAY = '2026-03-06'

function statement(actor: Actor, more: Partial<StateConcealment> = {}): StateConcealment {
  const report = { task: 'N-02', date: DAY, caseSeq: null, grounds: '晨检本记发热 3 人，日报告为 0', document: '运督〔2026〕9 号' }
  return { kind: 'concealment', actor, unit: LIANPING.code, playbook: 'epidemic', mode: 'actual', ...report, ...more }
}

function withdrawal(actor: Actor, concealment: number) {
  const at = { unit: LIANPING.code, playbook: 'epidemic', mode: 'actual' }
  return { kind: 'concealmentWithdrawal', actor, ...at, concealment, reason: '数字系次日补记' } as const
}

test('a statement of concealment is told apart from the other faults, school by school and county by county', async () => {
  const city = await openCity()
  await city.engine.execute(statement(inspector), 'one')
  await city.engine.execute(statement(yanhuCommander, { unit: YANHU_SENIOR.code, task: 'U-02' }), 'two')
  await city.engine.execute(statement(inspector, { unit: SUNFLOWER.code, date: '2026-03-05' }), 'three')
  const { reader } = city.connections
  const named = await concealedReports(reader, cityCommander, YUNCHENG.code, DAY)
  expect(named.map(({ name, task, office, by }) => [name, task, office.name, by.id])).toEqual([
    [YANHU_SENIOR.name, 'U-02', YANHU.name, yanhuCommander.person],
    [LIANPING.name, 'N-02', YUNCHENG.name, inspector.person],
  ])
  const report = await situationReport(reader, cityCommander, YUNCHENG.code, { date: DAY })
  // Nobody has reported by 22:00, and that stays a fault of its own.
  expect(report?.faultyReports.filter(({ code }) => code === LIANPING.code)).toMatchObject([{ fault: 'missing' }])
  expect(report?.byRegion.map(({ unit, concealingSchools }) => [unit.code, concealingSchools])).toEqual([
    [YANHU.code, 1],
    [LINYI.code, 1],
  ])
  expect(await city.differences()).toEqual([])
})

test('the county sees its own schools, another none of them; school and auditor read what was stated', async () => {
  const city = await openCity()
  await city.engine.execute(statement(inspector), 'one')
  const { reader } = city.connections
  expect(await concealedReports(reader, countyCommander, LINYI.code, DAY)).toHaveLength(1)
  expect(await concealedReports(reader, yanhuCommander, LINYI.code, DAY)).toEqual([])
  expect(await concealmentsAt(reader, yanhuCommander, LIANPING.code)).toEqual([])
  for (const viewer of [principal, auditor])
    expect(await concealmentsAt(reader, viewer, LIANPING.code)).toMatchObject([{ office: { name: '运城市' }, withdrawnBy: null }])
})

test('stated twice with one key it is stated once; of a school out of reach nothing is said', async () => {
  const city = await openCity()
  const before = (await city.entries()).length
  const first = await city.engine.execute(statement(inspector), 'same')
  expect(await city.engine.execute(statement(inspector), 'same')).toEqual(first)
  expect(await city.engine.execute(statement(inspector, { grounds: '另一份' }), 'same')).toMatchObject({ refusal: 'idempotency_mismatch' })
  expect(await city.engine.execute(statement(inspector), 'other')).toMatchObject({ refusal: 'already_stated' })
  expect(await city.engine.execute(statement(yanhuCommander), 'outside')).toMatchObject({ refusal: 'unknown_unit' })
  expect(await city.entries()).toHaveLength(before + 1)
})

test('taken back, it is named no longer; both entries, the grounds and the reason stay, and survive a restart', async () => {
  const city = await openCity()
  const stated = await city.engine.execute(statement(inspector), 'one')
  const seq = 'seq' in stated ? stated.seq : 0
  await city.engine.execute(withdrawal(cityCommander, seq), 'back')
  await city.restart()
  const { reader } = city.connections
  expect(await concealedReports(reader, cityCommander, YUNCHENG.code, DAY)).toEqual([])
  expect(await concealmentsAt(reader, principal, LIANPING.code)).toMatchObject([{ seq, withdrawnBy: seq + 1 }])
  const texts = await reader
    .selectFrom('private_text')
    .select(['field', 'text'])
    .where('seq', '>=', seq)
    .orderBy('seq')
    .orderBy('field')
    .execute()
  expect(texts).toEqual([
    { field: 'document', text: '运督〔2026〕9 号' },
    { field: 'grounds', text: '晨检本记发热 3 人，日报告为 0' },
    { field: 'reason', text: '数字系次日补记' },
  ])
  expect(await city.differences()).toEqual([])
})

test('a replay finds a statement that was removed, altered or made up', async () => {
  const city = await openCity()
  await city.engine.execute(statement(inspector), 'one')
  const { writer } = city.connections
  const [row] = await writer.selectFrom('concealment').selectAll().execute()
  if (row === undefined) throw new Error('nothing was stated')
  await writer.updateTable('concealment').set({ office: '140821' }).execute()
  expect(await city.differences()).toMatchObject([{ table: 'concealment', field: 'office', stored: '140821', replayed: '140800' }])
  await writer.deleteFrom('concealment').execute()
  expect(await city.differences()).toMatchObject([{ table: 'concealment', field: '*', stored: null }])
  await writer
    .insertInto('concealment')
    .values([row, { ...row, seq: row.seq + 7 }])
    .execute()
  expect(await city.differences()).toMatchObject([{ table: 'concealment', field: '*', replayed: null }])
})
