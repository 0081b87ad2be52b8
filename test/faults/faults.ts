import type { Fault } from './fault.ts'
import { lostReply } from './lost-reply.ts'
import { randomKill } from './random-kill.ts'

/** All faults, in the order in which they are let loose. */
export const FAULTS: readonly Fault[] = [randomKill, lostReply]
