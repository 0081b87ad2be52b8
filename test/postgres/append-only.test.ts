import { sql } from 'kysely'
import { Client } from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { grantServer } from '../../db/grant.ts'
import type { TestCity } from '../engine/city.ts'
import { foundCity, openCity, orderBy, signature } from '../engine/city.ts'
import { countyCommander, dutyLeader, LIANPING } from '../world.ts'

let city: TestCity
let month = ''

beforeAll(async () => {
  city = await foundCity()
  await city.engine.issueOrder(orderBy(countyCommander, 'ORDER_LOCKDOWN', { units: [LIANPING.code] }), 'order')
  await city.engine.idle()
  const visit = (await city.responseOf(LIANPING)).visits['control.lockdown']?.seq ?? 0
  await city.engine.execute(signature(dutyLeader, 'L-04', visit, { note: '三号楼王同学家长未接电话' }), 'sign')
  month = `journal_${(await city.entries())[0]?.at.slice(0, 7).replace('-', '_')}`
})
afterAll(() => city.close())

/** Somebody at the database itself, past the program. */
async function attempt(statement: string): Promise<string> {
  return sql
    .raw(statement.replaceAll('MONTH', month))
    .execute(city.connections.writer)
    .then(
      () => 'done',
      (error: unknown) => (error instanceof Error ? error.message : 'refused'),
    )
}

const ROW = "(seq, type, actor, at, body) values (3, 'x', 'x', '2026-03-06T00:00:00.000Z', '{}')"

describe('the journal refuses, in the database itself,', () => {
  test.each([
    ['a change', "update journal set actor = 'somebody' where seq = 3"],
    ['a change of nothing', 'update journal set seq = seq where seq = 3'],
    ['a change of the month it lies in', "update journal set at = '2021-01-01' where seq = 3"],
    ['the removal of an entry', 'delete from journal where seq = 3'],
    ['the removal of all', 'delete from journal'],
    ['being emptied', 'truncate journal'],
    ['a change of one of its months', "update MONTH set actor = 'somebody' where seq = 3"],
    ['a removal from one of its months', 'delete from MONTH where seq = 3'],
    ['one of its months being emptied', 'truncate MONTH'],
    ['an insert over an entry', `insert into journal ${ROW}`],
    ['an insert over an entry into one of its months', `insert into MONTH ${ROW}`],
    ['the removal of the numbers taken', 'delete from journal_key'],
    ['the numbers taken being emptied', 'truncate journal_key'],
  ])('%s', async (_, statement) => {
    const before = await city.entries()
    expect(await attempt(statement)).toMatch(/append-only|journal_key_pkey|cannot be changed onto itself/)
    expect(await city.entries()).toEqual(before)
  })
})

test.each([
  ['written anew', "update private_text set text = '家长已接电话'"],
  ['given another salt', "update private_text set salt = '00', text = null"],
  ['removed', 'delete from private_text'],
  ['emptied', 'truncate private_text'],
])('a private text cannot be %s', async (_, statement) => {
  expect(await attempt(statement)).toMatch(/append-only/)
  expect(await city.differences()).toEqual([])
})

test('a private text may be erased: the entry and the replay stay whole', async () => {
  const own = await openCity()
  await own.engine.issueOrder(orderBy(countyCommander, 'ORDER_LOCKDOWN', { units: [LIANPING.code] }), 'order')
  await own.engine.idle()
  await sql`update private_text set text = null where field = 'reason'`.execute(own.connections.writer)
  expect(await own.differences()).toEqual([])
})

test.each([
  ['a text that was altered', "update private_text set text = '家长已接电话' where text like '三号楼%'"],
  ['a signature whose figures were altered', `update sign_off set evidence = '{"atHome":0}'`],
  ['an entry that was removed', 'delete from journal where seq = 9'],
  ['a tail that was cut off', 'delete from journal where seq = (select max(seq) from journal)'],
])('whoever owns the tables and gets past the triggers is found out by a replay: %s', async (_, statement) => {
  const own = await openCity()
  const db = own.connections.writer
  await own.engine.issueOrder(orderBy(countyCommander, 'ORDER_LOCKDOWN', { units: [LIANPING.code] }), 'order')
  await own.engine.idle()
  const visit = (await own.responseOf(LIANPING)).visits['control.lockdown']?.seq ?? 0
  await own.engine.execute(signature(dutyLeader, 'L-04', visit, { note: '三号楼王同学家长未接电话' }), 'sign')
  expect(await own.differences()).toEqual([])
  await sql`alter table journal disable trigger user`.execute(db)
  await sql`alter table private_text disable trigger user`.execute(db)
  await sql.raw(statement).execute(db)
  expect(await own.differences()).not.toEqual([])
})

test('a server with an account of its own can do its work and cannot get past the triggers', async () => {
  const { place } = city
  const url = new URL('url' in place ? place.url : '')
  await sql`create role journal_server login password 'only-for-tests'`.execute(city.connections.writer)
  await grantServer(city.connections.writer, 'journal_server')
  url.username = 'journal_server'
  const client = new Client({ connectionString: url.href })
  await client.connect()
  const tried = async (statement: string): Promise<string> =>
    client.query(statement).then(
      () => 'done',
      (error: unknown) => (error instanceof Error ? error.message : 'refused'),
    )
  for (const statement of [
    'update journal set seq = seq',
    'delete from journal',
    'truncate journal',
    'alter table journal disable trigger user',
    'drop table journal',
    'delete from private_text',
    "update private_text set salt = 'x'",
  ])
    expect(`${statement}: ${await tried(statement)}`).toMatch(/permission denied|must be owner/)
  for (const table of ['calendar_change', 'overlay', 'assignment', 'playbook_move', 'orders'])
    expect(`${table}: ${await tried(`update ${table} set cursor = cursor`)}`).toBe(`${table}: done`)
  expect(await tried('delete from calendar')).toBe('done')
  expect(await tried("select journal_month('2031-01')")).toBe('done')
  expect(await tried("insert into journal (seq, type, actor, at, body) values (99999, 'x', 'x', '2031-01-01', '{}')")).toBe('done')
  await client.end()
  await sql`drop owned by journal_server`.execute(city.connections.writer)
  await sql`drop role journal_server`.execute(city.connections.writer)
})
