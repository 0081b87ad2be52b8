import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Database } from '../../db/connect.ts'
import type { SignOff } from '../../src/core/command.ts'
import { countyCommander, dutyLeader, LIANPING, TINGLAN } from '../world.ts'
import type { TestCity } from './city.ts'
import { foundCity, openCity, orderBy, signature } from './city.ts'

/** A city in which one school was sealed and a step signed with a note. */
async function cityWithNote(): Promise<{ city: TestCity; db: Database; seq: number }> {
  const city = await openCity()
  await city.engine.issueOrder(orderBy(countyCommander, 'ORDER_LOCKDOWN', { units: [LIANPING.code] }), 'order')
  await city.engine.idle()
  const visit = (await city.responseOf(LIANPING)).visits['control.lockdown']?.seq ?? 0
  const signed: SignOff = signature(dutyLeader, 'L-04', visit, { note: '三号楼王同学家长未接电话' })
  const answer = await city.engine.execute(signed, 'sign')
  return { city, db: city.connections.writer, seq: 'seq' in answer ? answer.seq : 0 }
}

/** Somebody at the database itself, past the program. */
async function attempt(db: Database, statement: string): Promise<string> {
  return sql
    .raw(statement)
    .execute(db)
    .then(
      () => 'done',
      (error: unknown) => (error instanceof Error ? error.message : 'refused'),
    )
}

describe('the journal refuses, in the database itself,', () => {
  let city: TestCity
  beforeAll(async () => {
    city = await foundCity()
  })
  afterAll(() => city.close())

  test.each([
    ['a change', "update journal set actor = 'somebody' where seq = 3"],
    ['a change of nothing', 'update journal set seq = seq where seq = 3'],
    ['a change of the number', 'update journal set seq = 99999 where seq = 3'],
    ['the removal of an entry', 'delete from journal where seq = 3'],
    ['the removal of all', 'delete from journal'],
    ['an insert over an entry', "insert or replace into journal (seq, type, actor, at, body) values (3, 'x', 'x', 'x', '{}')"],
    ['replace', "replace into journal (seq, type, actor, at, body) values (3, 'x', 'x', 'x', '{}')"],
    ['an insert that ignores what is there', "insert into journal (seq, type, actor, at, body) values (3, 'x', 'x', 'x', '{}')"],
    [
      'an upsert',
      "insert into journal (seq, type, actor, at, body) values (3, 'x', 'x', 'x', '{}') on conflict (seq) do update set actor = 'x'",
    ],
    ['an update that replaces', 'update or replace journal set seq = 4 where seq = 3'],
  ])('%s', async (_, statement) => {
    const before = await city.entries()
    expect(await attempt(city.connections.writer, statement)).toMatch(/append-only/)
    expect(await city.entries()).toEqual(before)
  })
})

describe('a private text', () => {
  test('may be erased: the entry, its proof and the replay stay whole', async () => {
    const { city, db, seq } = await cityWithNote()
    expect(await attempt(db, `update private_text set text = null where seq = ${seq}`)).toBe('done')
    expect(await city.differences()).toEqual([])
  })

  test.each([
    ['written anew', "set text = '家长已接电话'"],
    ['moved to another entry', 'set seq = 1, text = null'],
    ['put under another name', "set field = 'reason', text = null"],
    ['given another salt', "set salt = '00', text = null"],
  ])('cannot be %s', async (_, change) => {
    const { city, db, seq } = await cityWithNote()
    expect(await attempt(db, `update private_text ${change} where seq = ${seq}`)).toMatch(/append-only/)
    expect(await city.differences()).toEqual([])
  })

  test('cannot be removed or overwritten, erased or not', async () => {
    const { city, db, seq } = await cityWithNote()
    expect(await attempt(db, `delete from private_text where seq = ${seq}`)).toMatch(/append-only/)
    expect(await attempt(db, `insert or replace into private_text (seq, field, salt, text) values (${seq}, 'note', '00', '改')`)).toMatch(
      /append-only/,
    )
    await attempt(db, `update private_text set text = null where seq = ${seq}`)
    expect(await attempt(db, `update private_text set text = '又写回来' where seq = ${seq}`)).toMatch(/append-only/)
    expect(await city.differences()).toEqual([])
  })
})

describe('whoever gets past the triggers is found out by a replay:', () => {
  test.each([
    ['a text that was altered', 'private_text', "update private_text set text = '家长已接电话' where text like '三号楼%'"],
    ['a text that was removed', 'private_text', "delete from private_text where text like '三号楼%'"],
    ['a text that was added', 'private_text', "insert into private_text (seq, field, salt, text) values (2, 'note', '00', '补记')"],
    ['a signature whose figures were altered', 'sign_off', `update sign_off set evidence = '{"atHome":0}'`],
    ['a signature that was removed', 'sign_off', 'delete from sign_off'],
    ['a phase that was altered', 'response', "update response set phase = 'normal.inTerm'"],
    ['a deadline that was put off', 'response', "update response set next_wake_at = '2099-01-01T00:00:00.000Z'"],
    ['an outcome that was removed', 'order_outcome', 'delete from order_outcome'],
    ['an outcome that was altered', 'order_outcome', "update order_outcome set result = 'refused'"],
    ['counts of an order that were altered', 'orders', 'update orders set changed = 47'],
    ['an order that was removed', 'orders', 'delete from orders'],
    ['a roster that was altered', 'unit', 'update unit set staff = 1 where boarders > 0'],
    ['a person who was given another post', 'person', `update person set posts = '["principal"]' where id = 'doctor'`],
    ['an entry that was removed', 'journal', 'delete from journal where seq = 9'],
    ['a tail that was cut off', 'counter', 'delete from journal where seq = (select max(seq) from journal)'],
  ])('%s', async (_, table, statement) => {
    const { city, db } = await cityWithNote()
    expect(await city.differences()).toEqual([])
    for (const trigger of ['journal_no_delete', 'private_text_erase_only', 'private_text_no_delete'])
      await attempt(db, `drop trigger ${trigger}`)
    expect(await attempt(db, statement)).toBe('done')
    expect((await city.differences()).map((difference) => difference.table)).toContain(table)
  })
})

describe('the database', () => {
  test('promises durability: full synchronisation, write-ahead log, triggers that see replacements', async () => {
    const city = await openCity()
    for (const db of [city.connections.writer, city.connections.reader]) {
      const read = async (pragma: string): Promise<unknown> => {
        const { rows } = await sql<Record<string, unknown>>`${sql.raw(`pragma ${pragma}`)}`.execute(db)
        return Object.values(rows[0] ?? {})[0]
      }
      expect([await read('journal_mode'), await read('synchronous'), await read('recursive_triggers'), await read('foreign_keys')]).toEqual(
        ['wal', 2, 1, 1],
      )
    }
  })

  test('holds no note, name or reason in the hashed body of any entry', async () => {
    const { city } = await cityWithNote()
    const bodies = (await city.entries()).map(({ body }) => JSON.stringify(body)).join('\n')
    for (const personal of ['三号楼', '同志', '市指挥部令']) expect(bodies).not.toContain(personal)
    expect((await city.responseOf(TINGLAN)).phase).toBe('normal.inTerm')
  })
})
