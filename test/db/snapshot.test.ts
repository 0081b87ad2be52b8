import { expect, test } from 'vitest'
import type { Database } from '../../db/connect.ts'
import { inSnapshot } from '../../db/snapshot.ts'
import { openDatabase } from '../databases.ts'

const note = (db: Database, name: string) => db.insertInto('setting').values({ name, value: '' }).execute()
const notes = async (db: Database) => (await db.selectFrom('setting').select('name').execute()).map(({ name }) => name)

test('whoever reads a snapshot sees nothing of what is written meanwhile, and everything afterwards', async () => {
  const { reader, writer } = await openDatabase()
  await note(writer, 'before')
  const seen = await inSnapshot(reader, async (snapshot) => {
    const first = await notes(snapshot)
    await note(writer, 'meanwhile')
    return [first, await notes(snapshot)]
  })
  expect(seen).toEqual([['before'], ['before']])
  expect(await notes(reader)).toEqual(['before', 'meanwhile'])
})
