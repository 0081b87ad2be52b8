import type { Task } from '../../../playbook.ts'
import { GATES } from './lockdown-gates.ts'
import { HEADS, FLOWS } from './lockdown-people.ts'

/** Rows marked c and s in domain.md: they hold for both and go on when the zone changes. */
export const LOCKDOWN: readonly Task[] = [...GATES, ...HEADS]

/** Rows marked s only. */
export const SEALED: readonly Task[] = [...FLOWS]
