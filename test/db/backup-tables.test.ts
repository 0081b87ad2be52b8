import { expect, test } from 'vitest'
import { BACKUP_TABLES, LEFT_OUT } from '../../db/backup-tables.ts'
import { dialectOf } from '../../db/dialect.ts'
import { readRows } from '../../db/backup-rows.ts'
import { openCast } from './cast.ts'

test('every table is in the backup, or left out for a reason', async () => {
  const db = await openCast()
  const all = (await db.introspection.getTables()).map(({ name }) => name)
  // The months of the journal are read through it.
  const tables = all.filter((name) => !/^journal_\d/.test(name))
  const listed = [...BACKUP_TABLES.map(({ name }) => name), ...Object.keys(LEFT_OUT)]
  const here = dialectOf(db) === 'postgres' ? listed : listed.filter((name) => name !== 'journal_key')
  expect(here.toSorted()).toEqual(tables.toSorted())
})

test.each([0, 1, 999, 1_000, 1_001, 2_500])('of %i rows each is read once, in order of the key', async (count) => {
  const db = await openCast()
  const texts = Array.from({ length: count }, (_, index) => {
    return { seq: Math.ceil((index + 1) / 7), field: `f${(index % 7) + 1}`, salt: '00', text: '甲' }
  })
  if (count > 0) await db.insertInto('private_text').values(texts.toReversed()).execute()
  const read: unknown[] = []
  for await (const rows of readRows(db, { name: 'private_text', key: ['seq', 'field'] })) read.push(...rows)
  expect(read).toEqual(texts)
})
