import type { Seq } from '../response.ts'
import type { ResponseMoved } from './entry-bodies.ts'

/** The stays that go on after a move, the suspended ones too. */
export function staysOf({ outcome, suspended }: Pick<ResponseMoved, 'outcome' | 'suspended'>): readonly Seq[] {
  return [...new Set([outcome, ...suspended].flatMap(({ visits }) => Object.values(visits)))]
}
