import { expect, test } from 'vitest'
import type { Database } from '../../db/connect.ts'
import type { EntryFilter } from '../../db/journal.ts'
import { findEntry, listEntries, neighbours } from '../../db/journal.ts'
import { overlay, terms } from '../core/overlay/overlays.ts'
import {
  addEntry,
  addOrder,
  addOutcome,
  addSignOff,
  addText,
  CITY,
  COUNTY,
  NIGHT,
  openCast,
  OTHER_COUNTY,
  PRINCIPAL,
  UNITS,
} from './cast.ts'

const LATER = '2026-03-07T01:00:00.000Z'

/** 1-6 happen at schools, 7 is an order of the county for 莲坪, settled by 8, and 9 is an order of the city for 砚湖. */
async function openJournal(): Promise<Database> {
  const db = await openCast()
  await addEntry(db, 1, 'lianping', { type: 'response.opened', v: 1 }, { actor: 'engine', post: null })
  await addEntry(db, 2, 'heyuan', { type: 'event.sent', v: 1, event: 'REPORT_SUSPECTED' })
  await addEntry(db, 3, 'yanhu', { type: 'event.sent', v: 1, event: 'HOLD' }, { actor: 'p-city' })
  await addEntry(
    db,
    4,
    'lianping',
    { type: 'event.sent', v: 1, event: 'REPORT_SUSPECTED' },
    { actor: 'p-doctor', stands_in_for: 'reporter' },
  )
  await addEntry(db, 5, 'lianping', { type: 'task.signed', v: 1 }, { at: LATER })
  await addEntry(db, 6, 'lianping', { type: 'event.sent', v: 1, event: 'ORDER_LOCKDOWN', order: 7 }, { at: LATER, actor: 'p-county' })
  await addOrder(db, 7)
  await addOutcome(db, 7, 'lianping', 6)
  const counts = { changed: 1, matched: 1, order: 7, refused: 0, type: 'order.settled', unchanged: 0, v: 1 }
  await addEntry(db, 8, null, counts, { actor: 'engine', at: LATER })
  await addOrder(db, 9, { unit: '140800', issued_by: 'p-city', event: 'SET_TEACHING' })
  await addOutcome(db, 9, 'yanhu', 3)
  await addText(db, 4, 'facts.symptoms', '发热 39_2')
  await addText(db, 4, 'reason', null)
  return db
}

async function seqs(db: Database, viewer: { readonly path: string }, filter: Partial<EntryFilter>): Promise<readonly number[]> {
  return (await listEntries(db, viewer, { limit: 100, ...filter })).map(({ seq }) => seq)
}

test('an entry comes with the names of its unit and actor, and with its texts; an erased one is null', async () => {
  const db = await openJournal()
  expect(await findEntry(db, PRINCIPAL, 4)).toEqual({
    seq: 4,
    unit: { code: 'lianping', name: '莲坪镇初级中学', kind: 'junior' },
    playbook: 'epidemic',
    mode: 'actual',
    type: 'event.sent',
    actor: { id: 'p-doctor', name: '李校医', username: null },
    post: 'principal',
    standsInFor: 'reporter',
    at: NIGHT,
    body: { type: 'event.sent', v: 1, event: 'REPORT_SUSPECTED' },
    texts: { 'facts.symptoms': '发热 39_2', reason: null },
    overlays: [],
  })
})

test('an entry that names steps or fields of local additions comes with what these say', async () => {
  const db = await openJournal()
  const { unit, publishedAt, expiresAt } = overlay(90)
  const row = { terms: JSON.stringify(terms()), published_at: publishedAt, expires_at: expiresAt }
  const stands = { issued_by: 'p-county', withdrawn_by: null, status: 'in_force', cursor: '' }
  await db
    .insertInto('overlay')
    .values([
      { id: 90, unit, ...row, ...stands },
      { id: 91, unit, ...row, ...stands },
    ])
    .execute()
  await addEntry(db, 20, 'lianping', { type: 'task.signed', v: 1, task: 'X-90-1', evidence: {} })
  await addEntry(db, 21, 'lianping', { type: 'task.signed', v: 1, task: 'L-03', evidence: { 'X-91-2': 3 } })
  const entries = await listEntries(db, PRINCIPAL, { after: 19, limit: 5 })
  expect(entries.map(({ overlays }) => overlays.map(({ seq, title }) => [seq, title]))).toEqual([
    [[90, '临猗县封控期间补充要求']],
    [[91, '临猗县封控期间补充要求']],
  ])
})

test('what the engine did itself has no name', async () => {
  const db = await openJournal()
  expect((await findEntry(db, CITY, 1))?.actor).toEqual({ id: 'engine', name: null, username: null })
})

test('everybody sees the entries of their own units and of the orders that concern them', async () => {
  const db = await openJournal()
  expect(await seqs(db, CITY, {})).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9])
  expect(await seqs(db, COUNTY, {})).toEqual([1, 2, 4, 5, 6, 7, 8])
  expect(await seqs(db, PRINCIPAL, {})).toEqual([1, 4, 5, 6, 7, 8])
  expect(await seqs(db, OTHER_COUNTY, {})).toEqual([3, 9])
  expect(await seqs(db, { path: '' }, {})).toEqual([])
  expect(await findEntry(db, OTHER_COUNTY, 4)).toBeNull()
  expect(await findEntry(db, OTHER_COUNTY, 7)).toBeNull()
  expect(await findEntry(db, CITY, 10)).toBeNull()
})

test('in a large subtree the same is seen as in a small one', async () => {
  const db = await openJournal()
  const more = Array.from({ length: 30 }, (_, index) => ({
    ...UNITS[6],
    id: 100 + index,
    code: `more${index}`,
    path: `${COUNTY.path}more${index}/`,
  }))
  await db.insertInto('unit').values(more).execute()
  expect(await seqs(db, COUNTY, {})).toEqual([1, 2, 4, 5, 6, 7, 8])
  expect(await seqs(db, COUNTY, { descending: true, limit: 3 })).toEqual([8, 7, 6])
})

test('another order whose number only begins alike is not taken for it', async () => {
  const db = await openCast()
  await addOrder(db, 70, { unit: '140800', issued_by: 'p-city' })
  await addOrder(db, 7)
  await addEntry(db, 71, null, { changed: 0, matched: 0, order: 70, refused: 0, type: 'order.settled', unchanged: 0, v: 1 })
  expect(await seqs(db, COUNTY, {})).toEqual([7])
})

test('an entry that concerns neither a unit nor an order is shown to nobody here', async () => {
  const db = await openCast()
  await addEntry(db, 1, null, { type: 'person.recorded', v: 1, person: 'p-doctor' })
  expect(await seqs(db, CITY, {})).toEqual([])
})

test('the journal is narrowed to a unit or to a region, which must lie below the viewer', async () => {
  const db = await openJournal()
  expect(await seqs(db, CITY, { unit: 'lianping' })).toEqual([1, 4, 5, 6])
  expect(await seqs(db, CITY, { region: '140821' })).toEqual([1, 2, 4, 5, 6, 7, 8])
  expect(await seqs(db, CITY, { region: '140802' })).toEqual([3, 9])
  expect(await seqs(db, CITY, { region: '140802', unit: 'lianping' })).toEqual([])
  expect(await seqs(db, COUNTY, { unit: 'yanhu' })).toEqual([])
  expect(await seqs(db, COUNTY, { region: '140800' })).toEqual([])
})

test('the journal is narrowed to an actor, a type, an event and a time', async () => {
  const db = await openJournal()
  expect(await seqs(db, CITY, { actor: 'p-city' })).toEqual([3, 9])
  expect(await seqs(db, CITY, { type: 'task.signed' })).toEqual([5])
  expect(await seqs(db, CITY, { event: 'ORDER_LOCKDOWN' })).toEqual([6, 7])
  expect(await seqs(db, CITY, { event: 'ORDER' })).toEqual([])
  expect(await seqs(db, CITY, { event: '%' })).toEqual([])
  expect(await seqs(db, CITY, { from: LATER, region: '140821' })).toEqual([5, 6, 8])
  expect(await seqs(db, CITY, { to: LATER, region: '140821' })).toEqual([1, 2, 4, 7])
})

test('a search looks into texts and names of units, literally', async () => {
  const db = await openJournal()
  expect(await seqs(db, CITY, { q: '39_2' })).toEqual([4])
  expect(await seqs(db, CITY, { q: '3__2' })).toEqual([])
  expect(await seqs(db, CITY, { q: '砚湖' })).toEqual([3])
  expect(await seqs(db, COUNTY, { q: '砚湖' })).toEqual([])
})

test('one page of entries follows the other in both directions', async () => {
  const db = await openJournal()
  expect(await seqs(db, COUNTY, { limit: 3 })).toEqual([1, 2, 4])
  expect(await seqs(db, COUNTY, { limit: 3, after: 4 })).toEqual([5, 6, 7])
  expect(await seqs(db, COUNTY, { limit: 3, descending: true, before: 5 })).toEqual([4, 2, 1])
})

test('beside an entry stand those of the same unit', async () => {
  const db = await openJournal()
  const beside = async (viewer: { readonly path: string }, seq: number, unit: string | null) => {
    const { previous, next } = await neighbours(db, viewer, { seq, unit: unit === null ? null : { code: unit, name: '', kind: 'junior' } })
    return [previous?.seq ?? null, next?.seq ?? null]
  }
  expect(await beside(CITY, 4, 'lianping')).toEqual([1, 5])
  expect(await beside(CITY, 1, 'lianping')).toEqual([null, 4])
  expect(await beside(CITY, 3, 'yanhu')).toEqual([null, null])
  expect(await beside(CITY, 7, null)).toEqual([null, null])
  expect(await beside(OTHER_COUNTY, 4, 'lianping')).toEqual([null, null])
})

test('what was written into an evidence form is neither read nor found by searching from above, except by an auditor', async () => {
  const db = await openCast()
  await addSignOff(db, 3, 'lianping', 'L-03')
  await addEntry(db, 3, 'lianping', { type: 'task.signed', v: 1, task: 'L-03' })
  await addText(db, 3, 'evidence.names', '张三、李四')
  const found = async (viewer: typeof COUNTY & { readonly role?: 'auditor' }): Promise<readonly unknown[]> =>
    (await listEntries(db, viewer, { q: '李四', limit: 10 })).map(({ texts }) => texts)
  expect(await found(COUNTY)).toEqual([])
  expect(await found({ ...COUNTY, role: 'auditor' })).toEqual([{ 'evidence.names': '张三、李四' }])
  expect((await listEntries(db, COUNTY, { type: 'task.signed', limit: 10 })).map(({ texts }) => texts)).toEqual([{}])
  expect((await listEntries(db, PRINCIPAL, { type: 'task.signed', limit: 10 })).map(({ texts }) => texts)).toEqual([
    { 'evidence.names': '张三、李四' },
  ])
})
