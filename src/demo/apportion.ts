/**
 * Whole shares of `total` in proportion to `weights`, adding up to `total` exactly (largest remainders).
 * With whole weights and `total` no larger than their sum, no share exceeds its weight.
 */
export function apportion(total: number, weights: readonly number[]): readonly number[] {
  const whole = weights.reduce((sum, weight) => sum + weight, 0)
  if (whole <= 0) throw new RangeError('weights must add up to more than zero')
  const quotas = weights.map((weight) => (total * weight) / whole)
  const floors = quotas.map(Math.floor)
  const left = total - floors.reduce((sum, floor) => sum + floor, 0)
  const favoured = new Set(byLargestRemainder(quotas).slice(0, left))
  return floors.map((floor, index) => floor + (favoured.has(index) ? 1 : 0))
}

function byLargestRemainder(quotas: readonly number[]): readonly number[] {
  return quotas
    .map((quota, index) => ({ index, remainder: quota - Math.floor(quota) }))
    .toSorted((a, b) => b.remainder - a.remainder || a.index - b.index)
    .map(({ index }) => index)
}
