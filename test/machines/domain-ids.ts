/** How many rows each part of the requirements has: whatever is listed there must be served, and nothing else may be cited. */
const ROWS = { N: 33, U: 11, L: 21, O: 10, P: 15, R: 32, F: 6 } as const

/** `idsOf('U')`: U-01 to U-11. */
export function idsOf(...parts: readonly (keyof typeof ROWS)[]): readonly string[] {
  return parts.flatMap((part) => Array.from({ length: ROWS[part] }, (_, index) => `${part}-${String(index + 1).padStart(2, '0')}`))
}

/** Every id of the requirements. */
export const DOMAIN_IDS = idsOf('N', 'U', 'L', 'O', 'P', 'R', 'F')
