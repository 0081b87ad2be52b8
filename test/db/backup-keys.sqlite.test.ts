import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { BACKUP_TABLES } from '../../db/backup-tables.ts'
import { openCast } from './cast.ts'

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
