import { expect, test } from 'vitest'
import { standingOverlays } from '../../db/overlays.ts'
import { openCity } from '../engine/city.ts'

test('a whole nation’s units can be asked for at once, more than a statement has parameters', async () => {
  const { reader } = (await openCity()).connections
  const codes = Array.from({ length: 70_000 }, (_, index) => `S${index}`)
  expect(await standingOverlays(reader, codes, '2022-03-07T00:00:00.000Z')).toEqual([])
})
