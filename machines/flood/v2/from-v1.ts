import type { Mapping } from '../../mapping.ts'

/** Schools that repair come to stand where they clean: there, what they signed counts, and the works can be signed as well. */
export const fromV1: Mapping = {
  from: 1,
  states: { 'control.repairing': 'control.repairing.cleaning' },
  renamed: { 'F-05': 'F-05-disinfect' },
  dropped: {},
  askedAgain: {},
}
