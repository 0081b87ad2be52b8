import { sql } from 'kysely'
import { Client } from 'pg'
import { expect, onTestFinished, test } from 'vitest'
import type { TestCity } from '../engine/city.ts'
import { eventBy, openCity } from '../engine/city.ts'
import { countyCommander, LIANPING } from '../world.ts'

test('a command that waits for one who waits for it is done all the same, once', async () => {
  const city = await openCity()
  const other = await strangerIn(city)
  await other.query('begin')
  await other.query('select * from counter for update')
  const command = city.engine.execute(eventBy(countyCommander, 'ORDER_CLOSE'), 'close')
  await untilSomebodyWaits(other)
  // Now each holds what the other wants; PostgreSQL ends the one that finds it out, which is never this one.
  const deadlocks = await deadlocksSeen(other)
  await other.query('select * from response where unit_id = (select id from unit where code = $1) for update', [LIANPING.code])
  await other.query('commit')
  expect(await command).toMatchObject({ seq: expect.any(Number) })
  await expect.poll(() => deadlocksSeen(other)).toBe(deadlocks + 1)
  expect((await city.responseOf(LIANPING)).phase).toBe('lockdown.closed')
  expect((await city.entries()).filter(({ body }) => body.type === 'event.sent')).toHaveLength(1)
  expect(await city.differences()).toEqual([])
})

test('connections that are cut while nobody asks anything of them, or in the middle of a transaction, end no process', async () => {
  const city = await openCity()
  const other = await strangerIn(city)
  const uncaught: unknown[] = []
  const note = (error: unknown): void => void uncaught.push(error)
  process.prependListener('uncaughtException', note)
  onTestFinished(() => void process.off('uncaughtException', note))
  const { writer, reader, reports } = city.connections
  for (const connection of [writer, reader, reports]) await sql`select 1`.execute(connection)
  const held = writer.connection().execute(async (connection) => {
    await sql`begin`.execute(connection)
    await cutAll(other)
    await sql`select 1`.execute(connection)
  })
  await expect(held).rejects.toThrow(/terminat|closed|not queryable/i)
  for (const connection of [writer, reader, reports]) {
    expect((await sql<{ one: number }>`select 1 as one`.execute(connection)).rows).toEqual([{ one: 1 }])
  }
  expect(await city.engine.execute(eventBy(countyCommander, 'ORDER_CLOSE'), 'close')).toHaveProperty('seq')
  expect(uncaught).toEqual([])
})

/** Somebody else at the same database, who waits for a lock without ever looking whether it can come. */
async function strangerIn({ place }: TestCity): Promise<Client> {
  const client = new Client({ connectionString: 'url' in place ? place.url : '', options: '-c deadlock_timeout=1h' })
  await client.connect()
  onTestFinished(() => client.end())
  return client
}

async function untilSomebodyWaits(other: Client): Promise<void> {
  const waiting = async () => (await other.query(`select pid from pg_locks where not granted and pid <> pg_backend_pid()`)).rows.length
  await expect.poll(waiting, { timeout: 10_000 }).toBeGreaterThan(0)
}

async function deadlocksSeen(other: Client): Promise<number> {
  const { rows } = await other.query<{ deadlocks: string }>('select deadlocks from pg_stat_database where datname = current_database()')
  return Number(rows[0]?.deadlocks)
}

/** Cuts every connection but this one, and waits until each is gone and its other end has heard of it. */
async function cutAll(other: Client): Promise<void> {
  await other.query(
    `select pg_terminate_backend(pid, 5000) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()`,
  )
  await new Promise((resolve) => setTimeout(resolve, 100))
}
