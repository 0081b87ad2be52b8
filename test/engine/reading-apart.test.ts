import { sql } from 'kysely'
import { expect, test } from 'vitest'
import type { Database } from '../../db/connect.ts'
import { inSnapshot } from '../../db/snapshot.ts'
import { countyCommander } from '../world.ts'
import { eventBy, openCity } from './city.ts'

/** Some seconds of work for one processor. */
async function longReport(db: Database): Promise<unknown> {
  const { rows } =
    await sql`with recursive n(i) as (select 1 union all select i + 1 from n where i < 3000000) select max(i) as most from n`.execute(db)
  return rows
}

test('while a long report is made, an event is accepted, on disk and answered', async () => {
  const city = await openCity()
  await city.engine.idle()
  let isMade = false
  const report = longReport(city.connections.reports).finally(() => {
    isMade = true
  })
  const answer = await city.engine.execute(eventBy(countyCommander, 'ORDER_LOCKDOWN'), 'key')
  expect([answer, isMade]).toEqual([expect.objectContaining({ phase: 'lockdown.sealed' }), false])
  expect(await report).toEqual([{ most: 3_000_000 }])
})

test('reports are read at the same time, more of them than there are hands, and each is answered', async () => {
  const { reports } = (await openCity()).connections
  const asked = Array.from({ length: 12 }, (_, index) => sql<{ n: number }>`select cast(${index} as integer) as n`.execute(reports))
  expect((await Promise.all(asked)).map(({ rows }) => rows[0]?.n)).toEqual(Array.from({ length: 12 }, (_, index) => index))
})

test('who reads reports can change nothing', async () => {
  const { reports, reader } = (await openCity()).connections
  const before = await reader.selectFrom('setting').selectAll().execute()
  await expect(reports.insertInto('setting').values({ name: 'x', value: 'y' }).execute()).rejects.toThrow(/read-?only/)
  expect(await reader.selectFrom('setting').selectAll().execute()).toEqual(before)
})

test('a question that is wrong is answered with what is wrong, and the next one is answered', async () => {
  const { reports } = (await openCity()).connections
  await expect(sql`select word from nowhere`.execute(reports)).rejects.toThrow(/nowhere/)
  await expect(inSnapshot(reports, (snapshot) => sql`select word from nowhere`.execute(snapshot))).rejects.toThrow(/nowhere/)
  expect((await sql<{ n: number }>`select 1 as n`.execute(reports)).rows).toEqual([{ n: 1 }])
})
