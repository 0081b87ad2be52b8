import type { Logger } from 'pino'
import type { Connections } from '../../db/connect.ts'
import type { Config } from '../config.ts'
import type { Engine } from '../engine/engine.ts'
import type { Accounts } from './accounts.ts'

/** What the routes and pages work with; wired together in src/main.ts and in the tests' world. */
export interface Deps {
  readonly engine: Engine
  /** Read through `connections.reader`. */
  readonly connections: Connections
  readonly auth: Accounts
  readonly config: Pick<Config, 'publicUrl' | 'production'>
  readonly log: Logger
  readonly timeZone: string
  /** Whether the data are invented, which every page then says. */
  readonly demo: boolean
  /** Aborted when the server is about to stop: live screens are let go. */
  readonly closing: AbortSignal
}
