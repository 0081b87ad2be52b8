import { movedClock } from './clock.ts'
import { everyWrite } from './every-write.ts'
import { databaseCrash } from './database-crash.ts'
import type { Fault } from './fault.ts'
import { lostReply } from './lost-reply.ts'
import { powerCut } from './power-cut.ts'
import { randomKill } from './random-kill.ts'
import { confusedNetwork } from './schedules.ts'
import { stalledHolder } from './stalled-holder.ts'
import { terminatedConnections } from './terminated-connections.ts'
import { busyDatabase, failingDisk, fullDisk, hungDatabase } from './unwritable.ts'

/** All faults, in the order in which they are let loose. */
export const FAULTS: readonly Fault[] = [
  randomKill,
  everyWrite,
  powerCut,
  fullDisk,
  failingDisk,
  busyDatabase,
  hungDatabase,
  movedClock,
  lostReply,
  confusedNetwork,
  terminatedConnections,
  databaseCrash,
  stalledHolder,
]
