import type { Task } from '../../../task.ts'
import { COMMAND_GROUP } from './lockdown-command.ts'
import { GATES } from './lockdown-gates.ts'
import { HEALTH, HEALTH_SEALED } from './lockdown-health.ts'
import { LIFE, LIFE_SEALED } from './lockdown-life.ts'
import { HEADS, FLOWS } from './lockdown-people.ts'

/** Rows marked c and s in domain.md: they go on when the zone changes. */
export const LOCKDOWN: readonly Task[] = [...GATES, ...HEADS, ...HEALTH, ...LIFE]

/** Rows marked s only. */
export const SEALED: readonly Task[] = [...COMMAND_GROUP, ...FLOWS, ...HEALTH_SEALED, ...LIFE_SEALED]
