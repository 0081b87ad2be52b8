import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { arch, cpus, platform, totalmem } from 'node:os'
import { join } from 'node:path'
import BetterSqlite from 'better-sqlite3'
import type { Budget, Row } from './measure.ts'

const RESULTS = join(import.meta.dirname, '..', 'bench', 'results')

/** What `--json` prints. */
export function asJson(rows: readonly Row[]): string {
  return `${JSON.stringify(
    rows.map(({ name, ours, limit, ratio, unit }) => ({ name, ours: rounded(ours), limit: rounded(limit), ratio: rounded(ratio), unit })),
    null,
    2,
  )}\n`
}

const COLUMNS = ['row', 'ours', 'limit', 'unit', 'ratio', 'budget', '']

/** The table for people: one line a row, and whether what was promised is kept. */
export function asTable(rows: readonly Row[]): string {
  const lines = [
    COLUMNS,
    ...rows.map(({ name, ours, limit, unit, ratio, budget, met }) => [
      name,
      String(rounded(ours)),
      String(rounded(limit)),
      unit,
      ratio.toFixed(2),
      budget === undefined ? '' : budgetWords(budget),
      met === undefined ? '' : met ? 'met' : 'MISSED',
    ]),
  ]
  const widths = COLUMNS.map((_, index) => Math.max(...lines.map((line) => (line[index] ?? '').length)))
  const isNumber = (index: number): boolean => index === 1 || index === 2 || index === 4
  return lines
    .map((line) => line.map((cell, index) => (isNumber(index) ? cell.padStart(widths[index] ?? 0) : cell.padEnd(widths[index] ?? 0))))
    .map((line) => `${line.join('  ').trimEnd()}\n`)
    .join('')
}

function budgetWords(budget: Budget): string {
  return 'atMost' in budget ? `<= ${budget.atMost.toFixed(2)}` : `>= ${budget.atLeast.toFixed(2)}`
}

/** Keeps the rows with the machine and the versions they were measured on; returns the file's name. */
export function keepResults(rows: readonly Row[], date: string): string {
  const machine = {
    platform: `${platform()} ${arch()}`,
    cpu: cpus()[0]?.model ?? 'unknown',
    cores: cpus().length,
    memoryMb: mb(totalmem()),
  }
  const results = {
    date,
    machine,
    versions: versions(),
    rows: rows.map((one) => ({ ...one, ours: rounded(one.ours), limit: rounded(one.limit), ratio: rounded(one.ratio) })),
  }
  mkdirSync(RESULTS, { recursive: true })
  const name = `${date.slice(0, 10)}-${shortName(machine.cpu)}-${machine.cores}.json`
  writeFileSync(join(RESULTS, name), `${JSON.stringify(results, null, 2)}\n`)
  return join('bench', 'results', name)
}

function versions(): Readonly<Record<string, string>> {
  const database = new BetterSqlite(':memory:')
  const sqlite = String(database.prepare('select sqlite_version()').pluck().get())
  database.close()
  return { node: process.versions.node, 'better-sqlite3': versionOf('better-sqlite3'), sqlite }
}

function versionOf(name: string): string {
  const file = createRequire(import.meta.url).resolve(`${name}/package.json`)
  const { version }: { readonly version?: unknown } = JSON.parse(readFileSync(file, 'utf8'))
  return String(version)
}

function shortName(cpu: string): string {
  return cpu
    .toLowerCase()
    .replace(/\(.*?\)|processor|cpu|@.*/g, ' ')
    .trim()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, 24)
    .replace(/^-|-$/g, '')
}

function mb(bytes: number): number {
  return Math.round(bytes / 1_048_576)
}

function rounded(value: number): number {
  return Number(value.toPrecision(value >= 1_000 ? 5 : 3))
}
