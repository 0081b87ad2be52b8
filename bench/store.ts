import type { Config } from '../src/config.ts'
import type { BareWriter } from './bare-signing.ts'

/**
 * Where a run gets its databases with schools in them, and what the same machine does there with the driver alone. An
 * address is a file of SQLite or a `postgres://…`.
 */
export interface Store {
  /** Stands behind the names of its rows. */
  readonly suffix: '' | '-postgres'
  /** The address of a new database with so many schools: seeded once in a run through the engine, then copied. */
  readonly copyOf: (schools: number) => Promise<string>
  readonly remove: (address: string) => Promise<void>
  /** What a server over it is told. */
  readonly placeOf: (address: string) => Pick<Config, 'dataDir' | 'database'>
  /** Milliseconds that writing what an order wrote in `written` takes in `into`, a copy from before it. */
  readonly writeOrderByHand: (written: string, into: string, order: number, chunk: number) => Promise<number>
  /** Writes signatures like those that the product wrote in `sample`. */
  readonly bareWriter: (address: string, sample: string) => Promise<BareWriter>
  readonly stop: () => Promise<void>
}
