import { expect, test, vi } from 'vitest'
import { newDatabase } from '../databases.ts'
import { liveMonth } from '../month/month.ts'
import { smallTown } from '../month/town.ts'

vi.setConfig({ testTimeout: 180_000 })

test('a month of forty schools leaves the same journal every time, byte for byte, on either database', async ({ annotate }) => {
  const town = smallTown()
  expect(town.schools).toHaveLength(40)
  const here = await liveMonth(town, await newDatabase())
  const onSqlite = await liveMonth(smallTown(), await newDatabase({ server: null }))
  const times = [here, onSqlite].map(({ seconds, computing }) => `${seconds.toFixed(1)} s (computing ${computing.toFixed(1)})`)
  await annotate(`${here.entries} entries, ${times.join(', on SQLite ')}, ${here.digest}`)
  expect([onSqlite.digest, onSqlite.entries]).toEqual([here.digest, here.entries])
  // It was a month of many things, not an empty one.
  expect(here.types).toMatchObject({
    'task.signed': expect.any(Number),
    'sign_off.withdrawn': 1,
    'deadline.passed': expect.any(Number),
    'occurrence.missed': expect.any(Number),
    'order.settled': 12,
    'command.refused': expect.any(Number),
  })
})
