import { expect, test } from 'vitest'
import type { Database } from '../../db/connect.ts'
import { holdLease, LeaseLost, releaseLease, takeLease } from '../../db/lease.ts'
import { inTransaction } from '../../db/transaction.ts'
import { openDatabase } from '../databases.ts'

const DUTY = 'clock and orders'
const wait = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms))

test('one process holds the duty at a time, lengthens it, and gives it up at once when it ends', async () => {
  const { writer } = await openDatabase()
  const first = await takeLease(writer, DUTY, 'first', 5_000)
  expect(first).toEqual({ name: DUTY, holder: 'first', token: 1 })
  expect(await takeLease(writer, DUTY, 'second', 5_000)).toBeNull()
  expect(await takeLease(writer, DUTY, 'first', 5_000)).toEqual(first)
  await releaseLease(writer, { name: DUTY, holder: 'first', token: 1 })
  expect(await takeLease(writer, DUTY, 'second', 5_000)).toEqual({ name: DUTY, holder: 'second', token: 2 })
})

test('a process that stalled until its lease ran out and was taken over can do nothing under it any more', async () => {
  const { writer } = await openDatabase()
  const stalled = await takeLease(writer, DUTY, 'stalled', 50)
  await wait(100)
  const other = await takeLease(writer, DUTY, 'other', 5_000)
  expect([stalled?.token, other?.token]).toEqual([1, 2])
  const act = inTransaction(writer, async (trx) => {
    await holdLease(trx, { name: DUTY, holder: 'stalled', token: 1 })
    await write(trx, 'stalled')
  })
  await expect(act).rejects.toThrow(LeaseLost)
  expect(await written(writer)).toEqual([])
})

test('nobody takes a lease over in the middle of what is done under it, even when it has run out', async () => {
  const { writer } = await openDatabase()
  await takeLease(writer, DUTY, 'slow', 50)
  const order: string[] = []
  const held = Promise.withResolvers<void>()
  const slow = inTransaction(writer, async (trx) => {
    await holdLease(trx, { name: DUTY, holder: 'slow', token: 1 })
    held.resolve()
    await wait(300)
    await write(trx, 'slow')
    order.push('slow is done')
  })
  await held.promise
  const taken = takeLease(writer, DUTY, 'other', 5_000).then((lease) => order.push(`taken over with ${lease?.token}`))
  await Promise.all([slow, taken])
  expect(order).toEqual(['slow is done', 'taken over with 2'])
  expect(await written(writer)).toEqual(['slow'])
})

async function write(trx: Database, name: string): Promise<void> {
  await trx.insertInto('setting').values({ name, value: '' }).execute()
}

async function written(db: Database): Promise<readonly string[]> {
  return (await db.selectFrom('setting').select('name').execute()).map(({ name }) => name)
}
