import type { Context } from 'hono'
import { SHOWN_FIRST } from '../../../views/addresses.ts'
import type { Situation } from '../../core/situation.ts'
import { actorOf } from '../session.ts'
import type { Env } from '../session.ts'
import type { Shown } from './page.ts'

/** Pages show what is real; drills have no pages of their own. */
export const MODE = 'actual'

/**
 * The response that the address is about: `?playbook=` names it, otherwise a school's to an epidemic or a bureau's own.
 * Null if the unit has none or may not be seen.
 */
export async function situationShown(c: Context<Env>, { deps }: Shown, code: string): Promise<Situation | null> {
  const asked = c.req.query('playbook')
  for (const playbook of asked === undefined ? SHOWN_FIRST : [asked]) {
    const found = await deps.engine.situationOf(actorOf(c), code, playbook, MODE)
    if (found !== null) return found
  }
  return null
}
