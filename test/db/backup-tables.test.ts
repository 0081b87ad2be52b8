import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { BACKUP_TABLES, LEFT_OUT } from '../../db/backup-tables.ts'
import { readRows } from '../../db/backup-rows.ts'
import { openCast } from './cast.ts'

test('every table is in the backup, or left out for a reason', async () => {
  const db = await openCast()
  const tables = (await db.introspection.getTables()).map(({ name }) => name)
  const listed = [...BACKUP_TABLES.map(({ name }) => name), ...Object.keys(LEFT_OUT)]
  expect(listed.toSorted()).toEqual(tables.toSorted())
})

test('every table is read by its primary key, and comes after the tables that it refers to', async () => {
  const db = await openCast()
  for (const [index, { name, key }] of BACKUP_TABLES.entries()) {
    const { rows: columns } = await sql<{ name: string; pk: number }>`pragma table_info(${sql.table(name)})`.execute(db)
    const primary = columns.filter(({ pk }) => pk > 0).toSorted((a, b) => a.pk - b.pk)
    expect([name, ...key]).toEqual([name, ...primary.map((column) => column.name)])
    const { rows: references } = await sql<{ table: string }>`pragma foreign_key_list(${sql.table(name)})`.execute(db)
    const before = BACKUP_TABLES.slice(0, index).map((table) => table.name)
    expect(references.filter(({ table }) => !before.includes(table))).toEqual([])
  }
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
