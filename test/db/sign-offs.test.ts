import { expect, test } from 'vitest'
import { signOffsOf } from '../../db/sign-offs.ts'
import { addEntry, addSignOff, addText, COUNTY, NIGHT, openCast, OTHER_COUNTY, PRINCIPAL } from './cast.ts'

const LATER = '2026-03-07T01:00:00.000Z'

test('a signature says who signed, in which post, for whom, and what was stated', async () => {
  const db = await openCast()
  await addSignOff(db, 3, 'lianping', 'L-03', {
    evidence: '{"unreached":2}',
    actor: 'p-principal',
    post: 'dutyLeader',
    stand_in: 1,
    late: 1,
    occurrence: 'first',
  })
  await addText(db, 3, 'evidence.place', '宿舍楼')
  await addText(db, 3, 'evidence.names', null)
  await addText(db, 3, 'note', '两人仍在联系')
  expect(await signOffsOf(db, PRINCIPAL, 'lianping')).toEqual([
    {
      seq: 3,
      task: 'L-03',
      visit: 1,
      occurrence: 'first',
      statement: 'done',
      evidence: { unreached: 2 },
      texts: { place: '宿舍楼', names: null },
      note: '两人仍在联系',
      files: [],
      by: { id: 'p-principal', name: '张校长', username: 'principal' },
      post: 'dutyLeader',
      standIn: true,
      at: NIGHT,
      late: true,
      complete: true,
      withdrawn: null,
    },
  ])
})

test('a withdrawn signature stays, with who withdrew it, when and why', async () => {
  const db = await openCast()
  await addSignOff(db, 3, 'lianping', 'L-03', { withdrawn_by: 9 })
  await addEntry(db, 9, 'lianping', { type: 'sign_off.withdrawn', v: 1, signOff: 3 }, { at: LATER })
  await addText(db, 9, 'reason', '漏数一间宿舍')
  const [signature] = await signOffsOf(db, PRINCIPAL, 'lianping')
  expect(signature).toMatchObject({ seq: 3, by: { name: '李校医' }, standIn: false, late: false, note: null })
  expect(signature?.withdrawn).toEqual({
    seq: 9,
    by: { id: 'p-principal', name: '张校长', username: 'principal' },
    at: LATER,
    reason: '漏数一间宿舍',
  })
})

test('the history is narrowed to a task and a visit, the newest first', async () => {
  const db = await openCast()
  await addSignOff(db, 3, 'lianping', 'L-03', { complete: 0 })
  await addSignOff(db, 4, 'lianping', 'L-03')
  await addSignOff(db, 5, 'lianping', 'L-04')
  await addSignOff(db, 6, 'lianping', 'L-03', { visit: 2 })
  const seqs = async (filter: Parameters<typeof signOffsOf>[3]) => (await signOffsOf(db, COUNTY, 'lianping', filter)).map(({ seq }) => seq)
  expect(await seqs({})).toEqual([6, 5, 4, 3])
  expect(await seqs({ task: 'L-03' })).toEqual([6, 4, 3])
  expect(await seqs({ task: 'L-03', visit: 1 })).toEqual([4, 3])
  expect(await seqs({ limit: 2 })).toEqual([6, 5])
})

test('neither another school, another county nor a drill is mixed in', async () => {
  const db = await openCast()
  await addSignOff(db, 3, 'lianping', 'L-03')
  await addSignOff(db, 4, 'heyuan', 'L-03')
  await addSignOff(db, 5, 'lianping', 'L-03', { mode: 'drill-1' })
  await addSignOff(db, 6, 'lianping', 'F-01', { playbook: 'flood' })
  expect((await signOffsOf(db, COUNTY, 'lianping')).map(({ seq }) => seq)).toEqual([3])
  expect((await signOffsOf(db, COUNTY, 'lianping', { mode: 'drill-1' })).map(({ seq }) => seq)).toEqual([5])
  expect((await signOffsOf(db, COUNTY, 'lianping', { playbook: 'flood' })).map(({ seq }) => seq)).toEqual([6])
  expect(await signOffsOf(db, OTHER_COUNTY, 'lianping')).toEqual([])
})

test('counts travel up, names stay in the school; an auditor reads on what evidence was signed', async () => {
  const db = await openCast()
  await addSignOff(db, 3, 'lianping', 'L-03', { evidence: '{"unreached":2}' })
  await addText(db, 3, 'evidence.names', '张三、李四')
  await addText(db, 3, 'note', '两人仍在联系')
  const [seen] = await signOffsOf(db, COUNTY, 'lianping')
  expect(seen).toMatchObject({ evidence: { unreached: 2 }, texts: {}, note: '两人仍在联系' })
  const [audited] = await signOffsOf(db, { ...COUNTY, role: 'auditor' }, 'lianping')
  expect(audited?.texts).toEqual({ names: '张三、李四' })
})
