import { array, assert, double, nat, property } from 'fast-check'
import { expect, test } from 'vitest'
import { apportion } from '../../src/demo/apportion.ts'

test('shares add up to the total, and none exceeds its weight while the total does not exceed their sum', () => {
  const weights = array(nat(5000), { minLength: 1, maxLength: 50 }).filter((all) => all.some((weight) => weight > 0))
  assert(
    property(weights, double({ min: 0, max: 1, noNaN: true }), (all, part) => {
      const total = Math.floor(part * all.reduce((sum, weight) => sum + weight, 0))
      const shares = apportion(total, all)
      expect(shares.reduce((sum, share) => sum + share, 0)).toBe(total)
      for (const [index, share] of shares.entries()) expect(share).toBeLessThanOrEqual(all[index] ?? 0)
    }),
  )
})

test('nothing can be shared among nobody', () => {
  expect(() => apportion(1, [])).toThrow(RangeError)
})
