import type { Task } from '../../../task.ts'
import { REPAIRING as BEFORE } from '../../v1/tasks/repairing.ts'

/** F-03, F-04: the plan, the works, and where students learn meanwhile; asked for until the school is accepted. */
export const REPAIRING: readonly Task[] = BEFORE.filter(({ source }) => !source.includes('F-05'))
