import { expect, test } from 'vitest'
import { AWAITING_COUNT } from '../../db/awaiting-count.ts'
import { appliedMigrations, migrate } from '../../db/migrate.ts'
import { readSetting, setSetting } from '../../db/settings.ts'
import { addResponse, UNITS } from '../db/cast.ts'
import { admin, countyCommander, LIANPING, LINYI, local, otherPrincipal, principal, TINGLAN } from '../world.ts'
import type { TestCity } from './city.ts'
import { eventBy, manySchools, openCity, orderBy, settle, signature } from './city.ts'
import { openFresh } from './restored.ts'

/** Two schools wait for their county, one of them since the clock last looked, and everybody's rows are as a version left them that counted none of it. */
async function countedLongAgo(city: TestCity): Promise<void> {
  await city.engine.execute(eventBy(principal, 'SEAL_PROVISIONALLY'), 'one')
  await city.engine.execute(eventBy(otherPrincipal, 'SEAL_PROVISIONALLY', { unit: TINGLAN.code }), 'two')
  city.clock.advanceTo(local('2026-03-07 22:30'))
  await city.engine.idle()
  await settle(city, orderBy(countyCommander, 'ORDER_LOCKDOWN', { units: [LIANPING.code] }), 'lockdown')
  // A refusal on record, and a school that was recorded anew, do not lead astray.
  const late = await city.engine.execute(signature(principal, 'U-03', 1), 'late')
  expect([late, (await city.entries()).at(-1)?.body.type]).toMatchObject([{ refusal: 'wrong_phase' }, 'command.refused'])
  const { id: _id, path: _path, ...tinglan } = TINGLAN
  await city.engine.recordUnits(admin, [{ ...tinglan, staff: 25 }])
  expect(await city.differences()).toEqual([])
  await city.connections.writer.updateTable('response').set({ awaiting: 0, awaiting_overdue: 0, overdue: 99 }).execute()
  await setSetting(city.connections.writer, AWAITING_COUNT, '0')
}

async function counted(city: TestCity): Promise<string | null> {
  return readSetting(city.connections.reader, AWAITING_COUNT)
}

test('what waits for a bureau is counted after the start at every response of an older database, once, and a replay agrees', async () => {
  const city = await openCity()
  await countedLongAgo(city)
  expect((await city.differences()).length).toBeGreaterThan(2)
  const before = (await city.entries()).length
  await city.restart()
  await city.engine.idle()
  expect(await city.differences()).toEqual([])
  expect([await counted(city), (await city.entries()).length]).toEqual([null, before])
  await city.connections.writer.updateTable('response').set({ awaiting: 7 }).execute()
  await city.restart()
  await city.engine.idle()
  expect((await city.differences()).length).toBeGreaterThan(2)
})

test('a process that dies in the middle is followed by one that carries on', async () => {
  const city = await openCity()
  await city.engine.recordUnits(
    admin,
    manySchools(300, LINYI).map(({ id: _id, path: _path, ...unit }) => unit),
  )
  await countedLongAgo(city)
  await city.restart()
  await city.crash()
  await city.engine.idle()
  expect(await city.differences()).toEqual([])
  expect(await counted(city)).toBeNull()
})

test('a database that has responses is marked by the migration; a new one is not', async () => {
  const older = await openFresh('0010-levels-above')
  await older.writer.insertInto('unit').values(UNITS).execute()
  await addResponse(older.writer, 'lianping')
  await migrate(older.writer)
  expect((await appliedMigrations(older.writer)).at(-1)).toBe('0012-awaiting-count')
  expect(await readSetting(older.reader, AWAITING_COUNT)).toBe('0')
  expect(await readSetting((await openFresh()).reader, AWAITING_COUNT)).toBeNull()
  expect(await counted(await openCity())).toBeNull()
})

test('a response that has had an entry meanwhile is counted as of that', async () => {
  const city = await openCity()
  await countedLongAgo(city)
  const sealed = await city.engine.execute(eventBy(countyCommander, 'UNSEAL'), 'meanwhile')
  expect(sealed).toHaveProperty('seq')
  await city.restart()
  await city.engine.idle()
  expect(await city.differences()).toEqual([])
})
