import { expect, test } from 'vitest'
import { findOrder, listOrders, listOutcomes } from '../../db/orders.ts'
import { addOrder, addOutcome, addText, CITY, COUNTY, NIGHT, openCast, OTHER_CITY, OTHER_COUNTY, PRINCIPAL, PROVINCE } from './cast.ts'

const FIRST = { limit: 100, cursor: null }

test('an order says who gave it, why, and what became of it', async () => {
  const db = await openCast()
  await addOrder(db, 5, { facts: '{"count":3}' })
  await addText(db, 5, 'reason', '发现疑似病例')
  expect(await findOrder(db, COUNTY, 5)).toEqual({
    id: 5,
    playbook: 'epidemic',
    mode: 'actual',
    event: 'ORDER_LOCKDOWN',
    facts: { count: 3 },
    scope: { region: '140821' },
    reason: '发现疑似病例',
    document: '',
    issuedBy: { id: 'p-county', name: '王指挥', username: 'county' },
    issuedAt: NIGHT,
    unit: { code: '140821', name: '临猗县', path: '140000/140800/140821/' },
    status: 'settled',
    begun: true,
    counts: { matched: 2, changed: 1, unchanged: 0, refused: 1, pending: 0 },
    settledAt: NIGHT,
  })
})

test('while an order runs, what it is expected to match is still pending', async () => {
  const db = await openCast()
  await addOrder(db, 5, { status: 'running', settled_at: null, expected: 9, changed: 3, unchanged: 1, refused: 1 })
  await addOrder(db, 6, { status: 'running', settled_at: null, expected: 1, changed: 2, refused: 0 })
  expect((await findOrder(db, COUNTY, 5))?.counts).toEqual({ matched: 9, changed: 3, unchanged: 1, refused: 1, pending: 4 })
  expect((await findOrder(db, COUNTY, 6))?.counts).toMatchObject({ matched: 2, pending: 0 })
})

test('a settled order counts what it decided, not what was expected', async () => {
  const db = await openCast()
  await addOrder(db, 5, { expected: 9, changed: 3, unchanged: 1, refused: 1 })
  expect((await findOrder(db, COUNTY, 5))?.counts).toMatchObject({ matched: 5, pending: 0 })
})

test('an order is seen by its issuer, by those above, and by those whose school it decided', async () => {
  const db = await openCast()
  await addOrder(db, 5)
  await addOutcome(db, 5, 'lianping', 6)
  for (const viewer of [PROVINCE, CITY, COUNTY, PRINCIPAL]) expect((await findOrder(db, viewer, 5))?.id).toBe(5)
  for (const viewer of [OTHER_COUNTY, OTHER_CITY, { path: '' }]) expect(await findOrder(db, viewer, 5)).toBeNull()
  expect(await findOrder(db, PROVINCE, 6)).toBeNull()
})

test('an order of the city reaches the county in which it decided a school, and no other', async () => {
  const db = await openCast()
  await addOrder(db, 5, { unit: '140800', issued_by: 'p-city' })
  await addOrder(db, 8)
  await addOutcome(db, 5, 'yanhu', 6)
  expect((await listOrders(db, OTHER_COUNTY, 10)).map(({ id }) => id)).toEqual([5])
  expect((await listOrders(db, COUNTY, 10)).map(({ id }) => id)).toEqual([8])
  expect((await listOrders(db, CITY, 10)).map(({ id }) => id)).toEqual([8, 5])
  expect((await listOrders(db, CITY, 1)).map(({ id }) => id)).toEqual([8])
})

test('outcomes are listed by path, with what a closed gate missed, below the viewer only', async () => {
  const db = await openCast()
  const missing = [{ zh: '尚缺联合验收', en: 'no joint acceptance' }]
  await addOrder(db, 5, { unit: '140800' })
  await addOutcome(db, 5, 'lianping', 6)
  await addOutcome(db, 5, 'yanhu', 7, { result: 'refused', refusal: 'gate_closed', missing: JSON.stringify(missing) })
  await addOutcome(db, 5, 'heyuan', 8, { result: 'unchanged' })
  await addOutcome(db, 4, 'heyuan', 3)
  expect((await listOutcomes(db, CITY, 5, {}, FIRST)).items).toEqual([
    { unit: { code: 'yanhu', name: '砚湖初级中学' }, result: 'refused', refusal: 'gate_closed', missing, seq: 7 },
    { unit: { code: 'heyuan', name: '荷园_50%小学' }, result: 'unchanged', refusal: null, missing: [], seq: 8 },
    { unit: { code: 'lianping', name: '莲坪镇初级中学' }, result: 'changed', refusal: null, missing: [], seq: 6 },
  ])
  expect((await listOutcomes(db, CITY, 5, { result: 'refused' }, FIRST)).items.map(({ seq }) => seq)).toEqual([7])
  expect((await listOutcomes(db, COUNTY, 5, {}, FIRST)).items.map(({ seq }) => seq)).toEqual([8, 6])
  expect((await listOutcomes(db, OTHER_CITY, 5, {}, FIRST)).items).toEqual([])
})

test('page after page shows every outcome once', async () => {
  const db = await openCast()
  await addOrder(db, 5)
  for (const [index, code] of ['lianping', 'heyuan', 'yanhu'].entries()) await addOutcome(db, 5, code, 6 + index)
  const first = await listOutcomes(db, CITY, 5, {}, { limit: 2, cursor: null })
  const second = await listOutcomes(db, CITY, 5, {}, { limit: 2, cursor: first.next })
  expect([...first.items, ...second.items].map(({ unit }) => unit.code)).toEqual(['yanhu', 'heyuan', 'lianping'])
  expect(second.next).toBeNull()
})
