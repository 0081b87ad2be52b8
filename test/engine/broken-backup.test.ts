import { createHash } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gunzipSync, gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { isEmpty } from '../../db/empty.ts'
import { appliedMigrations, MIGRATION_NAMES } from '../../db/migrate.ts'
import { mulberry32, between } from '../../src/demo/random.ts'
import { backup } from '../../src/engine/backup.ts'
import { checkBackup, restore } from '../../src/engine/restore.ts'
import { replay } from '../../src/engine/replay.ts'
import { NIGHT, TIME_ZONE } from '../world.ts'
import { foundCity, type TestCity } from './city.ts'
import { newFolder, openFresh, restored, restoredDatabase } from './restored.ts'

vi.setConfig({ testTimeout: 30_000 })

let city: TestCity
let zipped: Buffer
let lines: readonly string[]

beforeAll(async () => {
  city = await foundCity()
  const folder = mkdtempSync(join(tmpdir(), 'fangxian-broken-'))
  const file = join(folder, 'whole.backup')
  await backup(city.connections, file, NIGHT)
  zipped = readFileSync(file)
  rmSync(folder, { recursive: true })
  lines = gunzipSync(zipped).toString().trimEnd().split('\n')
})
afterAll(async () => city.close())

function fileOf(bytes: Uint8Array | string): string {
  const file = join(newFolder(), 'city.backup')
  writeFileSync(file, bytes)
  return file
}

function unzipped(bytes: Uint8Array): string | null {
  try {
    return gunzipSync(bytes).toString()
  } catch {
    return null
  }
}

/** A gzip file in which everything is right but the lines. */
const packed = (changed: readonly string[]): string => fileOf(gzipSync(`${changed.join('\n')}\n`))

/** The same with counts and digest made to fit, as another version of the program would have written it. */
function resealed(changed: readonly string[], rows: object = {}): string {
  const ending = JSON.parse(changed.at(-1) ?? '') as { rows: object }
  const body = `${changed.slice(0, -1).join('\n')}\n`
  const sha256 = createHash('sha256').update(body).digest('hex')
  return packed([...changed.slice(0, -1), JSON.stringify({ rows: { ...ending.rows, ...rows }, sha256 })])
}

const withHeader = (more: object): readonly string[] => [
  JSON.stringify({ ...(JSON.parse(lines[0] ?? '') as object), ...more }),
  ...lines.slice(1),
]

test('undamaged, it is restored', async () => {
  const { reader } = await restoredDatabase(fileOf(zipped))
  expect(await isEmpty(reader)).toBe(false)
})

describe('a damaged file is refused with a reason', () => {
  test('cut anywhere', async () => {
    for (const length of [0, 1, 9, 10, 11, 500, Math.floor(zipped.length / 2), zipped.length - 9, zipped.length - 8, zipped.length - 1]) {
      const answer = await checkBackup(fileOf(zipped.subarray(0, length)))
      expect([length, answer]).toEqual([length, { refusal: 'damaged', reason: expect.any(String) }])
    }
  })

  test('one bit turned anywhere behind the gzip header', async () => {
    const random = mulberry32(1)
    for (let time = 0; time < 200; time += 1) {
      const at = between(random, 10, zipped.length - 1)
      const turned = Buffer.from(zipped)
      turned[at] = (turned[at] ?? 0) ^ (1 << between(random, 0, 7))
      // Some bits of gzip stand for nothing.
      const isHarmless = unzipped(turned) === `${lines.join('\n')}\n`
      const checked = await checkBackup(fileOf(turned))
      expect([at, 'refusal' in checked ? checked.refusal : 'whole']).toEqual([at, isHarmless ? 'whole' : 'damaged'])
    }
  })

  test.each([
    [
      'a name in a row is another',
      () => lines.map((line) => line.replace('汀兰小学', '汀蓝小学')),
      'the contents are not what was written',
    ],
    ['a row is missing', () => lines.toSpliced(5, 1), 'not all rows are there'],
    ['a row is there twice', () => lines.toSpliced(5, 0, lines[5] ?? ''), 'not all rows are there'],
    ['two rows have changed places', () => swapped(lines), 'the contents are not what was written'],
    ['the last line is missing', () => lines.slice(0, -1), 'the end is missing'],
    ['something follows the last line', () => [...lines, '{}'], 'something follows the end'],
    ['a row has a value too many', () => lines.map((line) => line.replace('"140821"', '"140821","x"')), 'a row does not fit its table'],
    ['a line is cut', () => lines.map((line, index) => (index === 5 ? line.slice(0, 20) : line)), 'a line is not part of a backup'],
    ['a line is a bare word', () => lines.toSpliced(5, 0, 'true'), 'a line is not part of a backup'],
    ['it is something else', () => ['{"format":"another","v":1}'], 'a line is not part of a backup'],
    ['it is empty', () => [''], 'a line is not part of a backup'],
  ])('%s', async (_what, change, reason) => {
    expect(await restored(packed(change()))).toEqual({ refusal: 'damaged', reason })
  })

  test('it was never packed, or its last line is cut short', async () => {
    expect(await checkBackup(fileOf('单位代码,名称\n'))).toEqual({ refusal: 'damaged', reason: 'it cannot be unpacked' })
    expect(await checkBackup(fileOf(gzipSync(lines.join('\n'))))).toEqual({ refusal: 'damaged', reason: 'the last line is cut short' })
  })

  test('a count in the last line is another', async () => {
    expect(await checkBackup(resealed(lines, { unit: 3 }))).toEqual({ refusal: 'damaged', reason: 'not all rows are there' })
  })
})

describe('a backup of another version', () => {
  test('of a later format, or with tables that this version does not know, is refused for that', async () => {
    expect(await checkBackup(packed([JSON.stringify({ format: 'fangxian-backup', v: 2 }), '?']))).toEqual({
      refusal: 'newer_format',
      reason: 'format 2, and this version reads up to 1',
    })
    const migrations = [...MIGRATION_NAMES, '9999-later']
    expect(await checkBackup(resealed(withHeader({ migrations })))).toEqual({
      refusal: 'newer_format',
      reason: 'it has the tables of 9999-later',
    })
  })

  test('from before the newest tables is restored as it was, and then brought up to date', async () => {
    const connections = await restoredDatabase(older())
    expect(await appliedMigrations(connections.reader)).toEqual(await appliedMigrations(city.connections.reader))
    expect((await replay(connections, TIME_ZONE)).differences).toEqual([])
    expect(await isEmpty(connections.reader)).toBe(false)
  })

  test('from before the newest tables is not squeezed into them', async () => {
    const file = older()
    const checked = await checkBackup(file)
    if ('refusal' in checked) throw new Error(checked.refusal)
    const fresh = await openFresh()
    expect(await restore(fresh, file, checked)).toEqual({ refusal: 'newer_tables' })
    expect(await isEmpty(fresh.reader)).toBe(true)
  })

  /** As it was before there were accounts, calendars and steps that wait for a bureau; the cast has none. */
  const older = (): string => resealed(withoutNewColumns(withHeader({ migrations: ['0001-first-light'] })), { playbook_version: 0 })
})

/** The counter had no column for the calendar then, units none for the levels above them, and responses none for what waits for a bureau. */
function withoutNewColumns(all: readonly string[]): readonly string[] {
  const left = { counter: ['calendar'], unit: ['levels'], response: ['awaiting', 'awaiting_overdue'] }
  return Object.entries(left).reduce<readonly string[]>((file, [table, names]) => withoutColumns(file, table, names), withoutVersions(all))
}

/** Nobody kept in mind which versions of playbooks were in use. */
function withoutVersions(all: readonly string[]): readonly string[] {
  const head = all.findIndex((line) => line.startsWith('{"table":"playbook_version"'))
  const rows = all.slice(head + 1)
  return [...all.slice(0, head), ...rows.slice(rows.findIndex((line) => !line.startsWith('[')))]
}

function withoutColumns(all: readonly string[], table: string, names: readonly string[]): readonly string[] {
  const head = all.findIndex((line) => line.startsWith(`{"table":"${table}"`))
  const { columns } = JSON.parse(all[head] ?? '') as { columns: readonly string[] }
  const isKept = (_: unknown, at: number): boolean => !names.includes(columns[at] ?? '')
  const rows = all.slice(head + 1)
  const last = rows.findIndex((line) => !line.startsWith('['))
  const kept = rows.slice(0, last).map((line) => JSON.stringify((JSON.parse(line) as readonly unknown[]).filter(isKept)))
  return [...all.slice(0, head), JSON.stringify({ table, columns: columns.filter(isKept) }), ...kept, ...rows.slice(last)]
}

function swapped(all: readonly string[]): readonly string[] {
  const first = all.findIndex((line) => line.includes('莲坪镇'))
  return all.toSpliced(first, 2, all[first + 1] ?? '', all[first] ?? '')
}
