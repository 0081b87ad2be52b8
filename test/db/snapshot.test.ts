import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { connectSqlite, type Database } from '../../db/connect.ts'
import { migrate } from '../../db/migrate.ts'
import { inSnapshot } from '../../db/snapshot.ts'

async function openEmpty() {
  const folder = mkdtempSync(join(tmpdir(), 'fangxian-db-'))
  const connections = await connectSqlite(join(folder, 'one.sqlite'))
  onTestFinished(async () => {
    await connections.close()
    rmSync(folder, { recursive: true })
  })
  await migrate(connections.writer)
  return connections
}

const note = (db: Database, name: string) => db.insertInto('setting').values({ name, value: '' }).execute()
const notes = async (db: Database) => (await db.selectFrom('setting').select('name').execute()).map(({ name }) => name)

test('whoever reads a snapshot sees nothing of what is written meanwhile, and everything afterwards', async () => {
  const { reader, writer } = await openEmpty()
  await note(writer, 'before')
  const seen = await inSnapshot(reader, async (snapshot) => {
    const first = await notes(snapshot)
    await note(writer, 'meanwhile')
    return [first, await notes(snapshot)]
  })
  expect(seen).toEqual([['before'], ['before']])
  expect(await notes(reader)).toEqual(['before', 'meanwhile'])
})
