import { findPlaybook } from '../../../machines/registry.ts'
import type { Playbook } from '../../../machines/playbook.ts'
import { PLAYBOOK } from './unit.ts'

/** The newest version of the playbook that boards and orders are about. */
export function epidemicPlaybook(): Playbook {
  const playbook = findPlaybook(PLAYBOOK)
  if (playbook === undefined) throw new Error(`no playbook ${PLAYBOOK} is registered`)
  return playbook
}
