import { expect, test } from 'vitest'
import { newDatabase } from '../databases.ts'
import type { Lived } from './month.ts'
import { liveMonth } from './month.ts'
import { wholeTown } from './town.ts'

test('a month of 1,824 schools, one command after another, leaves the same journal twice, byte for byte', async () => {
  expect(wholeTown().schools).toHaveLength(1_824)
  const first = await liveMonth(wholeTown(), await newDatabase())
  tell(first)
  const second = await liveMonth(wholeTown(), await newDatabase())
  tell(second)
  expect([second.entries, second.digest]).toEqual([first.entries, first.digest])
})

function tell({ entries, seconds, computing, digest }: Lived): void {
  process.stdout.write(`${entries} entries in ${Math.round(seconds)} s, ${Math.round(computing)} s of them computing, SHA-256 ${digest}\n`)
}
