import type { Situation } from '../src/core/situation.ts'
import { usualPosts } from '../src/core/staffing.ts'
import { isBureauKind } from '../src/core/unit.ts'
import { namedFor } from './named-for.ts'
import type { Page } from './page.ts'

/** The page as it is read at that unit: posts by the names that they have there, and only those that there are. */
export function atSchool(page: Page, { unit, heldPosts }: Pick<Situation, 'unit' | 'heldPosts'>): Page {
  const named = namedFor(page, unit.kind)
  if (isBureauKind(unit.kind)) return named
  return { ...named, staff: { usual: usualPosts(unit.kind, unit.boarders > 0), held: heldPosts.get(unit.code) ?? new Set() } }
}
