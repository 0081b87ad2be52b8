import { mkdirSync } from 'node:fs'
import { connect, type Connections } from '../db/connect.ts'
import { migrate } from '../db/migrate.ts'
import type { Config } from './config.ts'
import { frozenClock, systemClock, type Clock } from './engine/clock.ts'
import type { Engine } from './engine/engine.ts'
import type { EngineOptions } from './engine/start.ts'
import { startEngine } from './engine/start.ts'

export interface OpenedDatabase {
  readonly connections: Connections
  /** Names of the migrations that were carried out just now. */
  readonly applied: readonly string[]
}

/** The database of the configuration, migrated, as far as `upTo` if that is given; its folder is made if it is missing. */
export async function openDatabase({ dataDir, database }: Pick<Config, 'dataDir' | 'database'>, upTo?: string): Promise<OpenedDatabase> {
  mkdirSync(dataDir, { recursive: true, mode: 0o700 })
  const connections = await connect(database)
  return { connections, applied: await migrate(connections.writer, upTo) }
}

export interface Opened {
  readonly connections: Connections
  readonly engine: Engine
  readonly close: () => Promise<void>
}

/** Database and engine together: for the server, and for a command that may run beside it. */
export async function open(config: Config, failed?: (error: unknown) => void): Promise<Opened> {
  const { connections } = await openDatabase(config)
  const engine = await startedOver(connections, { clock: clockOf(config), timeZone: config.timeZone, ...(failed && { failed }) })
  return {
    connections,
    engine,
    close: async () => {
      await engine.stop()
      await connections.close()
    },
  }
}

/** An engine that does not start leaves no connection behind. */
async function startedOver(connections: Connections, options: Omit<EngineOptions, 'connections'>): Promise<Engine> {
  try {
    return await startEngine({ connections, ...options })
  } catch (error) {
    await connections.close()
    throw error
  }
}

export function clockOf({ clock }: Pick<Config, 'clock'>): Clock {
  return clock === null ? systemClock() : frozenClock(clock)
}
