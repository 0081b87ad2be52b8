import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { build } from '../../src/start/build.mjs'
import { otherCityCsv } from '../demo/other-city.ts'
import { TOP } from '../source-files.ts'

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 })

const folder = mkdtempSync(join(tmpdir(), 'fangxian-cli-'))
beforeAll(() => build())
afterAll(() => rmSync(folder, { recursive: true }))

/** Runs a command as `npm run fangxian` does, on a database of this test alone. */
function fangxian(words: readonly string[], input = '') {
  const env = { ...process.env, DATA_DIR: join(folder, 'data'), FANGXIAN_DEMO: '0' }
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(TOP, 'dist/cli.js'), ...words], {
    env,
    input,
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  })
  return { status, stdout, stderr }
}
const json = (words: readonly string[], input = '') => JSON.parse(fangxian([...words, '--json'], input).stdout) as Record<string, unknown>
const file = (name: string, text: string | Uint8Array): string => {
  writeFileSync(join(folder, name), text)
  return join(folder, name)
}

test('every command explains itself, and what there is not is a mistake in usage', () => {
  expect(fangxian([]).status).toBe(2)
  expect(fangxian(['--help'])).toMatchObject({ status: 0, stdout: expect.stringMatching(/import units FILE\.csv/) })
  for (const name of ['serve', 'migrate', 'import units', 'user add', 'user reset', 'user list', 'order', 'replay', 'export']) {
    expect(fangxian([...name.split(' '), '--help'])).toMatchObject({ status: 0, stdout: expect.stringContaining(`-- ${name} `) })
  }
  expect(fangxian(['fly'])).toMatchObject({ status: 2, stdout: '', stderr: expect.stringMatching(/no such command: fly/) })
  expect(fangxian(['replay', '--fast']).status).toBe(2)
  expect(fangxian(['import', 'units']).status).toBe(2)
})

test('a bad list changes nothing and says why, line by line', () => {
  const bad = file('bad.csv', 'code,parent,kind,name,boarders,day,staff,hospital\n1,,city,甲市,,,,\n2,9,junior,乙中,1,1,1,\n')
  expect(fangxian(['import', 'units', bad])).toMatchObject({ status: 1, stdout: '', stderr: expect.stringMatching(/第 3 行.*9/) })
  expect(fangxian(['import', 'units', join(folder, 'none.csv')]).status).toBe(2)
})

test('another city of 1,600 schools comes in once, checked first, and again changes nothing', () => {
  const list = file('units.csv', otherCityCsv())
  expect(json(['import', 'units', list, '--dry-run'])).toEqual({ dryRun: true, added: 1612, changed: 0, unchanged: 0 })
  expect(json(['import', 'units', list])).toEqual({ dryRun: false, added: 1612, changed: 0, unchanged: 0 })
  const renamed = file('renamed.csv', otherCityCsv().replace('大连市', '大连'))
  expect(json(['import', 'units', list])).toMatchObject({ added: 0, changed: 0, unchanged: 1612 })
  expect(json(['import', 'units', renamed, '--dry-run'])).toMatchObject({ added: 0, changed: 1, unchanged: 1611 })
})

test('a commander gets an account; the name cannot be taken twice, and a weak password not be set', () => {
  const add = ['user', 'add', '张主任', '--role', 'commander', '--unit', '210200', '--name', '张海', '--password-stdin']
  expect(fangxian(add, 'short\n').status).toBe(2)
  expect(json(add, 'a sentence to remember\n')).toMatchObject({
    username: '张主任',
    name: '张海',
    role: 'commander',
    unit: '210200',
    posts: ['commander'],
  })
  expect(fangxian(add, 'a sentence to remember\n').status).toBe(1)
  expect(fangxian(['user', 'reset', '张主任', '--password-stdin'], 'another sentence\n').status).toBe(0)
  expect(fangxian(['user', 'reset', '李主任', '--password-stdin'], 'another sentence\n').status).toBe(1)
  expect(json(['user', 'list'])).toMatchObject({ items: [{ username: '张主任', unitName: '大连市', active: true }] })
})

test.each([
  [['--role', 'king', '--unit', '210200'], /--role/],
  [['--role', 'commander', '--unit', '999'], /--unit/],
  [['--role', 'principal', '--unit', '210200'], /principal 须在学校/],
  [['--role', 'commander', '--unit', '210200', '--posts', 'doctor'], /no such post: doctor/],
])('an account with %s is a mistake in usage', (options, line) => {
  const answer = fangxian(['user', 'add', 'somebody', ...options, '--password-stdin'], 'a sentence to remember\n')
  expect([answer.status, answer.stderr]).toEqual([2, expect.stringMatching(line)])
})

test('two orders scoped by kind send the schools online and lock down colleges and vocational schools', () => {
  const order = (event: string, kinds: string, ...more: readonly string[]) => [
    'order',
    event,
    '--as',
    '张主任',
    '--region',
    '210200',
    '--kinds',
    kinds,
    '--reason',
    '本市疫情',
    ...more,
  ]
  const online = order('ORDER_ONLINE', 'kindergarten,primary,junior,senior')
  const preview = json([...online, '--dry-run'])
  expect(preview).toMatchObject({ unchanged: 0, refusedTotal: 0 })
  expect(json(online)).toMatchObject({
    status: 'settled',
    counts: { matched: preview['matched'], changed: preview['matched'], refused: 0, pending: 0 },
  })
  expect(json(order('ORDER_LOCKDOWN', 'university,vocational'))).toMatchObject({
    status: 'settled',
    counts: { unchanged: 0, refused: 0, pending: 0 },
  })
  expect(fangxian(order('NO_SUCH_EVENT', 'primary'))).toMatchObject({ status: 1, stderr: expect.stringMatching(/No such event/) })
})

test('replaying the journal finds no difference, and the export is the whole of it', () => {
  const { entries, differences } = json(['replay'])
  expect(differences).toEqual([])
  const out = join(folder, 'journal.ndjson')
  expect(json(['export', '--out', out])).toMatchObject({ entries, file: out })
  const lines = readFileSync(out, 'utf8').trimEnd().split('\n')
  expect(lines).toHaveLength(Number(entries))
  expect(fangxian(['export']).stdout.trimEnd().split('\n').length).toBe(lines.length)
})
