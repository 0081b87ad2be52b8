import type { Writable } from 'node:stream'
import { parseArgs } from 'node:util'
import { readConfig } from '../config.ts'
import { VersionsChanged } from '../engine/versions-in-use.ts'
import { backingUp } from './backup.ts'
import { refusedBy, type Asked, type Command, type Outcome, type Terminal } from './command.ts'
import { exporting } from './export.ts'
import { importCalendar } from './import-calendar.ts'
import { importUnits } from './import-units.ts'
import { linting } from './lint.ts'
import { migrating } from './migrate.ts'
import { ordering } from './order.ts'
import { replaying } from './replay.ts'
import { restoring } from './restore.ts'
import { serving } from './serve.ts'
import { userAdd } from './user-add.ts'
import { userList } from './user-list.ts'
import { userReset } from './user-reset.ts'

const COMMANDS: readonly Command[] = [
  serving,
  migrating,
  importUnits,
  importCalendar,
  userAdd,
  userReset,
  userList,
  ordering,
  replaying,
  linting,
  exporting,
  backingUp,
  restoring,
]

/** Runs one command line. Answers go to `out`, complaints to `err`; returns 0, 1 (refused or found wrong) or 2 (asked wrongly). */
export async function commandLine(given: readonly string[], terminal: Terminal): Promise<number> {
  const { out, err } = terminal
  const command = COMMANDS.find(({ name }) => name.split(' ').every((word, index) => given[index] === word))
  if (command === undefined) return withoutCommand(given, out, err)
  const asked = parse(command, given.slice(command.name.split(' ').length))
  if ('problem' in asked) return complain(err, command, asked.problem)
  if (asked.has('help')) {
    out.write(helpOn(command))
    return 0
  }
  const config = readConfig(terminal.env)
  if ('problems' in config) return complain(err, null, config.problems.join('\n'))
  const outcome = await outcomeOf(command.run(asked, config, terminal))
  if (outcome.exit === 2) return complain(err, command, outcome.text)
  report(outcome, asked.has('json'), out, err)
  return outcome.exit
}

/** What no command works over: a database whose versions of playbooks this program does not have. */
async function outcomeOf(running: Promise<Outcome>): Promise<Outcome> {
  try {
    return await running
  } catch (error) {
    if (error instanceof VersionsChanged) return refusedBy(error.message, { problem: error.message })
    throw error
  }
}

function withoutCommand(given: readonly string[], out: Writable, err: Writable): number {
  const wantsHelp = given.length === 0 || given[0] === '--help' || given[0] === 'help'
  if (!wantsHelp) return complain(err, null, `没有此命令 no such command: ${given.join(' ')}`)
  out.write(overview())
  return given.length === 0 ? 2 : 0
}

function report(outcome: Exclude<Outcome, { exit: 2 }>, asJson: boolean, out: Writable, err: Writable): void {
  if (asJson) out.write(`${JSON.stringify(outcome.json)}\n`)
  else if (outcome.text !== '') (outcome.exit === 0 ? out : err).write(`${outcome.text}\n`)
}

function complain(err: Writable, command: Command | null, problem: string): 2 {
  err.write(`fangxian: ${problem}\n${command === null ? overview() : helpOn(command)}`)
  return 2
}

function parse(command: Command, words: readonly string[]): Asked | { readonly problem: string } {
  try {
    const options = { ...command.options, json: { type: 'boolean' }, help: { type: 'boolean' } } as const
    const { values, positionals } = parseArgs({ args: [...words], options, allowPositionals: true })
    const given = new Map(Object.entries(values))
    const [least, most] = command.words
    if (values.help !== true && (positionals.length < least || positionals.length > most))
      return { problem: `参数个数不对 expected: ${command.usage}` }
    return {
      words: positionals,
      has: (option) => given.get(option) === true,
      text: (option) => {
        const value = given.get(option)
        return typeof value === 'string' ? value : undefined
      },
    }
  } catch (error) {
    // parseArgs throws for what it does not know; the message names it.
    return { problem: error instanceof Error ? error.message : String(error) }
  }
}

function helpOn({ name, usage, summary, options }: Command): string {
  const lines = Object.entries({ ...options, json: { help: '以 JSON 输出 answer in JSON', type: 'boolean' } }).map(
    ([option, { type, help }]) => `  --${option}${type === 'string' ? ' …' : ''}`.padEnd(22) + help,
  )
  return `${summary}\n\n用法 usage: npm run fangxian -- ${name} ${usage}\n\n${lines.join('\n')}\n`
}

function overview(): string {
  const lines = COMMANDS.map(({ name, usage, summary }) => `  ${name} ${usage}\n      ${summary}`)
  return `防线 Fangxian\n\n用法 usage: npm run fangxian -- <command>; <command> --help\n\n${lines.join('\n')}\n`
}
