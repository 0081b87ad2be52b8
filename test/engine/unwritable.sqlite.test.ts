import { sql } from 'kysely'
import { expect, test, vi } from 'vitest'
import type { Database } from '../../db/connect.ts'
import { findOrder } from '../../db/orders.ts'
import { isUnwritable } from '../../db/unwritable.ts'
import { CITY, cityCommander, countyCommander, LINYI, local, YANHU, yanhuCommander } from '../world.ts'
import { manySchools, openCity, orderBy } from './city.ts'

vi.setConfig({ testTimeout: 30_000 })

const readOnly = (db: Database, on: boolean): Promise<unknown> => sql.raw(`pragma query_only = ${on ? 'on' : 'off'}`).execute(db)

test('while nothing can be written an order stands still, others are told so, and it goes on by itself afterwards', async () => {
  const city = await openCity({ units: [...CITY, ...manySchools(600, LINYI)] })
  const { writer, reader } = city.connections
  const order = await city.engine.issueOrder(orderBy(countyCommander, 'ORDER_CLOSE', { region: LINYI.code }), 'order')
  await readOnly(writer, true)
  const other = city.engine.issueOrder(orderBy(yanhuCommander, 'ORDER_CLOSE', { region: YANHU.code }), 'other')
  await expect(other).rejects.toSatisfy(isUnwritable)
  const id = 'id' in order ? order.id : 0
  expect((await findOrder(reader, cityCommander, id))?.status).toBe('running')
  await readOnly(writer, false)
  await city.engine.idle()
  expect((await findOrder(reader, cityCommander, id))?.counts).toMatchObject({ matched: 604, changed: 604, pending: 0 })
  expect(await city.differences()).toEqual([])
})

test('deadlines that pass while nothing can be written are recorded afterwards, once', async () => {
  const city = await openCity()
  const { writer } = city.connections
  const before = (await city.entries()).length
  await readOnly(writer, true)
  city.clock.advanceTo(local('2026-03-07 18:00'))
  await new Promise((resolve) => setTimeout(resolve, 100))
  expect(await city.entries()).toHaveLength(before)
  await readOnly(writer, false)
  await city.engine.idle()
  const fallen = (await city.entries()).slice(before).map(({ seq: _seq, ...entry }) => JSON.stringify(entry))
  expect(fallen.length).toBeGreaterThan(0)
  expect(new Set(fallen).size).toBe(fallen.length)
})

test.each(['SQLITE_FULL', 'SQLITE_BUSY', 'SQLITE_BUSY_SNAPSHOT', 'SQLITE_IOERR_FSYNC', 'SQLITE_READONLY', 'SQLITE_CANTOPEN'])(
  '%s says that the database cannot be written, also as the cause of another error',
  (code) => {
    const error = Object.assign(new Error('no'), { code })
    expect(isUnwritable(error)).toBe(true)
    expect(isUnwritable(new Error('signing in failed', { cause: error }))).toBe(true)
  },
)

test.each([new Error('a mistake in the program'), Object.assign(new Error('no'), { code: 'SQLITE_CONSTRAINT' }), 'SQLITE_FULL', undefined])(
  '%s says something else',
  (error) => {
    expect(isUnwritable(error)).toBe(false)
  },
)
