import { expect, test } from 'vitest'
import { insertRows } from '../../db/insert-rows.ts'
import type { OrderOutcomeTable } from '../../db/schema.ts'
import { openCity } from '../engine/city.ts'

function outcomes(count: number): readonly OrderOutcomeTable[] {
  return Array.from({ length: count }, (_, index) => ({
    order_id: 1,
    unit_id: index + 1,
    result: 'changed',
    refusal: null,
    missing: '[]',
    seq: index + 100,
  }))
}

test.each([0, 1, 3, 4, 16, 63, 250, 1_000])('%i rows go in, each once, with their own values', async (count) => {
  const { writer } = (await openCity()).connections
  const rows = outcomes(count)
  await insertRows(writer, 'order_outcome', rows, (some) => writer.insertInto('order_outcome').values(some))
  expect(await writer.selectFrom('order_outcome').selectAll().orderBy('unit_id').execute()).toEqual(rows)
})

test('a statement that takes something else than the rows is a mistake of the program', async () => {
  const { writer } = (await openCity()).connections
  const twice = insertRows(writer, 'outcomes of another order', outcomes(2), (some) =>
    writer.insertInto('order_outcome').values(some.map((one) => ({ ...one, order_id: 2 }))),
  )
  await expect(twice).rejects.toThrow('something else than its rows')
})
