import { PassThrough } from 'node:stream'
import { text } from 'node:stream/consumers'
import { commandLine } from '../../src/cli/command-line.ts'

export type Environment = Readonly<Record<string, string>>

/** What a command answered, in JSON. */
export interface Typed {
  readonly exit: number
  readonly answer: unknown
}

/** Types a command on the console of a server with that environment; `input` is what the command reads. */
export async function typed(env: Environment, words: readonly string[], input = ''): Promise<Typed> {
  const out = new PassThrough()
  const said = text(out)
  const keyboard = new PassThrough()
  keyboard.end(input)
  const exit = await commandLine([...words, '--json'], { out, err: out, input: keyboard, env })
  out.end()
  return { exit, answer: JSON.parse(await said) }
}
