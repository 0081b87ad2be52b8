import type { ParseArgsOptionDescriptor } from 'node:util'
import type { Writable } from 'node:stream'
import type { Config } from '../config.ts'

/** One command of `npm run fangxian`. */
export interface Command {
  readonly name: string
  /** What stands after the name. */
  readonly usage: string
  readonly summary: string
  readonly options: Readonly<Record<string, Option>>
  /** How many words it takes, at least and at most. */
  readonly words: readonly [number, number]
  readonly run: (asked: Asked, config: Config, terminal: Terminal) => Promise<Outcome>
}

export interface Option extends ParseArgsOptionDescriptor {
  readonly help: string
}

/** Where a command reads and writes, and its environment. */
export interface Terminal {
  readonly out: Writable
  readonly err: Writable
  readonly input: AsyncIterable<Buffer | string>
  readonly env: Readonly<Record<string, string | undefined>>
}

/** The command line, taken apart. */
export interface Asked {
  readonly words: readonly string[]
  readonly text: (option: string) => string | undefined
  readonly has: (option: string) => boolean
}

/** What a command answers. Refused or found wrong: exit 1. Asked wrongly: exit 2. */
export type Outcome = { readonly exit: 0 | 1; readonly text: string; readonly json: unknown } | { readonly exit: 2; readonly text: string }

export function done(text: string, json: unknown): Outcome {
  return { exit: 0, text, json }
}

export function refusedBy(text: string, json: unknown): Outcome {
  return { exit: 1, text, json }
}

export function misused(text: string): Outcome {
  return { exit: 2, text }
}
