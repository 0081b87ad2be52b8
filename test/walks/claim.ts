import { toCanonicalJson } from '../../db/append.ts'

/** Throws where something that a walk holds to be true is not, with what was found. */
export function claim(holds: boolean, sentence: string, ...found: readonly unknown[]): asserts holds {
  if (holds) return
  throw new Error([`It does not hold that ${sentence}.`, ...found.map((one) => JSON.stringify(one, null, 1))].join('\n'))
}

/** Alike in the one form in which both would be stored. */
export function alike(one: object, other: object): boolean {
  return toCanonicalJson(one) === toCanonicalJson(other)
}
